package io.stockrelay.channel.jdbc;

import io.stockrelay.channel.ClaimLost;
import io.stockrelay.channel.Claimed;
import io.stockrelay.channel.Publications;
import io.stockrelay.channel.Send;
import io.stockrelay.channel.Settlement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Publications as rows; every call is a constant number of statements. */
final class JdbcPublications implements Publications {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    JdbcPublications(JdbcTemplate jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public void mark(List<Mark> marks, Instant now) {
        sql(PublicationSql.MARK)
                .time(now)
                .time(now)
                .longs(marks, Mark::listing)
                .texts(marks, mark -> mark.channel().value())
                .texts(marks, Mark::event)
                .update();
    }

    @Override
    public List<Claimed> claim(Claim claim) {
        return inTransaction(() -> {
            relaxDurability(); // a lost claim is only taken again
            var channel = claim.channel().value();
            return sql(PublicationSql.CLAIM)
                    .text(channel)
                    .time(claim.now())
                    .number(claim.fresh())
                    .text(channel)
                    .time(claim.now())
                    .number(claim.ranked())
                    .text(channel)
                    .time(claim.now())
                    .number(claim.rising())
                    .text(claim.owner())
                    .time(claim.until())
                    .rows((row, number) -> Rows.claimed(row));
        });
    }

    @Override
    public List<LapsedSend> claimLapsed(Claim claim) {
        var rows = sql(PublicationSql.CLAIM_LAPSED)
                .text(claim.channel().value())
                .time(claim.now())
                .number(claim.ranked())
                .text(claim.channel().value())
                .time(claim.now())
                .text(claim.owner())
                .time(claim.until())
                .rows((row, number) -> LapsedRow.of(row));
        var calls = new LinkedHashMap<Object, List<LapsedRow>>();
        rows.forEach(row ->
                calls.computeIfAbsent(row.call(), any -> new ArrayList<>()).add(row));
        return calls.values().stream().map(LapsedRow::send).toList();
    }

    @Override
    public void learn(String owner, List<Learned> learned) {
        inTransaction(() -> {
            var held = lock(owner, learned.stream().map(Learned::claimed));
            var still = learned.stream()
                    .filter(one -> held.contains(one.claimed().listing().id()))
                    .toList();
            sql(PublicationSql.LEARN_LISTINGS)
                    .longs(still, one -> one.claimed().listing().id())
                    .longs(still, Learned::expectedUnits)
                    .longs(still, Learned::vanishedUnits)
                    .update();
            return sql(PublicationSql.LEARN_PUBLICATIONS)
                    .longs(still, one -> one.claimed().listing().id())
                    .flags(still, Learned::mayStillLand)
                    .update();
        });
    }

    @Override
    public void prepare(Claim claim, Prepared prepared) {
        inTransaction(() -> {
            var all = Stream.of(
                            prepared.held().stream().map(Held::claimed),
                            prepared.unopened().stream(),
                            prepared.later().stream().map(Later::claimed),
                            prepared.sends().stream()
                                    .flatMap(send -> send.items().stream().map(Send.SendItem::claimed)))
                    .flatMap(some -> some)
                    .toList();
            if (lock(claim.owner(), all.stream()).size() < all.size()) {
                throw new ClaimLost(claim.channel());
            }
            if (prepared.sends().isEmpty()) {
                relaxDurability(); // nothing leaves the house
            }
            letGo(claim, prepared);
            if (!prepared.sends().isEmpty()) {
                store(claim, prepared.sends());
            }
            return all;
        });
    }

    private void letGo(Claim claim, Prepared prepared) {
        var held = prepared.held();
        if (!held.isEmpty()) {
            sql(PublicationSql.HELD)
                    .time(claim.now())
                    .longs(held, one -> one.claimed().listing().id())
                    .longs(held, Held::units)
                    .texts(held, Held::explanation)
                    .update();
        }
        finish(
                Stream.concat(held.stream().map(Held::claimed), prepared.unopened().stream())
                        .toList(),
                claim.now());
        var later = prepared.later();
        if (!later.isEmpty()) {
            sql(PublicationSql.LATER)
                    .longs(later, one -> one.claimed().listing().id())
                    .longs(later, one -> one.claimed().version())
                    .longs(later, one -> (long) one.urgency().ordinal())
                    .texts(later, one -> one.claimed().causeEvent())
                    .update();
        }
    }

    private void store(Claim claim, List<Send> sends) {
        sql(PublicationSql.INSERT_SENDS)
                .text(claim.channel().value())
                .uuids(sends, Send::key)
                .times(sends, Send::createdAt)
                .texts(sends, send -> send.request().method())
                .texts(sends, send -> send.request().path())
                .texts(sends, send -> send.request().query())
                .texts(sends, send -> Rows.json(send.request().headers()))
                .bytes(sends, send -> send.request().body())
                .update();
        var items = sends.stream().flatMap(Numbered::of).toList();
        sql(PublicationSql.INSERT_ITEMS)
                .uuids(items, one -> one.send().key())
                .longs(items, one -> (long) one.number())
                .longs(items, one -> one.claimed().listing().id())
                .longs(items, one -> one.claimed().version())
                .longs(items, one -> one.item().units())
                .longs(items, one -> one.item().from())
                .texts(items, one -> one.item().explanation())
                .texts(items, one -> one.claimed().causeEvent())
                .times(items, one -> one.claimed().markedAt())
                .update();
        sql(PublicationSql.ATTACH)
                .time(claim.until())
                .longs(items, one -> one.claimed().listing().id())
                .uuids(items, one -> one.send().key())
                .update();
    }

    private record Numbered(Send send, int number) {
        static Stream<Numbered> of(Send send) {
            return IntStream.range(0, send.items().size()).mapToObj(number -> new Numbered(send, number));
        }

        Send.SendItem item() {
            return send.items().get(number);
        }

        Claimed claimed() {
            return item().claimed();
        }
    }

    @Override
    public void abandon(String owner, LapsedSend lapsed, boolean readFirst, int callMax, Instant now) {
        inTransaction(() -> {
            var held = lock(owner, lapsed.claimed().stream());
            var still = lapsed.claimed().stream()
                    .filter(one -> held.contains(one.listing().id()))
                    .toList();
            return sql(PublicationSql.ABANDON)
                    .time(now)
                    .flag(readFirst)
                    .number(callMax)
                    .longs(still, one -> one.listing().id())
                    .longs(still, one -> sent(lapsed.send(), one))
                    .texts(still, Claimed::causeEvent)
                    .update();
        });
    }

    private static @Nullable Long sent(@Nullable Send send, Claimed claimed) {
        return send == null
                ? null
                : send.items().stream()
                        .filter(item -> item.claimed().listing().id()
                                == claimed.listing().id())
                        .map(Send.SendItem::units)
                        .findFirst()
                        .orElse(null);
    }

    @Override
    public void settle(String owner, List<Settled> settled, Instant now, Refusals inTransaction) {
        inTransaction(() -> {
            relaxDurability(); // lost with a crash, the same key and payload go again
            var held = lock(owner, settled.stream().map(one -> one.item().claimed()));
            var written = settled.stream()
                    .filter(one -> held.contains(one.item().claimed().listing().id()))
                    .toList();
            confirm(of(written, Settlement.Kind.CONFIRMED), now);
            notConfirm(
                    written.stream()
                            .filter(one -> one.settlement().kind() != Settlement.Kind.CONFIRMED)
                            .toList(),
                    now);
            close(written, now);
            inTransaction.keep(written);
            return written;
        });
    }

    private void confirm(List<Settled> confirmed, Instant now) {
        if (confirmed.isEmpty()) {
            return;
        }
        sql(PublicationSql.CONFIRMED)
                .time(now)
                .longs(confirmed, one -> one.item().claimed().listing().id())
                .longs(confirmed, one -> one.item().units())
                .texts(confirmed, one -> one.item().explanation())
                .update();
        finish(confirmed.stream().map(one -> one.item().claimed()).toList(), now);
    }

    private void notConfirm(List<Settled> others, Instant now) {
        if (others.isEmpty()) {
            return;
        }
        sql(PublicationSql.NOT_CONFIRMED)
                .time(now)
                .longs(others, one -> one.item().claimed().listing().id())
                .longs(others, one -> one.item().claimed().version())
                .texts(others, one -> one.settlement().kind().name())
                .longs(others, one -> (long) one.settlement().attempts())
                .times(others, one -> one.settlement().nextAt())
                .longs(others, one -> (long) one.settlement().callMax())
                .flags(others, one -> one.settlement().readFirst())
                .texts(others, one -> one.item().claimed().causeEvent())
                .longs(others, one -> one.item().units())
                .update();
    }

    private void close(List<Settled> written, Instant now) {
        var items = written.stream()
                .filter(one -> one.settlement().kind() != Settlement.Kind.UNSETTLED)
                .toList();
        sql(PublicationSql.SETTLE_ITEMS)
                .time(now)
                .uuids(items, one -> one.send().key())
                .longs(items, one -> (long) one.index())
                .texts(items, one -> one.settlement().kind().name())
                .update();
        var calls = new LinkedHashMap<Object, Settled>();
        written.forEach(one -> calls.putIfAbsent(one.send().key(), one));
        sql(PublicationSql.SETTLE_SENDS)
                .time(now)
                .uuids(calls.values(), one -> one.send().key())
                .flags(calls.values(), one -> one.settlement().kind() != Settlement.Kind.UNSETTLED)
                .texts(calls.values(), Settled::reply)
                .update();
    }

    private static List<Settled> of(List<Settled> settled, Settlement.Kind kind) {
        return settled.stream().filter(one -> one.settlement().kind() == kind).toList();
    }

    private void finish(List<Claimed> done, Instant now) {
        if (done.isEmpty()) {
            return;
        }
        int removed = sql(PublicationSql.REMOVE)
                .longs(done, one -> one.listing().id())
                .longs(done, Claimed::version)
                .update();
        if (removed < done.size()) {
            sql(PublicationSql.FOLLOW)
                    .time(now)
                    .longs(done, one -> one.listing().id())
                    .longs(done, Claimed::version)
                    .update();
        }
    }

    private Set<Long> lock(String owner, Stream<Claimed> claimed) {
        return new HashSet<>(sql(PublicationSql.LOCK)
                .longs(claimed.toList(), one -> one.listing().id())
                .text(owner)
                .rows((row, number) -> row.getLong(1)));
    }

    private void relaxDurability() {
        jdbc.execute("set local synchronous_commit = off");
    }

    private Bound sql(String statement) {
        return Bound.on(jdbc, statement);
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }
}
