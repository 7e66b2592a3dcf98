package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.jdbc.ClosingWrites;
import io.stockrelay.stock.PositionDraft;
import io.stockrelay.stock.SetAside;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.function.LongFunction;

/** Reads and writes what is set aside of locked positions; their locks keep it so. */
final class SetAsideTable {

    static final String READ =
            "select position_id, account, granted, taken, version from set_aside where position_id = any(?::int8[])";

    private static final String UPSERT = """
            insert into set_aside (position_id, account, granted, taken, version, changed_at)
            select position_id, account, granted, taken, version, now()
            from unnest(?::int8[], ?::text[], ?::int8[], ?::int8[], ?::int8[])
                as r(position_id, account, granted, taken, version)
            on conflict (position_id, account) do update set
                granted = excluded.granted, taken = excluded.taken, version = excluded.version, changed_at = now()
            """;

    private record Row(long position, AccountId account, SetAside setAside) {}

    private static final Comparator<Row> BY_KEY = Comparator.comparingLong(Row::position)
            .thenComparing(row -> row.account().value());

    private SetAsideTable() {}

    static void load(ResultSet rows, LongFunction<PositionDraft> drafts) throws SQLException {
        while (rows.next()) {
            drafts.apply(rows.getLong(1))
                    .setAsides()
                    .load(
                            new AccountId(rows.getString(2)),
                            new SetAside(rows.getLong(3), rows.getLong(4), rows.getInt(5)));
        }
    }

    static void write(ClosingWrites writes, Batch batch) {
        var rows = new ArrayList<Row>(0);
        for (var draft : batch.positions.values()) {
            var setAsides = draft.setAsides();
            setAsides
                    .changed()
                    .forEach(account -> rows.add(new Row(batch.id(draft.key()), account, setAsides.of(account))));
        }
        rows.sort(BY_KEY);
        writes.add(
                UPSERT,
                rows,
                columns -> columns.longs(Row::position)
                        .text(row -> row.account().value())
                        .longs(row -> row.setAside().granted())
                        .longs(row -> row.setAside().taken())
                        .longs(row -> row.setAside().version()));
    }
}
