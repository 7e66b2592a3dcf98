package io.stockrelay.source;

import io.stockrelay.stock.LotMark;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A lot as one field of a staged row; one that is only recorded is its plain code. */
final class LotText {

    private static final String MARK = "\u0001";

    private LotText() {}

    static @Nullable String of(@Nullable LotMark lot) {
        if (lot == null || !lot.isControlled()) {
            return lot == null ? null : lot.code();
        }
        return MARK + (lot.expiresOn() == null ? "" : lot.expiresOn()) + MARK + lot.code();
    }

    static @Nullable LotMark mark(@Nullable String text) {
        if (text == null || !text.startsWith(MARK)) {
            return text == null ? null : LotMark.recorded(text);
        }
        int end = text.indexOf(MARK, 1);
        String expiresOn = text.substring(1, end);
        return LotMark.controlled(text.substring(end + 1), expiresOn.isEmpty() ? null : LocalDate.parse(expiresOn));
    }
}
