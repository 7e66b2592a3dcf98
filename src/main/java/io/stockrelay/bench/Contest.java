package io.stockrelay.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets both sides of a ratio work in turns, floor then ours, so that what disturbs the machine for a while disturbs both.
 * The first rounds are thrown away.
 */
final class Contest {

    private final BenchPlan plan;
    private final CpuMeter cpu;
    private final BenchDatabase database;
    private final Progress progress;

    Contest(BenchPlan plan, CpuMeter cpu, BenchDatabase database, Progress progress) {
        this.plan = plan;
        this.cpu = cpu;
        this.database = database;
        this.progress = progress;
    }

    /** Lets sides work in turns until the program has run in on what they ask for; nothing of it is counted. */
    void runIn(String path, Side... sides) throws IOException, SQLException, InterruptedException {
        long end = System.nanoTime() + plan.runIn().toNanos();
        while (System.nanoTime() < end) {
            for (var side : sides) {
                var slice = slice(side);
                progress.line("%s running in: %s a second".formatted(path, Numbers.whole(slice.perSecond())));
            }
        }
    }

    Comparison run(String path, String unit, Target target, Side floor, Side ours)
            throws IOException, SQLException, InterruptedException {
        List<Slice> oursMeasured = new ArrayList<>();
        List<Slice> floorMeasured = new ArrayList<>();
        int all = plan.warmUps() + plan.rounds();
        for (int round = 1; round <= all; round++) {
            var floorSlice = slice(floor);
            var oursSlice = slice(ours);
            boolean isWarmUp = round <= plan.warmUps();
            progress.line("%s %s %d of %d: floor %s, ours %s %s"
                    .formatted(
                            path,
                            isWarmUp ? "warm-up" : "round",
                            isWarmUp ? round : round - plan.warmUps(),
                            isWarmUp ? plan.warmUps() : plan.rounds(),
                            Numbers.whole(floorSlice.perSecond()),
                            Numbers.whole(oursSlice.perSecond()),
                            unit));
            if (!isWarmUp) {
                floorMeasured.add(floorSlice);
                oursMeasured.add(oursSlice);
            }
        }
        return new Comparison(path, unit, target, oursMeasured, floorMeasured);
    }

    private Slice slice(Side side) throws IOException, SQLException, InterruptedException {
        database.checkpoint(); // what the other side left to write is not this side's burden
        var before = cpu.read();
        var work = side.run();
        return new Slice(work, cpu.read().since(before));
    }
}
