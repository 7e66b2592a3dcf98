package io.stockrelay.stock;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The lot an event names.
 *
 * @param isControlled whether the item is counted by lot; of other items a lot is only recorded
 * @param expiresOn the last day before the lot expires, as the event states it; null where it says nothing
 */
public record LotMark(
        String code, boolean isControlled, @Nullable LocalDate expiresOn) {

    /** Of an item that is not counted by lot. */
    public static LotMark recorded(String code) {
        return new LotMark(code, false, null);
    }

    public static LotMark controlled(String code, @Nullable LocalDate expiresOn) {
        return new LotMark(code, true, expiresOn);
    }
}
