package io.stockrelay.channel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Which of the changed numbers go out now, in which calls: zeros, then decreases, then increases, oldest first inside each.
 *
 * @param later what has to wait for the next turn
 * @param increaseCredit hundredths of an item that increases are still owed, for the next turn
 */
record CallPlan(List<List<Changed>> calls, List<Changed> later, long increaseCredit) {

    private static final Comparator<Changed> ORDER =
            Comparator.comparing(Changed::urgency).thenComparing(Changed::oldestFirst);

    /**
     * @param callsMax calls that may be made now
     * @param increaseSharePercent the part kept for increases, also where less than one item of a turn: it adds up
     */
    static CallPlan of(
            List<Changed> changed, int callsMax, int batchMax, int increaseSharePercent, long increaseCredit) {
        var ordered = changed.stream().sorted(ORDER).toList();
        long room = (long) callsMax * batchMax;
        if (ordered.size() <= room) {
            return cut(ordered, List.of(), callsMax, batchMax, increaseCredit);
        }
        long credit = Math.min(increaseCredit + room * increaseSharePercent, 100L * Math.max(room, 1));
        Set<Changed> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
        ordered.stream()
                .filter(item -> item.urgency() == Urgency.INCREASE)
                .limit(Math.min(room, credit / 100))
                .forEach(chosen::add);
        long increases = chosen.size();
        ordered.stream()
                .filter(item -> !chosen.contains(item))
                .limit(room - increases)
                .toList()
                .forEach(chosen::add);
        var rest = ordered.stream().filter(item -> !chosen.contains(item)).toList();
        var now = ordered.stream().filter(chosen::contains).toList();
        return cut(now, rest, callsMax, batchMax, credit - 100L * increases);
    }

    /** Items that were in a refused call go in smaller calls, so that the bad one is found. */
    private static CallPlan cut(List<Changed> chosen, List<Changed> rest, int callsMax, int batchMax, long credit) {
        var calls = new ArrayList<List<Changed>>();
        var later = new ArrayList<>(rest);
        List<Changed> open = new ArrayList<>();
        int openMax = 0;
        for (Changed item : chosen) {
            int max = Math.min(batchMax, item.callMax());
            if (open.isEmpty() || max != openMax || open.size() >= openMax) {
                if (calls.size() == callsMax) {
                    later.add(item);
                    openMax = -1; // nothing later may overtake into the last call
                    continue;
                }
                open = new ArrayList<>();
                openMax = max;
                calls.add(open);
            }
            open.add(item);
        }
        return new CallPlan(calls, later, credit);
    }
}
