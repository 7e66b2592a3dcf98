package io.stockrelay.source;

import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.SourceId;
import io.stockrelay.stock.OrderBooks;
import io.stockrelay.stock.StockState;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One source as configured.
 *
 * @param zone for stamps without one
 * @param autumn which of the doubled hour's two instants a stamp without zone means
 * @param references namespace of its references
 * @param futureTolerance how far ahead of our clock a stamp may be; more is refused
 * @param sumRows whether several rows of one run for one position are summed (pallet and case rows)
 * @param webhook null where the source sends none
 * @param file null where the source sends none
 * @param orders null where it tells of none
 * @param book what its figures and its order book mean
 */
public record SourceSettings(
        SourceId id,
        String name,
        ZoneId zone,
        Autumn autumn,
        String references,
        Duration futureTolerance,
        boolean sumRows,
        @Nullable Webhook webhook,
        @Nullable CsvFile file,
        @Nullable Orders orders,
        Book book) {

    /** A source that reports what is physically there. */
    public SourceSettings(
            SourceId id,
            String name,
            ZoneId zone,
            Autumn autumn,
            String references,
            Duration futureTolerance,
            boolean sumRows,
            @Nullable Webhook webhook,
            @Nullable CsvFile file) {
        this(id, name, zone, autumn, references, futureTolerance, sumRows, webhook, file, null, Book.NONE);
    }

    /**
     * @param nets what its figure of what is on hand is less of; nothing where the figure is physical
     * @param overdueAfter how long an order may stand in its book without leaving or being closed, before people are told
     */
    public record Book(Set<StockState> nets, Duration overdueAfter) {

        /** A source of physical figures. */
        public static final Book NONE = new Book(Set.of(), OrderBooks.OVERDUE_AFTER_DEFAULT);

        public Book {
            nets = Set.copyOf(nets);
        }
    }

    /**
     * Whose orders it tells of.
     *
     * @param channel that accepted them; null where the source itself did
     * @param fulfilFrom the location of a line that names none; null for the channel's, where there is one
     * @param poll how we ask the channel for them ourselves; null where we never do
     */
    public record Orders(
            @Nullable ChannelId channel,
            @Nullable LocationId fulfilFrom,
            @Nullable Poll poll) {}

    /**
     * @param every the rest between two polls; zero where only units that vanished are asked about
     * @param settle how much later than an order's effect the channel may list it
     * @param lookBack how far before units were missed their order may have changed last
     */
    public record Poll(Duration every, Duration settle, Duration lookBack) {}

    public enum Autumn {
        EARLIER,
        LATER
    }

    /**
     * @param scheme how the signature is made; only {@code STANDARD} (Standard Webhooks), {@code HMAC_HEX}, {@code HMAC_BASE64}
     * @param header name of the signature header for the HMAC schemes
     * @param secrets one, or two during a rotation
     * @param tolerance how old or how far ahead a signed timestamp may be
     * @param personal names of JSON fields whose values are removed before anything else sees the message
     */
    public record Webhook(
            Scheme scheme,
            String header,
            List<String> secrets,
            Duration tolerance,
            long bytesMax,
            Set<String> personal) {

        public Webhook {
            personal = Set.copyOf(personal);
        }

        /** Of messages without personal data. */
        public Webhook(Scheme scheme, String header, List<String> secrets, Duration tolerance, long bytesMax) {
            this(scheme, header, secrets, tolerance, bytesMax, Set.of());
        }

        public enum Scheme {
            STANDARD,
            HMAC_HEX,
            HMAC_BASE64
        }

        /** Without the secrets. */
        @Override
        public String toString() {
            return "Webhook[scheme=" + scheme + ", header=" + header + ", secrets=" + secrets.size() + "]";
        }
    }

    /**
     * @param charset of the file, e.g. windows-1252
     * @param columns that the header must have
     * @param rowsMax the most rows one file may have
     * @param complete whether a file is all there is at its locations: what is absent is zero
     * @param orderBook whether its rows are lists of open orders rather than stock
     */
    public record CsvFile(
            String charset,
            char separator,
            List<String> columns,
            long rowsMax,
            long bytesMax,
            boolean complete,
            boolean orderBook) {

        /** A file of stock. */
        public CsvFile(
                String charset, char separator, List<String> columns, long rowsMax, long bytesMax, boolean complete) {
            this(charset, separator, columns, rowsMax, bytesMax, complete, false);
        }

        /** A file whose absent rows say nothing. */
        public CsvFile(String charset, char separator, List<String> columns, long rowsMax, long bytesMax) {
            this(charset, separator, columns, rowsMax, bytesMax, false);
        }
    }
}
