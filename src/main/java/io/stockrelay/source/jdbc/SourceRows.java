package io.stockrelay.source.jdbc;

import io.stockrelay.shared.SourceId;
import io.stockrelay.source.SourceDirectory;
import io.stockrelay.source.SourceSettings;
import io.stockrelay.source.SourceStatus;
import io.stockrelay.source.Sources;
import io.stockrelay.source.UnknownSource;
import io.stockrelay.stock.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which sources are paused and what they sent, in source_state. */
final class SourceRows implements Sources {

    private static final String ADD = "insert into source_state as s"
            + " (source, deliveries, last_received_at, last_applied_at, outcomes)"
            + " values (:source, :deliveries, :received, :applied, :outcomes::jsonb)"
            + " on conflict (source) do update set deliveries = s.deliveries + excluded.deliveries,"
            + " last_received_at = greatest(s.last_received_at, excluded.last_received_at),"
            + " last_applied_at = greatest(s.last_applied_at, excluded.last_applied_at),"
            + " outcomes = (select coalesce(jsonb_object_agg(key, n), '{}') from (select key, sum(value::bigint) n from"
            + " (select * from jsonb_each_text(s.outcomes) union all select * from jsonb_each_text(excluded.outcomes)) e"
            + " group by key) g)";

    private final JdbcClient jdbc;
    private final SourceDirectory directory;
    private final SourceCounts counts;
    private final Clock clock;
    private volatile Set<SourceId> paused = Set.of();

    SourceRows(JdbcClient jdbc, SourceDirectory directory, SourceCounts counts, Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.counts = counts;
        this.clock = clock;
    }

    @Override
    public boolean isPaused(SourceId source) {
        return paused.contains(source);
    }

    /** Reads again who is paused (another node may have done it) and stores what was counted. */
    void refresh() {
        paused = jdbc.sql("select source from source_state where paused").query(String.class).list().stream()
                .map(SourceId::new)
                .collect(Collectors.toUnmodifiableSet());
        var taken = counts.taken();
        try {
            taken.forEach(this::add);
        } catch (RuntimeException e) {
            counts.putBack(taken); // a part may count twice: these are for people to look at, not for stock
            throw e;
        }
    }

    private void add(SourceId source, SourceCounts.Counted counted) {
        String outcomes = counted.outcomes.entrySet().stream()
                .map(entry -> "\"" + entry.getKey().name() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        jdbc.sql(ADD)
                .param("source", source.value())
                .param("deliveries", counted.deliveries)
                .param("received", utc(counted.lastReceivedAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("applied", utc(counted.lastAppliedAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("outcomes", outcomes)
                .update();
    }

    @Override
    public SourceStatus pause(SourceId source, String actor) {
        return set(source, actor, true);
    }

    @Override
    public SourceStatus resume(SourceId source, String actor) {
        return set(source, actor, false);
    }

    private SourceStatus set(SourceId source, String actor, boolean isPaused) {
        if (directory.find(source).isEmpty()) {
            throw new UnknownSource(source);
        }
        jdbc.sql("insert into source_state as s (source, paused, paused_by, changed_at)"
                        + " values (:source, :paused, :actor, :at) on conflict (source) do update"
                        + " set paused = excluded.paused, paused_by = excluded.paused_by, changed_at = excluded.changed_at"
                        + " where s.paused <> excluded.paused")
                .param("source", source.value())
                .param("paused", isPaused)
                .param("actor", actor)
                .param("at", utc(clock.instant()))
                .update();
        refresh();
        return status(source).orElseThrow(() -> new UnknownSource(source));
    }

    @Override
    public Optional<SourceStatus> status(SourceId source) {
        return statuses().stream().filter(status -> status.id().equals(source)).findFirst();
    }

    @Override
    public List<SourceStatus> statuses() {
        var stored = jdbc.sql("select * from source_state").query(SourceRows::stored).list().stream()
                .collect(Collectors.toMap(SourceStatus::id, status -> status));
        return directory.all().stream()
                .map(settings -> named(settings, stored.get(settings.id())))
                .toList();
    }

    private static SourceStatus named(SourceSettings settings, @Nullable SourceStatus stored) {
        if (stored == null) {
            return new SourceStatus(settings.id(), settings.name(), null, null, 0, null, null, Map.of());
        }
        return new SourceStatus(
                settings.id(),
                settings.name(),
                stored.pausedBy(),
                stored.pausedAt(),
                stored.deliveries(),
                stored.lastReceivedAt(),
                stored.lastAppliedAt(),
                stored.outcomes());
    }

    private static SourceStatus stored(ResultSet row, int number) throws SQLException {
        boolean isPaused = row.getBoolean("paused");
        return new SourceStatus(
                new SourceId(row.getString("source")),
                "",
                isPaused ? row.getString("paused_by") : null,
                isPaused ? instant(row, "changed_at") : null,
                row.getLong("deliveries"),
                instant(row, "last_received_at"),
                instant(row, "last_applied_at"),
                outcomes(row.getString("outcomes")));
    }

    /** A flat object of numbers: {@code {"APPLIED": 3}}. */
    private static Map<Outcome, Long> outcomes(String json) {
        var outcomes = new EnumMap<Outcome, Long>(Outcome.class);
        for (String entry : json.replaceAll("[{}\" ]", "").split(",", -1)) {
            int colon = entry.indexOf(':');
            if (colon > 0) {
                outcomes.put(Outcome.valueOf(entry.substring(0, colon)), Long.parseLong(entry.substring(colon + 1)));
            }
        }
        return outcomes;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
