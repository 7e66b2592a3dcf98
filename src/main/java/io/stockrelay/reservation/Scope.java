package io.stockrelay.reservation;

import java.util.Locale;

/** Who a reservation is for; its id is unique within this. */
public record Scope(Kind kind, String id) {

    /** A customer with an account, a channel that sells to anybody, or a source with orders of its own. */
    public enum Kind {
        ACCOUNT,
        CHANNEL,
        SOURCE;

        /** As written and shown. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As stored and shown, such as {@code account:dealer-7}. */
    public String code() {
        return kind.code() + ":" + id;
    }

    /** The reverse of {@link #code()}. */
    public static Scope ofCode(String code) {
        int colon = code.indexOf(':');
        return new Scope(Kind.valueOf(code.substring(0, colon).toUpperCase(Locale.ROOT)), code.substring(colon + 1));
    }
}
