package io.stockrelay.channel.jdbc;

import io.stockrelay.channel.ClaimLost;
import io.stockrelay.channel.Claimed;
import io.stockrelay.channel.Publications.Claim;
import io.stockrelay.channel.Publications.Held;
import io.stockrelay.channel.Publications.Later;
import io.stockrelay.channel.Publications.Prepared;
import io.stockrelay.channel.Send;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Stores calls before they are made, and lets go of what needs none now. */
final class PreparedCalls {

    private final PublicationTable rows;

    PreparedCalls(PublicationTable rows) {
        this.rows = rows;
    }

    void prepare(Claim claim, Prepared prepared) {
        rows.inTransaction(() -> {
            var all = Stream.of(
                            prepared.held().stream().map(Held::claimed),
                            prepared.unopened().stream(),
                            prepared.later().stream().map(Later::claimed),
                            prepared.sends().stream()
                                    .flatMap(send -> send.items().stream().map(Send.SendItem::claimed)))
                    .flatMap(some -> some)
                    .toList();
            if (rows.lock(claim.owner(), all.stream()).size() < all.size()) {
                throw new ClaimLost(claim.channel());
            }
            if (prepared.sends().isEmpty()) {
                rows.relaxDurability(); // nothing leaves the house
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
            rows.sql(PublicationSql.HELD)
                    .time(claim.now())
                    .longs(held, one -> one.claimed().listing().id())
                    .longs(held, Held::units)
                    .texts(held, Held::explanation)
                    .update();
        }
        rows.finish(
                Stream.concat(held.stream().map(Held::claimed), prepared.unopened().stream())
                        .toList(),
                claim.now());
        var later = prepared.later();
        if (!later.isEmpty()) {
            rows.sql(PublicationSql.LATER)
                    .longs(later, one -> one.claimed().listing().id())
                    .longs(later, one -> one.claimed().version())
                    .longs(later, one -> (long) one.urgency().ordinal())
                    .texts(later, one -> one.claimed().causeEvent())
                    .update();
        }
    }

    private void store(Claim claim, List<Send> sends) {
        rows.sql(PublicationSql.INSERT_SENDS)
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
        rows.sql(PublicationSql.INSERT_ITEMS)
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
        rows.sql(PublicationSql.ATTACH)
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
}
