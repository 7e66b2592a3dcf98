package io.stockrelay.availability;

import io.stockrelay.stock.Expectations.Expected;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What will be available at one location, day by day, if what is announced comes. Promises need no term of their own:
 * each is taken from today's availability, whenever its goods are wanted.
 *
 * @param days today first
 * @param overdue announced, and late by more than the grace: counts on no day
 * @param undated announced for no day: counts on none
 * @param later announced for a day beyond the horizon
 */
public record Projection(List<Day> days, long overdue, long undated, long later) {

    /**
     * One day.
     *
     * @param expected what is due on it; today also what is late within the grace
     * @param expiring what is free today of lots that cannot be promised from it on
     * @param projected available on it, never negative
     * @param atp what may be promised for it: the least of {@code projected} from it to the horizon
     */
    public record Day(LocalDate date, long expected, long expiring, long projected, long atp) {}

    /** From when to when, and for how long what is late still counts. */
    public record Horizon(LocalDate today, int days, int graceDays) {}

    /** What is free now, of lots that cannot be promised from that day on. */
    public record Leaving(LocalDate from, long units) {}

    public Projection {
        days = List.copyOf(days);
    }

    /** Of an item whose units do not expire. */
    public static Projection of(long free, List<Expected> expected, Horizon horizon) {
        return of(free, expected, List.of(), horizon);
    }

    /**
     * Which lots will serve what is promised, nobody knows: the warehouse picks. So all that expires is taken off, as if the
     * promised units were of lots that last: whichever leave, that many remain.
     *
     * @param free available now, signed: what is missing today is made up first
     * @param expected what is announced and has not come
     * @param leaving what of {@code free}, before promises, time takes away
     */
    public static Projection of(long free, List<Expected> expected, List<Leaving> leaving, Horizon horizon) {
        var due = new long[horizon.days()];
        long overdue = 0;
        long undated = 0;
        long later = 0;
        for (var one : expected) {
            if (one.dueOn() == null) {
                undated += one.units();
                continue;
            }
            long day = one.dueOn().toEpochDay() - horizon.today().toEpochDay();
            if (day < -horizon.graceDays()) {
                overdue += one.units();
            } else if (day >= due.length) {
                later += one.units();
            } else {
                due[(int) Math.max(0, day)] += one.units();
            }
        }
        var expiring = expiring(leaving, horizon);
        return new Projection(
                days(horizon.today(), due, expiring, projected(free, due, expiring)), overdue, undated, later);
    }

    private static long[] expiring(List<Leaving> leaving, Horizon horizon) {
        var expiring = new long[horizon.days()];
        for (var one : leaving) {
            long day = one.from().toEpochDay() - horizon.today().toEpochDay();
            if (day < expiring.length) {
                expiring[(int) Math.max(0, day)] += one.units();
            }
        }
        return expiring;
    }

    private static long[] projected(long free, long[] due, long[] expiring) {
        var projected = new long[due.length];
        long sum = free;
        for (int day = 0; day < due.length; day++) {
            sum = Math.addExact(sum, due[day]) - expiring[day];
            projected[day] = Math.max(0, sum);
        }
        return projected;
    }

    /**
     * As many kits as the scarcest component makes on each day; what is expected and what expires is told by the components.
     *
     * @param perKit units of each component in one kit
     */
    public static Projection ofKit(List<Projection> components, List<Long> perKit) {
        var first = components.get(0).days();
        var projected = new long[first.size()];
        for (int day = 0; day < projected.length; day++) {
            long least = Long.MAX_VALUE;
            for (int part = 0; part < components.size(); part++) {
                least = Math.min(least, components.get(part).days().get(day).projected() / perKit.get(part));
            }
            projected[day] = least;
        }
        var untold = new long[projected.length];
        return new Projection(days(first.get(0).date(), untold, untold, projected), 0, 0, 0);
    }

    private static List<Day> days(LocalDate today, long[] due, long[] expiring, long[] projected) {
        var days = new ArrayList<Day>();
        long least = Long.MAX_VALUE;
        for (int day = projected.length - 1; day >= 0; day--) {
            least = Math.min(least, projected[day]);
            days.add(0, new Day(today.plusDays(day), due[day], expiring[day], projected[day], least));
        }
        return days;
    }
}
