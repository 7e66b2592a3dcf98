package io.stockrelay.testkit;

import io.stockrelay.deadletter.DeadLetters;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Dead letters in memory. */
public final class RecordingDeadLetters implements DeadLetters {

    /** One part as it was kept. */
    public record Kept(Delivery delivery, Failure failure) {}

    private final List<Kept> kept = new CopyOnWriteArrayList<>();

    private final List<RefusedPush> pushes = new CopyOnWriteArrayList<>();

    private final List<UndeliveredNotice> notices = new CopyOnWriteArrayList<>();

    public List<UndeliveredNotice> notices() {
        return notices;
    }

    public List<RefusedPush> pushes() {
        return pushes;
    }

    public List<Kept> kept() {
        return kept;
    }

    @Override
    public void keep(Delivery delivery, List<Failure> failures) {
        failures.forEach(failure -> kept.add(new Kept(delivery, failure)));
    }

    @Override
    public void keepPush(RefusedPush push) {
        pushes.add(push);
    }

    @Override
    public void keepNotice(UndeliveredNotice notice) {
        notices.add(notice);
    }
}
