package io.stockrelay.reservation.jdbc;

import io.stockrelay.reservation.Reservation;
import io.stockrelay.reservation.ReservationChange;
import io.stockrelay.reservation.ReservationSettings;
import io.stockrelay.reservation.ReservationState;
import io.stockrelay.reservation.Transition;
import io.stockrelay.shared.jdbc.ClosingWrites;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Keeps what accounts are to be told, in the transaction that made it so. */
final class NoticeRows {

    private static final String EXPIRED = "reservation.expired";
    private static final String INSERT = """
            insert into notice (id, party, reservation, type, payload, made_at, next_at)
            select id, party, reservation, type, payload, clock_timestamp(), clock_timestamp()
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[])
                as n(id, party, reservation, type, payload)
            on conflict do nothing
            """;

    private record Row(Reservation reservation, Transition step) {

        /** The same whenever the same step is told, so that a repeat is recognised where it is taken. */
        UUID id() {
            var text = reservation.key() + "/" + step.version() + "/" + EXPIRED;
            return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private final DataSource dataSource;
    private final ReservationSettings settings;

    NoticeRows(DataSource dataSource, ReservationSettings settings) {
        this.dataSource = dataSource;
        this.settings = settings;
    }

    void keep(List<ReservationChange> changes) {
        var rows = new ArrayList<Row>();
        for (var change : changes) {
            boolean isTold = settings.party(change.after().key().scope())
                    .filter(party -> party.notices() != null)
                    .isPresent();
            for (var step : change.transitions()) {
                if (isTold && step.state() == ReservationState.EXPIRED) {
                    rows.add(new Row(change.after(), step));
                }
            }
        }
        ClosingWrites.of(dataSource)
                .add(
                        INSERT,
                        rows,
                        columns -> columns.uuids(Row::id)
                                .text(row -> row.reservation().key().scope().code())
                                .text(row -> row.reservation().key().id())
                                .text(row -> EXPIRED)
                                .text(row -> NoticeText.expired(row.reservation(), row.step())));
    }
}
