package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.shared.jdbc.OpeningReads;
import io.stockrelay.shared.jdbc.PlanByKey;
import io.stockrelay.stock.Base;
import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.PositionDraft;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.ReferenceKey;
import io.stockrelay.stock.StateTrack;
import io.stockrelay.stock.StatementKind;
import io.stockrelay.stock.StockState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Locks the batch's positions and reads what the decisions need, in one round trip. The reads are statements of their
 * own: one statement would still see the snapshot from before the lock.
 */
final class BatchRead {

    static final String LOCK_AND_READ = """
            ;
            select p.id from unnest(?::int8[]) as k(id)
            cross join lateral (select id from position where id = k.id offset 0 for no key update) p;
            select position_id, state, base_units, base_as_of, base_kind, base_sequence, base_source, base_event,
                after_units, last_moved, base_nets, netted_units, ctid
            from position_state where position_id = any(?::int8[])
            """;
    static final String READ_IDENTITIES = """
            ;
            select e.source, e.event_id, e.hash, e.outcome
            from unnest(?::text[], ?::text[]) as k(source, event_id)
            cross join lateral (
                select * from event where source = k.source and event_id = k.event_id offset 0) e
            """;
    /** References are read before it is known whether they are others' aliases: hardly any is. */
    static final String READ_REFERENCES = """
            ;
            select a.namespace, a.reference, a.order_namespace, a.order_reference
            from unnest(?::text[], ?::text[]) as k(namespace, reference)
            cross join lateral (
                select * from order_alias where namespace = k.namespace and reference = k.reference offset 0) a;
            """ + ReferenceTable.READ;

    private final Connection connection;
    private final Batch batch;
    private final List<EventKey> events;
    private final List<ReferenceKey> wanted;
    private final Map<Long, PositionKey> keys = new HashMap<>();

    BatchRead(Connection connection, Batch batch) {
        this.connection = connection;
        this.batch = batch;
        this.events = batch.keys();
        this.wanted = batch.unread();
        batch.ids.forEach((key, id) -> keys.put(id, key));
    }

    /** @param further what others want to know once all is locked */
    void run(OpeningReads further) throws SQLException {
        try (var statement = connection.prepareStatement(sql() + further.sql())) {
            further.bind(connection, statement, bind(statement));
            read(statement);
            further.take(statement);
        }
        readResolved();
    }

    private void read(PreparedStatement statement) throws SQLException {
        statement.execute(); // how to plan; where references are wanted, nobody tells other numbers of orders meanwhile
        nextResult(statement); // the locks
        nextResult(statement);
        readStates(statement.getResultSet());
        if (!events.isEmpty()) {
            nextResult(statement);
            readIdentities(statement.getResultSet());
        }
        if (!wanted.isEmpty()) {
            nextResult(statement);
            AliasTable.read(statement.getResultSet(), batch);
            statement.getMoreResults();
            ReferenceTable.load(statement, batch, keys);
        }
        if (batch.readsSetAsides()) {
            nextResult(statement);
            SetAsideTable.load(statement.getResultSet(), this::draft);
        }
    }

    private void readResolved() throws SQLException {
        var resolved = batch.resolveReferences();
        if (!resolved.isEmpty()) {
            ReferenceTable.read(connection, batch, resolved, keys);
        }
    }

    private String sql() {
        return (batch.references.isEmpty() ? PlanByKey.SQL : PlanByKey.and(AliasTable.HOLDING_STILL))
                + LOCK_AND_READ
                + (events.isEmpty() ? "" : READ_IDENTITIES)
                + (wanted.isEmpty() ? "" : READ_REFERENCES)
                + (batch.readsSetAsides() ? ";" + SetAsideTable.READ : "");
    }

    /** Returns the next index. */
    private int bind(PreparedStatement statement) throws SQLException {
        var ids = batch.ids.values().stream().sorted().toList(); // every writer locks in the same order
        int next = new Columns<>(connection, statement, 1, ids)
                .longs(id -> id)
                .longs(id -> id)
                .next();
        if (!events.isEmpty()) {
            next = new Columns<>(connection, statement, next, events)
                    .text(key -> key.source().value())
                    .text(EventKey::id)
                    .next();
        }
        if (!wanted.isEmpty()) {
            next = new Columns<>(connection, statement, next, wanted)
                    .text(ReferenceKey::namespace)
                    .text(ReferenceKey::reference)
                    .next();
            next = ReferenceTable.bind(connection, statement, next, batch, wanted);
        }
        if (batch.readsSetAsides()) {
            next = new Columns<>(connection, statement, next, ids)
                    .longs(id -> id)
                    .next();
        }
        return next;
    }

    private static void nextResult(PreparedStatement statement) throws SQLException {
        if (!statement.getMoreResults()) {
            throw new SQLException("the ledger's read gave fewer results than it has statements");
        }
    }

    private void readStates(ResultSet rows) throws SQLException {
        while (rows.next()) {
            var state = StockState.values()[rows.getInt(2)];
            var draft = draft(rows.getLong(1));
            draft.load(state, netting(track(rows, 3), rows, 11));
            batch.lies(draft.key(), state, rows.getString(13));
            if (state == StockState.UNUSABLE) { // every position with lots has it, be it zero
                batch.byLot.add(draft.key());
            }
        }
    }

    private PositionDraft draft(long position) {
        return batch.position(Objects.requireNonNull(keys.get(position)));
    }

    /** @param first where the columns of what it nets start */
    static StateTrack netting(StateTrack track, ResultSet rows, int first) throws SQLException {
        var base = track.base();
        return new StateTrack(
                base == null ? null : base.netting(States.ofBits(rows.getInt(first))),
                track.afterUnits(),
                rows.getLong(first + 1),
                track.lastMoved());
    }

    /** @param first where the columns of the base start */
    static StateTrack track(ResultSet rows, int first) throws SQLException {
        var asOf = Columns.instant(rows, first + 1);
        Base base = asOf == null
                ? null
                : new Base(
                        rows.getLong(first),
                        asOf,
                        StatementKind.values()[rows.getInt(first + 2)],
                        rows.getLong(first + 3),
                        new SourceId(rows.getString(first + 4)),
                        rows.getString(first + 5));
        return new StateTrack(base, rows.getLong(first + 6), Columns.instant(rows, first + 7));
    }

    private void readIdentities(ResultSet rows) throws SQLException {
        while (rows.next()) {
            batch.identities.put(
                    new EventKey(new SourceId(rows.getString(1)), rows.getString(2)),
                    new Batch.Identity(rows.getObject(3, UUID.class), Outcome.values()[rows.getInt(4)]));
        }
    }
}
