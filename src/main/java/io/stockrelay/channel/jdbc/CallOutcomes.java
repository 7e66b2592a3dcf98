package io.stockrelay.channel.jdbc;

import io.stockrelay.channel.Claimed;
import io.stockrelay.channel.Publications.LapsedSend;
import io.stockrelay.channel.Publications.Learned;
import io.stockrelay.channel.Publications.Refusals;
import io.stockrelay.channel.Publications.Settled;
import io.stockrelay.channel.Send;
import io.stockrelay.channel.Settlement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes what became of calls: what was read back, given up, confirmed or not. */
final class CallOutcomes {

    private final PublicationTable rows;

    CallOutcomes(PublicationTable rows) {
        this.rows = rows;
    }

    void learn(String owner, List<Learned> learned) {
        rows.inTransaction(() -> {
            var held = rows.lock(owner, learned.stream().map(Learned::claimed));
            var still = learned.stream()
                    .filter(one -> held.contains(one.claimed().listing().id()))
                    .toList();
            rows.sql(PublicationSql.LEARN_LISTINGS)
                    .longs(still, one -> one.claimed().listing().id())
                    .longs(still, Learned::expectedUnits)
                    .longs(still, Learned::vanishedUnits)
                    .longs(still, one -> one.claimed().holding().expectedUnits())
                    .update();
            return rows.sql(PublicationSql.LEARN_PUBLICATIONS)
                    .longs(still, one -> one.claimed().listing().id())
                    .flags(still, Learned::mayStillLand)
                    .update();
        });
    }

    void abandon(String owner, LapsedSend lapsed, boolean readFirst, int callMax, Instant now) {
        rows.inTransaction(() -> {
            var held = rows.lock(owner, lapsed.claimed().stream());
            var still = lapsed.claimed().stream()
                    .filter(one -> held.contains(one.listing().id()))
                    .toList();
            return rows.sql(PublicationSql.ABANDON)
                    .time(now)
                    .flag(readFirst)
                    .number(callMax)
                    .longs(still, one -> one.listing().id())
                    .longs(still, one -> sent(lapsed.send(), one))
                    .texts(still, Claimed::causeEvent)
                    .longs(
                            still,
                            one -> item(lapsed.send(), one)
                                    .map(Send.SendItem::from)
                                    .orElse(null))
                    .update();
        });
    }

    private static @Nullable Long sent(@Nullable Send send, Claimed claimed) {
        return item(send, claimed).map(Send.SendItem::units).orElse(null);
    }

    private static Optional<Send.SendItem> item(@Nullable Send send, Claimed claimed) {
        return send == null
                ? Optional.empty()
                : send.items().stream()
                        .filter(item -> item.claimed().listing().id()
                                == claimed.listing().id())
                        .findFirst();
    }

    void settle(String owner, List<Settled> settled, Instant now, Refusals inTransaction) {
        rows.inTransaction(() -> {
            rows.relaxDurability(); // lost with a crash, the same key and payload go again
            var held = rows.lock(owner, settled.stream().map(one -> one.item().claimed()));
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
        rows.sql(PublicationSql.CONFIRMED)
                .time(now)
                .longs(confirmed, one -> one.item().claimed().listing().id())
                .longs(confirmed, one -> one.item().units())
                .texts(confirmed, one -> one.item().explanation())
                .longs(confirmed, one -> one.item().from())
                .update();
        rows.finish(confirmed.stream().map(one -> one.item().claimed()).toList(), now);
    }

    private void notConfirm(List<Settled> others, Instant now) {
        if (others.isEmpty()) {
            return;
        }
        rows.sql(PublicationSql.NOT_CONFIRMED)
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
                .longs(others, one -> one.item().from())
                .flags(others, Settled::mayBeApplied)
                .update();
    }

    private void close(List<Settled> written, Instant now) {
        var items = written.stream()
                .filter(one -> one.settlement().kind() != Settlement.Kind.UNSETTLED)
                .toList();
        rows.sql(PublicationSql.SETTLE_ITEMS)
                .time(now)
                .uuids(items, one -> one.send().key())
                .longs(items, one -> (long) one.index())
                .texts(items, one -> one.settlement().kind().name())
                .update();
        var calls = new LinkedHashMap<Object, Settled>();
        written.forEach(one -> calls.putIfAbsent(one.send().key(), one));
        rows.sql(PublicationSql.SETTLE_SENDS)
                .time(now)
                .uuids(calls.values(), one -> one.send().key())
                .flags(calls.values(), one -> one.settlement().kind() != Settlement.Kind.UNSETTLED)
                .texts(calls.values(), Settled::reply)
                .update();
    }

    private static List<Settled> of(List<Settled> settled, Settlement.Kind kind) {
        return settled.stream().filter(one -> one.settlement().kind() == kind).toList();
    }
}
