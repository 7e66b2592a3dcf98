package io.stockrelay.bench;

import io.stockrelay.sandbox.load.LoadPlan;
import io.stockrelay.sandbox.load.LoadResult;
import io.stockrelay.sandbox.load.WebhookLoad;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Three times what can be sustained: first finds out what that is, then sends thrice as much on a fixed schedule, and at
 * the end holds the sender's record against the ledger.
 */
final class BurstLoad {

    /** So many that the web server's threads alone can bring more than the ledger lets wait. */
    static final int EVENTS_EACH = 250;

    private static final int SUSTAINED_CONNECTIONS = 16;
    private static final int CONNECTIONS = 512;
    private static final int TIMES = 3;
    private static final Set<Integer> FAIR = Set.of(202, 429, 503);

    private final URI target;
    private final String secret;
    private final Documents documents;
    private final BenchPlan plan;
    private final Clock clock;
    private final Progress progress;

    BurstLoad(URI target, String secret, Documents documents, BenchPlan plan, Clock clock, Progress progress) {
        this.target = target;
        this.secret = secret;
        this.documents = documents;
        this.plan = plan;
        this.clock = clock;
        this.progress = progress;
    }

    /** What a call sends. */
    @FunctionalInterface
    interface Body {
        String of(long call);
    }

    Row run(ErpLoad erp, BenchDatabase database, CpuMeter cpu) throws IOException, SQLException, InterruptedException {
        erp.closedLoop(plan.slice(), SUSTAINED_CONNECTIONS, EVENTS_EACH);
        double sustained =
                erp.closedLoop(plan.slice(), SUSTAINED_CONNECTIONS, EVENTS_EACH).perSecond();
        int callsPerSecond = (int) Math.max(1, Math.round(TIMES * sustained / EVENTS_EACH));
        progress.line("burst: sustained %s events/s; now %d webhooks/s of %d events for %s"
                .formatted(Numbers.whole(sustained), callsPerSecond, EVENTS_EACH, Numbers.seconds(plan.burst())));
        var record = new BurstRecord(EVENTS_EACH);
        Body body =
                call -> documents.corrections(BurstRecord.document(call), (1L << 60) + call * EVENTS_EACH, EVENTS_EACH);
        var probe = new BurstProbe(target, secret, body, record, clock);
        long unitsBefore = units(database);
        var thread = probe.begin();
        long start = System.nanoTime();
        var result = offered(callsPerSecond, body, record);
        probe.end(thread);
        var drained = after(start, result).plus(probe.untilAccepted(plan.burst()));
        var verdict = record.compare(database);
        long units = units(database) - unitsBefore;
        erp.alsoAccepted(verdict.found());
        boolean isGood = verdict.isClean()
                && units == verdict.found()
                && probe.refusedWithoutRetryAfter() == 0
                && FAIR.containsAll(record.byStatus().keySet())
                && drained.compareTo(plan.burst()) <= 0;
        double accepted =
                record.accepted() * (double) EVENTS_EACH / plan.burst().toMillis() * 1e3;
        var notes = new ArrayList<>(notes(result, record, probe, verdict, units, drained, sustained));
        cpu.peakMemoryBytes().ifPresent(peak -> notes.add("program's memory, peak: " + (peak >> 20) + " MB"));
        return Row.finding(
                        "burst",
                        "events/s accepted",
                        accepted,
                        "nothing lost, refusals with Retry-After, drained in " + Numbers.seconds(plan.burst()),
                        isGood,
                        notes)
                .with(Latency.of(result));
    }

    private LoadResult offered(int callsPerSecond, Body body, BurstRecord record)
            throws IOException, InterruptedException {
        int calls = Math.toIntExact(callsPerSecond * plan.burst().toSeconds());
        return new WebhookLoad(target, secret, "burst-", body::of, record::answered)
                .run(new LoadPlan(calls, CONNECTIONS, callsPerSecond, plan.burst()), clock);
    }

    /** How long after the end of the burst its last answer came. */
    private Duration after(long start, LoadResult result) {
        long over = System.nanoTime() - start - plan.burst().toNanos();
        return result.sent() == 0 ? Duration.ZERO : Duration.ofNanos(Math.max(0, over));
    }

    private static long units(BenchDatabase database) throws SQLException {
        return database.number("select coalesce(sum(s.after_units), 0) from position_state s"
                + " join position p on p.id = s.position_id where s.state = 0 and p.location like 'E%'");
    }

    private List<String> notes(
            LoadResult result,
            BurstRecord record,
            BurstProbe probe,
            BurstRecord.Verdict verdict,
            long units,
            Duration drained,
            double sustained) {
        return List.of(
                "sustained before: " + Numbers.whole(sustained) + " events/s; offered: "
                        + Numbers.whole(result.sent()
                                * (double) EVENTS_EACH
                                / Math.max(1, result.elapsed().toMillis())
                                * 1e3)
                        + " events/s in webhooks of " + EVENTS_EACH,
                "answers by status: " + record.byStatus() + ", unanswered: " + result.unanswered(),
                "refusals looked at closely: " + probe.refused() + ", without Retry-After: "
                        + probe.refusedWithoutRetryAfter(),
                "acknowledged but missing: " + verdict.lost() + ", refused but taken: " + verdict.refusedButTaken()
                        + ", taken in part: " + verdict.torn(),
                "events in the ledger: " + verdict.found() + ", units gained by the positions: " + units,
                "backlog gone " + Numbers.seconds(drained) + " after the burst");
    }
}
