package io.stockrelay.channel;

import io.stockrelay.shared.CauseClass;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one listing of a call.
 *
 * @param cause null where confirmed
 * @param message for people; empty where confirmed
 */
public record ItemVerdict(ItemOutcome outcome, @Nullable CauseClass cause, String message) {

    public static final ItemVerdict CONFIRMED = new ItemVerdict(ItemOutcome.CONFIRMED, null, "");

    public static ItemVerdict refused(CauseClass cause, String message) {
        return new ItemVerdict(ItemOutcome.REFUSED, cause, message);
    }
}
