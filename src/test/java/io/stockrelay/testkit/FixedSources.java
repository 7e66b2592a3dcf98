package io.stockrelay.testkit;

import io.stockrelay.shared.SourceId;
import io.stockrelay.source.Guards;
import io.stockrelay.source.SourceDirectory;
import io.stockrelay.source.SourceSettings;
import io.stockrelay.source.SourceStatus;
import io.stockrelay.source.Sources;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sources given once; paused and resumed in memory. */
public final class FixedSources implements SourceDirectory {

    private final List<SourceSettings> settings;
    private final Pausing pausing = new Pausing();
    private volatile Guards guards = new Guards(20, 30, Guards.QUANTITY_MAX_DEFAULT);

    public FixedSources(List<SourceSettings> settings) {
        this.settings = settings;
    }

    public void guard(Guards next) {
        guards = next;
    }

    public Sources pausing() {
        return pausing;
    }

    @Override
    public Optional<SourceSettings> find(SourceId source) {
        return settings.stream().filter(one -> one.id().equals(source)).findFirst();
    }

    @Override
    public Collection<SourceSettings> all() {
        return settings;
    }

    @Override
    public Guards guards() {
        return guards;
    }

    private final class Pausing implements Sources {

        private final Set<SourceId> paused = ConcurrentHashMap.newKeySet();

        @Override
        public boolean isPaused(SourceId source) {
            return paused.contains(source);
        }

        @Override
        public SourceStatus pause(SourceId source, String actor) {
            paused.add(source);
            return now(source);
        }

        @Override
        public SourceStatus resume(SourceId source, String actor) {
            paused.remove(source);
            return now(source);
        }

        @Override
        public Optional<SourceStatus> status(SourceId source) {
            return find(source).map(found -> now(source));
        }

        @Override
        public List<SourceStatus> statuses() {
            return settings.stream().map(one -> now(one.id())).toList();
        }

        private SourceStatus now(SourceId source) {
            return new SourceStatus(
                    source, source.value(), isPaused(source) ? "test" : null, null, 0, null, null, Map.of());
        }
    }
}
