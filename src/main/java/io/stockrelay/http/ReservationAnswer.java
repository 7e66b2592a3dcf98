package io.stockrelay.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrelay.reservation.Reservation;
import io.stockrelay.reservation.ReservationKey;
import io.stockrelay.reservation.ReservationState;
import io.stockrelay.reservation.Scope;
import io.stockrelay.reservation.Shipment;
import io.stockrelay.reservation.Shortage;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reservation as its caller sees it. Units are smallest units of the item, as in availability.
 *
 * @param askedAs the other number of the order that it was asked for under; left out where that was its id
 * @param reference what the order is known by where it ships
 * @param shortages what a partial promise left out; empty where all was promised
 * @param lots which the shipment was booked from, in the answer to it; left out where none was
 */
record ReservationAnswer(
        String id,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String askedAs,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String account,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String channel,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String source,
        String state,
        int version,
        @Nullable Instant expiresAt,
        Instant madeAt,
        Instant changedAt,
        Reference reference,
        List<Line> lines,
        List<Short> shortages,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Booked> lots) {

    /** What an order is known by, and among whom. */
    record Reference(String namespace, String number) {

        static Reference of(OrderReference order) {
            return new Reference(order.namespace(), order.reference());
        }
    }

    /**
     * One line.
     *
     * @param requested what was asked for
     * @param promised what was said yes to
     * @param open what of it is still promised and has not left
     */
    record Line(String line, String sku, long requested, long promised, long open, List<Part> parts) {}

    /**
     * What a line takes of one component at one location.
     *
     * @param reserved what is promised or has left
     * @param open what has not left
     * @param setAside what of it was taken from the account's own set-asides
     */
    record Part(String sku, String location, long perUnit, long reserved, long open, long atpBefore, long setAside) {}

    /**
     * A line that does not fit.
     *
     * @param component the SKU that is short, the line's own or one it is made of
     * @param available how much of the line could have been promised
     */
    record Short(String line, String sku, String component, String location, long requested, long available) {

        static List<Short> of(List<Shortage> shortages) {
            return shortages.stream().map(Short::of).toList();
        }

        private static Short of(Shortage shortage) {
            return new Short(
                    shortage.line(),
                    shortage.sku().value(),
                    shortage.position().sku().value(),
                    shortage.position().location().value(),
                    shortage.requested(),
                    shortage.available());
        }
    }

    /**
     * Units of one lot that left for a line.
     *
     * @param sku the line's own, or the component of a kit
     * @param lot empty where no usable lot had so much
     */
    record Booked(String line, String sku, String location, String lot, long quantity) {

        private static Booked of(Shipment.Booked one) {
            return new Booked(
                    one.line(),
                    one.position().sku().value(),
                    one.position().location().value(),
                    one.share().lot(),
                    one.share().units());
        }
    }

    /** The same in the answer to a shipment. */
    ReservationAnswer booked(List<Shipment.Booked> booked) {
        return new ReservationAnswer(
                id,
                askedAs,
                account,
                channel,
                source,
                state,
                version,
                expiresAt,
                madeAt,
                changedAt,
                reference,
                lines,
                shortages,
                booked.stream().map(Booked::of).toList());
    }

    /**
     * @param asked the id it was asked for under
     * @param left units that left under its reference; needed only where the state does not say it all
     */
    static ReservationAnswer of(
            Reservation reservation, ReservationKey asked, List<Shortage> shortages, Map<PositionKey, Long> left) {
        var key = reservation.key();
        return new ReservationAnswer(
                key.id(),
                key.equals(asked) ? null : asked.id(),
                id(key, Scope.Kind.ACCOUNT),
                id(key, Scope.Kind.CHANNEL),
                id(key, Scope.Kind.SOURCE),
                code(reservation.state()),
                reservation.version(),
                reservation.expiresAt(),
                reservation.madeAt(),
                reservation.changedAt(),
                Reference.of(reservation.reference()),
                lines(reservation, new HashMap<>(left)),
                Short.of(shortages),
                List.of());
    }

    /** Whose it is, where that is of the kind. */
    static @Nullable String id(ReservationKey key, Scope.Kind kind) {
        return key.scope().kind() == kind ? key.scope().id() : null;
    }

    /** Only then part of it has left and part of it has not. */
    static boolean needsLeft(Reservation reservation) {
        return reservation.state() == ReservationState.PARTLY_DISPATCHED;
    }

    static String code(ReservationState state) {
        return Fields.code(state);
    }

    /** What left is shared out among the lines in their order, as the ledger does. */
    private static List<Line> lines(Reservation reservation, Map<PositionKey, Long> left) {
        boolean isHeld = reservation.state() == ReservationState.PENDING
                || reservation.state() == ReservationState.CONFIRMED
                || needsLeft(reservation);
        var lines = new ArrayList<Line>();
        for (var line : reservation.lines()) {
            var parts = new ArrayList<Part>();
            long open = line.promised();
            for (var part : line.parts()) {
                long gone =
                        isHeld ? Math.min(part.reserved(), left.getOrDefault(part.position(), 0L)) : part.reserved();
                left.merge(part.position(), -gone, Math::addExact);
                open = Math.min(open, (part.reserved() - gone) / part.perUnit());
                parts.add(new Part(
                        part.position().sku().value(),
                        part.position().location().value(),
                        part.perUnit(),
                        part.reserved(),
                        part.reserved() - gone,
                        part.atpBefore(),
                        part.own()));
            }
            lines.add(new Line(line.line(), line.sku().value(), line.requested(), line.promised(), open, parts));
        }
        return lines;
    }
}
