package io.stockrelay.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrelay.allocation.Allocations;
import io.stockrelay.allocation.RecordedChange;
import io.stockrelay.reservation.RecordedTransition;
import io.stockrelay.reservation.Reservations;
import io.stockrelay.source.Receipt;
import io.stockrelay.source.Receipts;
import io.stockrelay.stock.Decision;
import io.stockrelay.stock.History;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.RecordedEvent;
import io.stockrelay.stock.StockState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened: to a SKU, and to a message. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "History")
class HistoryController {

    private final History history;
    private final Allocations allocations;
    private final Reservations reservations;
    private final Receipts receipts;

    HistoryController(History history, Allocations allocations, Reservations reservations, Receipts receipts) {
        this.history = history;
        this.allocations = allocations;
        this.reservations = reservations;
        this.receipts = receipts;
    }

    /**
     * @param next give it as {@code before} for the next page; null on the last one
     */
    record Timeline(String sku, List<Entry> items, @Nullable Long next) {}

    /** What was granted to an account before and after, and by whom it was changed. */
    record Granted(String account, Decision.Step granted, String actor) {}

    /**
     * A step of a promise, and by whom.
     *
     * @param holds what the promise held here after the step, gone goods included; of steps older than that record: now
     */
    record Promised(String party, String id, int version, String state, long holds, String actor) {}

    /**
     * One event of the timeline, or one change of an allocation, or one step of a promise.
     *
     * @param receipt of the message it came with; null for what is no event
     */
    record Entry(
            long number,
            String source,
            String event,
            String type,
            String outcome,
            String location,
            Instant at,
            Instant recordedAt,
            @Nullable UUID receipt,
            Map<StockState, Long> changes,
            Map<StockState, Long> stated,
            Map<StockState, Decision.Step> trail,
            @Nullable String reference,
            @Nullable String reason,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String lot,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Granted allocation,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Promised promise) {

        static Entry of(RecordedTransition recorded) {
            var step = recorded.transition();
            var key = recorded.key();
            var allocated = recorded.allocated();
            return new Entry(
                    recorded.number(),
                    "reservations",
                    key + "/" + step.version(),
                    "promise",
                    Outcome.APPLIED.code(),
                    recorded.position().location().value(),
                    step.at(),
                    step.at(),
                    null,
                    Map.of(),
                    Map.of(),
                    allocated == null ? Map.of() : Map.of(StockState.ALLOCATED, allocated),
                    recorded.reference().reference(),
                    step.what(),
                    null,
                    null,
                    new Promised(
                            key.scope().code(),
                            key.id(),
                            step.version(),
                            ReservationAnswer.code(step.state()),
                            recorded.reserved(),
                            step.actor()));
        }

        /** A change of what is set aside stands among the events in the order of recording. */
        static Entry of(RecordedChange recorded) {
            var change = recorded.change();
            return new Entry(
                    recorded.number(),
                    "allocations",
                    change.key().account() + "/" + change.version(),
                    "allocation-" + change.kind().name().toLowerCase(Locale.ROOT),
                    Outcome.APPLIED.code(),
                    change.key().position().location().value(),
                    change.at(),
                    change.at(),
                    null,
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    change.request(),
                    change.reason(),
                    null,
                    new Granted(
                            change.key().account().value(),
                            new Decision.Step(change.before(), change.after()),
                            change.actor()),
                    null);
        }

        static Entry of(RecordedEvent event) {
            return new Entry(
                    event.number(),
                    event.key().source().value(),
                    event.key().id(),
                    event.type().code(),
                    event.outcome().code(),
                    event.position().location().value(),
                    event.at(),
                    event.recordedAt(),
                    event.receipt().value(),
                    event.changes(),
                    event.stated(),
                    event.trail(),
                    event.reference(),
                    event.reason(),
                    event.lot(),
                    null,
                    null);
        }
    }

    /** What became of one message. */
    record Told(UUID receipt, String source, Instant receivedAt, List<EventTold> events) {
        static Told of(Receipt receipt) {
            var events = receipt.outcomes().stream().map(EventTold::of).toList();
            return new Told(receipt.id().value(), receipt.source().value(), receipt.receivedAt(), events);
        }
    }

    @GetMapping("/skus/{sku}/timeline")
    @Operation(summary = "Everything that happened to a SKU, the newest first")
    Timeline timeline(
            @PathVariable String sku,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int limit) {
        Parameters.limit(limit, History.PAGE_MAX);
        var id = Parameters.sku(sku);
        long upTo = before == null ? Long.MAX_VALUE : before;
        var found = Stream.of(
                        history.of(id, upTo, limit).stream().map(Entry::of),
                        allocations.of(id, upTo, limit).stream().map(Entry::of),
                        reservations.of(id, upTo, limit).stream().map(Entry::of))
                .flatMap(each -> each)
                .sorted(Comparator.comparingLong(Entry::number).reversed())
                .toList();
        return found.size() < limit
                ? new Timeline(sku, found, null)
                : new Timeline(
                        sku,
                        found.subList(0, whole(found, limit)),
                        found.get(limit - 1).number());
    }

    /** A step of a promise that holds of several locations is not torn apart by the end of a page. */
    private static int whole(List<Entry> found, int limit) {
        int end = limit;
        while (end < found.size()
                && found.get(end).number() == found.get(limit - 1).number()) {
            end++;
        }
        return end;
    }

    @GetMapping("/receipts/{receipt}")
    @Operation(summary = "What became of a webhook or message: each event and its outcome")
    Told receipt(@PathVariable String receipt) {
        return receipts.find(Parameters.receipt(receipt))
                .map(Told::of)
                .orElseThrow(() -> ApiProblem.notFound("receipt", receipt));
    }
}
