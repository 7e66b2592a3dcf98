package io.stockrelay.deadletter.jdbc;

import io.stockrelay.deadletter.DeadLetters;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import io.stockrelay.stock.DecidedBatch;
import io.stockrelay.stock.LedgerCompanion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes dead letters, a whole ledger batch of them with two statements, in the transaction of whoever calls. */
final class JdbcDeadLetters implements DeadLetters, LedgerCompanion {

    private static final int ROWS_MAX = 2_000;

    private static final String KEEP_MESSAGES = """
            insert into dead_letter_message
                (content_key, receipt, source, route, received_at, content_type, headers, file_name, bytes, bytes_total)
            select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[],
                ?::text[], ?::bytea[], ?::bigint[])
            on conflict (content_key) do nothing
            """;

    /** Rows of the trail per dead letter that repeats write: the counter goes on, the trail stays readable. */
    private static final String KEEP_PARTS = """
            with kept as (
                insert into dead_letter as d
                    (part_key, direction, party, message_id, step, cause, message, missing, event_id, sku, location, line,
                     canonical_json, listing, listing_name, payload, reply, attempts, generation, state, first_at, last_at)
                select i.part_key, i.direction, i.party, m.id, i.step, i.cause, i.message, i.missing, i.event_id, i.sku,
                     i.location, i.line, i.canonical_json, i.listing, i.listing_name, i.payload, i.reply, i.attempts,
                     ?, 'OPEN', ?::timestamptz, ?::timestamptz
                from unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],
                     ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::bytea[],
                     ?::text[], ?::integer[])
                  as i(part_key, direction, party, content_key, step, cause, message, missing, event_id, sku, location,
                     line, canonical_json, listing, listing_name, payload, reply, attempts)
                left join dead_letter_message m on m.content_key = i.content_key
                order by i.part_key
                on conflict (part_key) do update set
                    attempts = d.attempts + excluded.attempts, state = 'OPEN',
                    closed_reason = null, closed_by = null, closed_at = null,
                    step = excluded.step, cause = excluded.cause, message = excluded.message,
                    missing = excluded.missing, sku = excluded.sku, location = excluded.location,
                    payload = excluded.payload, reply = excluded.reply, generation = excluded.generation,
                    last_at = excluded.last_at
                returning d.id, d.attempts, d.cause, d.message, d.last_at, (d.xmax = 0) as is_new
            )
            insert into dead_letter_trail (dead_letter, at, actor, action, result)
            select id, last_at, 'stockrelay', case when is_new then 'KEPT' else 'FAILED_AGAIN' end, cause || ': ' || message
            from kept where attempts <= 100
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Supplier<String> generation;
    private final Clock clock;

    JdbcDeadLetters(DataSource dataSource, Supplier<String> generation, Clock clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        this.generation = generation;
        this.clock = clock;
    }

    @Override
    public void keep(Delivery delivery, List<Failure> failures) {
        var kept = new Kept();
        kept.add(delivery, failures);
        transactions.executeWithoutResult(status -> write(kept));
    }

    @Override
    public void keepPush(RefusedPush push) {
        var kept = new Kept();
        kept.add(KeptPart.of(push));
        transactions.executeWithoutResult(status -> write(kept));
    }

    @Override
    public void keepNotice(UndeliveredNotice notice) {
        var kept = new Kept();
        kept.add(KeptPart.of(notice));
        transactions.executeWithoutResult(status -> write(kept));
    }

    @Override
    public void write(DecidedBatch batch) {
        var kept = new Kept();
        batch.submissions().stream()
                .filter(decided -> !decided.failures().isEmpty())
                .forEach(decided -> kept.add(decided.submission().delivery(), decided.failures()));
        write(kept);
    }

    private void write(Kept kept) {
        for (List<KeptMessage> messages : chunks(kept.messages.values())) {
            jdbc.update(connection -> statement(connection, KEEP_MESSAGES, messageColumns(connection, messages)));
        }
        for (List<KeptPart> parts : chunks(kept.parts.values())) {
            jdbc.update(connection -> statement(connection, KEEP_PARTS, partColumns(connection, parts)));
        }
    }

    private static PreparedStatement statement(Connection connection, String sql, List<Object> values)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }

    private static List<Object> messageColumns(Connection connection, List<KeptMessage> messages) throws SQLException {
        var columns = new Columns<>(connection, messages);
        columns.add("uuid", KeptMessage::contentKey)
                .add("uuid", kept -> kept.delivery().receipt().value())
                .add("text", kept -> kept.delivery().source().value())
                .add("text", kept -> kept.delivery().route())
                .add("text", kept -> kept.delivery().receivedAt().toString())
                .add("text", kept -> kept.delivery().contentType())
                .add("text", KeptMessage::headersJson)
                .add("text", kept -> kept.delivery().fileName())
                .add("bytea", KeptMessage::bytes)
                .add("bigint", kept -> (long) kept.delivery().bytes().length);
        return columns.values;
    }

    private List<Object> partColumns(Connection connection, List<KeptPart> parts) throws SQLException {
        Instant now = clock.instant();
        var columns = new Columns<>(connection, parts);
        columns.values.addAll(List.of(generation.get(), now.toString(), now.toString()));
        columns.add("uuid", KeptPart::partKey)
                .add("text", part -> part.direction().name())
                .add("text", KeptPart::party)
                .add("uuid", KeptPart::contentKey)
                .add("text", part -> part.step().name())
                .add("text", KeptPart::cause)
                .add("text", KeptPart::message)
                .add("text", KeptPart::missing)
                .add("text", KeptPart::eventId)
                .add("text", KeptPart::sku)
                .add("text", KeptPart::location)
                .add("bigint", KeptPart::line)
                .add("text", KeptPart::canonicalJson)
                .add("bigint", KeptPart::listing)
                .add("text", KeptPart::listingName)
                .add("bytea", KeptPart::payload)
                .add("text", KeptPart::reply)
                .add("integer", KeptPart::attempts);
        return columns.values;
    }

    private static <T> List<List<T>> chunks(Collection<T> all) {
        var list = new ArrayList<>(all);
        var chunks = new ArrayList<List<T>>();
        for (int from = 0; from < list.size(); from += ROWS_MAX) {
            chunks.add(list.subList(from, Math.min(list.size(), from + ROWS_MAX)));
        }
        return chunks;
    }

    /** In order of key, so that two writers never wait for each other in a circle. */
    private static final class Kept {
        final TreeMap<UUID, KeptMessage> messages = new TreeMap<>();
        final TreeMap<UUID, KeptPart> parts = new TreeMap<>();

        void add(Delivery delivery, List<Failure> failures) {
            var message = KeptMessage.of(delivery);
            messages.putIfAbsent(message.contentKey(), message);
            KeptPart.of(message, failures).forEach(this::add);
        }

        void add(KeptPart part) {
            parts.merge(part.partKey(), part, KeptPart::plus);
        }
    }

    private record Columns<T>(Connection connection, List<T> rows, List<Object> values) {
        Columns(Connection connection, List<T> rows) {
            this(connection, rows, new ArrayList<>());
        }

        Columns<T> add(String type, Function<T, @Nullable Object> value) throws SQLException {
            Object[] column = "bytea".equals(type) ? new byte[rows.size()][] : new Object[rows.size()];
            for (int i = 0; i < column.length; i++) {
                column[i] = value.apply(rows.get(i));
            }
            values.add(connection.createArrayOf(type, column));
            return this;
        }
    }
}
