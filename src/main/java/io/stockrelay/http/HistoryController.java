package io.stockrelay.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrelay.source.Receipt;
import io.stockrelay.source.Receipts;
import io.stockrelay.stock.Decision;
import io.stockrelay.stock.History;
import io.stockrelay.stock.RecordedEvent;
import io.stockrelay.stock.StockState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
    private final Receipts receipts;

    HistoryController(History history, Receipts receipts) {
        this.history = history;
        this.receipts = receipts;
    }

    /**
     * @param next give it as {@code before} for the next page; null on the last one
     */
    record Timeline(String sku, List<Entry> items, @Nullable Long next) {}

    /** One event of the timeline. */
    record Entry(
            long number,
            String source,
            String event,
            String type,
            String outcome,
            String location,
            Instant at,
            Instant recordedAt,
            UUID receipt,
            Map<StockState, Long> changes,
            Map<StockState, Long> stated,
            Map<StockState, Decision.Step> trail,
            @Nullable String reference,
            @Nullable String reason,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String lot) {

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
                    event.lot());
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
        var found = history.of(Parameters.sku(sku), before == null ? Long.MAX_VALUE : before, limit);
        Long next = found.size() < limit ? null : found.get(limit - 1).number();
        return new Timeline(sku, found.stream().map(Entry::of).toList(), next);
    }

    @GetMapping("/receipts/{receipt}")
    @Operation(summary = "What became of a webhook or message: each event and its outcome")
    Told receipt(@PathVariable String receipt) {
        return receipts.find(Parameters.receipt(receipt))
                .map(Told::of)
                .orElseThrow(() -> ApiProblem.notFound("receipt", receipt));
    }
}
