package io.stockrelay.channel;

import io.stockrelay.shared.ChannelId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored intents to publish. Every call is a constant number of statements, whatever the number of listings. */
public interface Publications {

    /** Joins the caller's transaction. Listings in ascending order of id, so that two writers never wait crosswise. */
    void mark(List<Mark> marks, Instant now);

    /**
     * Joins the caller's transaction: what channels sold by orders that are here now. Units that had vanished there are
     * explained by them first; the rest lowers what the channel is expected to hold.
     */
    void sold(List<Sold> sold);

    /** Takes marked listings that are due; those claimed elsewhere are skipped. */
    List<Claimed> claim(Claim claim);

    /** Takes whole calls whose outcome nobody wrote in time. */
    List<LapsedSend> claimLapsed(Claim claim);

    /** Remembers what reading back taught, before it is used. */
    void learn(String owner, List<Learned> learned);

    /** Before any of the calls is made: stores them, and lets go of what needs no call now. */
    void prepare(Claim claim, Prepared prepared);

    /** Gives up a call whose outcome stays unknown; its listings are pending again. */
    void abandon(String owner, LapsedSend lapsed, boolean readFirst, int callMax, Instant now);

    /**
     * Writes outcomes of what is still claimed by this owner.
     *
     * @param inTransaction runs in the same transaction with what was written
     */
    void settle(String owner, List<Settled> settled, Instant now, Refusals inTransaction);

    /**
     * @param listing its id
     * @param event source and id of the event behind it; null where it was none
     */
    record Mark(long listing, ChannelId channel, @Nullable String event) {}

    /**
     * @param isPlaced whether the channel told the location; else its number is read before it is written again
     */
    record Sold(long listing, long units, boolean isPlaced) {}

    /**
     * @param fresh most listings whose number was not computed since their mark
     * @param ranked most listings by urgency
     * @param rising most increases beside those
     */
    record Claim(ChannelId channel, String owner, Instant now, Instant until, int fresh, int ranked, int rising) {}

    /**
     * A call that may or may not have been applied.
     *
     * @param send null where it was claimed but never stored
     * @param isWhole whether all of the call's listings are here; a part of it cannot go again as it was
     */
    record LapsedSend(@Nullable Send send, List<Claimed> claimed, boolean isWhole) {}

    /** A listing and what reading it showed: what the channel holds, and how many units vanished there. */
    record Learned(Claimed claimed, long expectedUnits, long vanishedUnits) {

        /** The channel shows what it showed before our unsettled number: that one may be on its way still. */
        public boolean mayStillLand() {
            var before = claimed.holding().expectedUnits();
            var unsettled = claimed.unsettledUnits();
            return before != null && unsettled != null && expectedUnits == before && expectedUnits != unsettled;
        }
    }

    /**
     * @param held listings the channel already holds at the number of now
     * @param unopened listings that may not be published yet
     * @param later listings for which there was no room, with their urgency
     */
    record Prepared(List<Send> sends, List<Held> held, List<Claimed> unopened, List<Later> later) {}

    /** A listing whose number needs no call. */
    record Held(Claimed claimed, long units, String explanation) {}

    /** A listing that waits for its turn. */
    record Later(Claimed claimed, Urgency urgency) {}

    /**
     * One listing's outcome.
     *
     * @param mayBeApplied whether this attempt, or one before it that nobody saw the end of, may have had its effect
     */
    record Settled(Send send, int index, Settlement settlement, String reply, boolean mayBeApplied) {

        public Send.SendItem item() {
            return send.items().get(index);
        }
    }

    /** Keeps dead letters in the transaction that writes the outcomes. */
    interface Refusals {
        void keep(List<Settled> written);
    }
}
