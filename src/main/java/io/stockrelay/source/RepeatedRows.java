package io.stockrelay.source;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.Step;
import io.stockrelay.stock.EventGroup;
import io.stockrelay.stock.EventHeader;
import io.stockrelay.stock.LevelEvent;
import io.stockrelay.stock.StockState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Several rows of one run for one position: summed where the source says so, else the repeats are dead letters. */
final class RepeatedRows {

    private RepeatedRows() {}

    /** @param rows all statements of one position, by line; at least two */
    static List<RowPart> settled(List<RowPart> rows, SourceId source, boolean isSummed) {
        return isSummed ? summed(rows, source) : refused(rows, source);
    }

    private static List<RowPart> refused(List<RowPart> rows, SourceId source) {
        var settled = new ArrayList<RowPart>();
        for (var row : rows.subList(1, rows.size())) {
            var group = StagedRow.group(row, source);
            String message = "line " + row.line() + " repeats SKU " + row.sku() + " at " + row.location()
                    + (row.lot() == null ? "" : ", lot " + row.lot()) + ", which line "
                    + rows.get(0).line() + " stated already; the first one holds. Where rows are meant to be added up,"
                    + " set sum-rows for source " + source;
            String id = group.events().get(0).header().key().id();
            settled.add(StagedRow.of(
                    new Failure(
                            Step.MAP,
                            CauseClass.VALIDATION,
                            message,
                            null,
                            id,
                            row.sku(),
                            row.location(),
                            row.line(),
                            group.canonicalJson()),
                    row.part(),
                    ""));
        }
        return settled;
    }

    private static List<RowPart> summed(List<RowPart> rows, SourceId source) {
        var groups = rows.stream().map(row -> StagedRow.group(row, source)).toList();
        var levels =
                groups.stream().map(group -> (LevelEvent) group.events().get(0)).toList();
        var first = rows.get(0);
        var sum = new EventGroup(List.of(sum(levels)), array(groups), first.line());
        var settled = new ArrayList<RowPart>();
        settled.add(StagedRow.of(sum, first.part()));
        for (var row : rows.subList(1, rows.size())) {
            settled.add(new RowPart(
                    row.line(),
                    row.part(),
                    RowPart.Kind.SUMMED,
                    row.sku(),
                    row.location(),
                    row.lot(),
                    null,
                    null,
                    null,
                    null,
                    Long.toString(first.line())));
        }
        return settled;
    }

    /** Known by the first row's identity and by the content of all: another sum under it is a conflict, not a repeat. */
    private static LevelEvent sum(List<LevelEvent> levels) {
        Map<StockState, Long> units = new EnumMap<>(StockState.class);
        var hashes = new StringBuilder();
        for (var level : levels) {
            level.units().forEach((state, stated) -> units.merge(state, stated, Math::addExact));
            hashes.append(level.header().hash());
        }
        var first = levels.get(0).header();
        Instant at = levels.stream()
                .map(level -> level.header().at())
                .min(Instant::compareTo)
                .orElse(first.at());
        var header = new EventHeader(
                first.key(),
                UUID.nameUUIDFromBytes(hashes.toString().getBytes(StandardCharsets.UTF_8)),
                first.type(),
                first.sku(),
                first.location(),
                at,
                first.sequence(),
                first.reference(),
                first.reason(),
                first.lot());
        return new LevelEvent(header, units, levels.get(0).run());
    }

    private static String array(List<EventGroup> groups) {
        return groups.stream()
                .map(group -> group.canonicalJson().strip())
                .map(json -> json.startsWith("[") && json.endsWith("]") ? json.substring(1, json.length() - 1) : json)
                .collect(Collectors.joining(",", "[", "]"));
    }
}
