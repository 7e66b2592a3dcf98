package io.stockrelay.channel.jdbc;

import io.stockrelay.channel.Claimed;
import io.stockrelay.channel.Publications;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Publications as rows; every call is a constant number of statements. */
final class JdbcPublications implements Publications {

    private final PublicationTable rows;
    private final PreparedCalls calls;
    private final CallOutcomes outcomes;

    JdbcPublications(JdbcTemplate jdbc, TransactionTemplate transactions) {
        this.rows = new PublicationTable(jdbc, transactions);
        this.calls = new PreparedCalls(rows);
        this.outcomes = new CallOutcomes(rows);
    }

    @Override
    public void mark(List<Mark> marks, Instant now) {
        rows.sql(PublicationSql.MARK)
                .time(now)
                .time(now)
                .longs(marks, Mark::listing)
                .texts(marks, mark -> mark.channel().value())
                .texts(marks, Mark::event)
                .updateAtTheEnd();
    }

    @Override
    public void sold(List<Sold> sold) {
        rows.sql(PublicationSql.SOLD)
                .longs(sold, Sold::listing)
                .longs(sold, Sold::units)
                .updateAtTheEnd();
        var guessed = sold.stream().filter(one -> !one.isPlaced()).toList();
        if (!guessed.isEmpty()) {
            rows.sql(PublicationSql.READ_FIRST).longs(guessed, Sold::listing).updateAtTheEnd();
        }
    }

    @Override
    public List<Claimed> claim(Claim claim) {
        return rows.inTransaction(() -> {
            rows.relaxDurability(); // a lost claim is only taken again
            var channel = claim.channel().value();
            return rows.sql(PublicationSql.CLAIM)
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
        var lapsed = rows.sql(PublicationSql.CLAIM_LAPSED)
                .text(claim.channel().value())
                .time(claim.now())
                .number(claim.ranked())
                .text(claim.channel().value())
                .time(claim.now())
                .text(claim.owner())
                .time(claim.until())
                .rows((row, number) -> LapsedRow.of(row));
        var calls = new LinkedHashMap<Object, List<LapsedRow>>();
        lapsed.forEach(row ->
                calls.computeIfAbsent(row.call(), any -> new ArrayList<>()).add(row));
        return calls.values().stream().map(LapsedRow::send).toList();
    }

    @Override
    public void learn(String owner, List<Learned> learned) {
        outcomes.learn(owner, learned);
    }

    @Override
    public void prepare(Claim claim, Prepared prepared) {
        calls.prepare(claim, prepared);
    }

    @Override
    public void abandon(String owner, LapsedSend lapsed, boolean readFirst, int callMax, Instant now) {
        outcomes.abandon(owner, lapsed, readFirst, callMax, now);
    }

    @Override
    public void settle(String owner, List<Settled> settled, Instant now, Refusals inTransaction) {
        outcomes.settle(owner, settled, now, inTransaction);
    }
}
