package io.stockrelay.deadletter;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Step;
import org.jspecify.annotations.Nullable;

/** Where a replay enters again, or why it must not; in order of precedence. */
public enum ReplayEntry {
    NOT_OPEN("it is not open"),
    SEND_AGAIN(null),
    NOT_AUTHENTICATED("its sender was never authenticated: correct the secret and let the source send it again"),
    ENTER_LEDGER(null),
    NO_MESSAGE("its raw message is not kept"),
    CUT(
            "its raw message was larger than we keep, so only a part is left: let the source send it again in smaller parts"),
    MAP_AGAIN(null);

    private final @Nullable String refusal;

    ReplayEntry(@Nullable String refusal) {
        this.refusal = refusal;
    }

    /** Why there is no replay; null where there is one. */
    public @Nullable String refusal() {
        return refusal;
    }

    static ReplayEntry of(DeadLetter letter, @Nullable StoredMessage message) {
        if (letter.state() != DeadLetter.State.OPEN) {
            return NOT_OPEN;
        }
        if (letter.direction() != DeadLetter.Direction.INBOUND) {
            return SEND_AGAIN;
        }
        if (letter.step() == Step.RECEIVE && letter.cause() == CauseClass.AUTHORISATION) {
            return NOT_AUTHENTICATED;
        }
        if (message == null) {
            return NO_MESSAGE;
        }
        boolean isMapped = letter.step() == Step.CROSS_REFERENCE || letter.step() == Step.LEDGER;
        if (isMapped && letter.canonicalJson() != null) {
            return ENTER_LEDGER;
        }
        if (message.bytesTotal() == 0) {
            return NO_MESSAGE; // an empty message would pass and close what it says nothing about
        }
        return message.isWhole() ? MAP_AGAIN : CUT;
    }
}
