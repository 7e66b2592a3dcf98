package io.stockrelay.stock;

/**
 * What of a position is set aside for one account. Goods that leave change nothing here: what was taken stays taken.
 *
 * @param granted in all, whatever became of it
 * @param taken by the account's orders: promised out of it, or left already
 * @param version raised by every change of what is granted
 */
public record SetAside(long granted, long taken, int version) {

    public static final SetAside NONE = new SetAside(0, 0, 0);

    /** Not consumed yet: kept out of everyone else's availability. */
    public long free() {
        return Math.max(0, granted - taken);
    }

    public SetAside granting(long units) {
        return new SetAside(units, taken, version + 1);
    }

    /** So many units more taken out of it; returned to it where negative. */
    public SetAside taking(long units) {
        return new SetAside(granted, Math.addExact(taken, units), version);
    }
}
