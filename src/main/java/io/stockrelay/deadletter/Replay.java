package io.stockrelay.deadletter;

import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Delivery;
import io.stockrelay.source.Intake;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.LedgerFull;
import io.stockrelay.stock.LedgerUnavailable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Replays one dead letter at the step where it failed, under its original identity. A crash between the ledger's commit
 * and the closing of the dead letter is harmless: the next replay finds a duplicate and closes it.
 */
public final class Replay {

    private final DeadLetterStore store;
    private final Intake intake;
    private final PushReplay pushes;
    private final NoticeReplay notices;

    /** Where there are no notices. */
    public Replay(DeadLetterStore store, Intake intake, PushReplay pushes) {
        this(store, intake, pushes, notice -> false);
    }

    public Replay(DeadLetterStore store, Intake intake, PushReplay pushes, NoticeReplay notices) {
        this.notices = notices;
        this.store = store;
        this.intake = intake;
        this.pushes = pushes;
    }

    public ReplayResult one(long id, String actor) {
        return store.find(id)
                .map(letter -> replay(letter, actor))
                .orElseGet(() -> new ReplayResult(id, ReplayResult.Verdict.UNKNOWN, "there is no dead letter " + id));
    }

    private ReplayResult replay(DeadLetter letter, String actor) {
        StoredMessage message = letter.messageId() == null
                ? null
                : store.message(letter.messageId()).orElse(null);
        ReplayEntry entry = ReplayEntry.of(letter, message);
        String refusal = entry.refusal();
        if (refusal != null) {
            return new ReplayResult(letter.id(), ReplayResult.Verdict.REFUSED, "not replayed: " + refusal);
        }
        try {
            return recorded(letter, attempt(letter, message, entry, actor), actor);
        } catch (LedgerFull | LedgerUnavailable e) {
            return new ReplayResult(
                    letter.id(), ReplayResult.Verdict.TRY_LATER, "not replayed, it is still open: " + e.getMessage());
        }
    }

    private ReplayResult attempt(DeadLetter letter, @Nullable StoredMessage message, ReplayEntry entry, String actor) {
        if (entry == ReplayEntry.SEND_AGAIN) {
            return send(letter, actor);
        }
        Delivery delivery = Objects.requireNonNull(message).delivery();
        DecidedSubmission decided = entry == ReplayEntry.ENTER_LEDGER
                ? intake.resume(delivery, Objects.requireNonNull(letter.canonicalJson()))
                : intake.take(delivery);
        return ReplayOutcome.of(letter, entry, decided);
    }

    private ReplayResult send(DeadLetter letter, String actor) {
        if (letter.direction() == DeadLetter.Direction.NOTICE) {
            boolean isKept = notices.sendAgain(Objects.requireNonNull(letter.listing()));
            return new ReplayResult(
                    letter.id(),
                    ReplayResult.Verdict.REPLAYED,
                    isKept ? "the notice is on its way again" : "the notice is not kept any more, nothing was sent");
        }
        long listing = Objects.requireNonNull(letter.listing());
        boolean isMarked = pushes.markForSending(new ChannelId(letter.party()), listing, actor);
        return isMarked
                ? new ReplayResult(
                        letter.id(), ReplayResult.Verdict.REPLAYED, "the number of today is on its way to the channel")
                : new ReplayResult(
                        letter.id(),
                        ReplayResult.Verdict.REPLAYED,
                        "the channel has no such listing any more, nothing was sent");
    }

    private ReplayResult recorded(DeadLetter letter, ReplayResult result, String actor) {
        if (result.verdict() == ReplayResult.Verdict.REPLAYED) {
            store.close(letter, DeadLetter.State.REPLAYED, result.detail(), actor);
        } else {
            store.note(letter.id(), TrailEntry.Action.REPLAY_FAILED, result.detail(), actor);
        }
        return result;
    }
}
