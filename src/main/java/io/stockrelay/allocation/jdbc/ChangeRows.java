package io.stockrelay.allocation.jdbc;

import io.stockrelay.allocation.AllocationChange;
import io.stockrelay.allocation.AllocationCommand;
import io.stockrelay.allocation.AllocationCommand.Reallocate;
import io.stockrelay.shared.jdbc.ClosingWrites;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.shared.jdbc.TransactionConnection;
import io.stockrelay.stock.LedgerGuest.DecideAgain;
import io.stockrelay.stock.PositionKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;

/** Reads which moves were made before, and records changes, on the connection of the ledger's transaction. */
final class ChangeRows {

    private static final String READ = """
            select clock_timestamp(), c.request, c.content
            from (select 1) as one
            left join set_aside_change c on c.request = any(?::text[])
            """;
    private static final String INSERT = """
            insert into set_aside_change (position_id, account, version, kind, before, after, reason, actor, request,
                content, at)
            select position_id, account, version, kind, before, after, reason, actor, request, content::uuid, %s
            from unnest(?::int8[], ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::int8[])
                as r(position_id, account, version, kind, before, after, reason, actor, request, content, at)
            on conflict do nothing
            """.formatted(Columns.time("at"));

    /** What time it is, and the content of the moves that were made under these ids. */
    record Read(Instant now, Map<String, UUID> requests) {}

    private final DataSource dataSource;

    ChangeRows(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    Read read(List<AllocationCommand> commands) {
        var moves = commands.stream()
                .filter(Reallocate.class::isInstance)
                .map(Reallocate.class::cast)
                .toList();
        return TransactionConnection.use(dataSource, "allocations", connection -> {
            try (var statement = connection.prepareStatement(READ)) {
                new Columns<>(connection, statement, 1, moves).text(Reallocate::request);
                var requests = new HashMap<String, UUID>();
                var now = Instant.EPOCH;
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        now = Objects.requireNonNull(Columns.instant(rows, 1));
                        if (rows.getString(2) != null) {
                            requests.put(rows.getString(2), rows.getObject(3, UUID.class));
                        }
                    }
                }
                return new Read(now, requests);
            }
        });
    }

    /** @throws DecideAgain where another writer took one of the ids meanwhile, for another position */
    void write(List<AllocationChange> changes, ToLongFunction<PositionKey> positions) {
        ClosingWrites.of(dataSource)
                .add(
                        INSERT,
                        changes,
                        columns -> columns.longs(change ->
                                        positions.applyAsLong(change.key().position()))
                                .text(change -> change.key().account().value())
                                .longs(AllocationChange::version)
                                .longs(change -> change.kind().ordinal())
                                .longs(AllocationChange::before)
                                .longs(AllocationChange::after)
                                .text(AllocationChange::reason)
                                .text(AllocationChange::actor)
                                .text(AllocationChange::request)
                                .text(change -> change.content() == null
                                        ? null
                                        : change.content().toString())
                                .times(AllocationChange::at),
                        written -> {
                            if (written < changes.size()) {
                                throw new DecideAgain("a reallocation was made under the same id meanwhile");
                            }
                        });
    }
}
