package io.stockrelay.source;

/** What a webhook's signature says, in the order it is looked at. */
public enum SignatureVerdict {
    MISSING("the signature is missing"),
    TIMESTAMP_UNREADABLE("the signed timestamp is not a number of seconds"),
    TOO_OLD("the signed timestamp is too old: it may be a replay, or the sender's clock is behind"),
    TOO_FAR_AHEAD("the signed timestamp is in the future: the sender's clock is ahead"),
    FORGED("no signature matches: the secret differs, or the body was changed on its way"),
    GENUINE("the signature matches");

    private final String told;

    SignatureVerdict(String told) {
        this.told = told;
    }

    /** What the sender's engineer is told; never more than this. */
    public String told() {
        return told;
    }
}
