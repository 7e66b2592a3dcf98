package io.stockrelay.sandbox;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The ways in which a simulated channel can be told to fail. */
public enum FaultKind {
    STATUS_429("429"),
    STATUS_500("500"),
    STATUS_503("503"),
    /** The write is applied, then the answer is withheld for the fault's delay and the connection closed. */
    TIMEOUT_AFTER_APPLY("timeout-after-apply"),
    /** The call waits before it is applied; its idempotency key is taken meanwhile. */
    SLOW("slow"),
    /** One item of the call (the named listing, else the first) is refused as the channel refuses a bad item. */
    REJECT_ITEM("reject-item"),
    /** 200 with a page that is not the promised JSON; nothing is applied. */
    GARBAGE("garbage"),
    /** The token presented is refused; where tokens are issued, it is revoked as well. */
    WRONG_TOKEN("wrong-token"),
    /** The connection is closed without an answer and nothing is applied. */
    DROP_CONNECTION("drop-connection"),
    /** A webhook of the channel is never sent, whatever the channel believes. */
    LOSE_WEBHOOK("lose-webhook");

    private final String word;

    FaultKind(String word) {
        this.word = word;
    }

    /** The word used in the control API. */
    public String word() {
        return word;
    }

    /** What it waits for where nobody says. */
    Operation usually() {
        return this == LOSE_WEBHOOK ? Operation.WEBHOOK : Operation.WRITE;
    }

    static FaultKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new RefusedRequest("fault '" + word + "' is not known; use one of "
                        + Arrays.stream(values()).map(FaultKind::word).collect(Collectors.joining(", "))));
    }
}
