package io.stockrelay.http;

import io.stockrelay.allocation.Allocation;
import io.stockrelay.allocation.AllocationAnswer;
import io.stockrelay.allocation.AllocationCommand;
import io.stockrelay.allocation.AllocationKey;
import io.stockrelay.allocation.Allocations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Stock set aside for accounts. Every call may be repeated; no thread waits while the ledger decides. */
@RestController
@RequestMapping("/api/v1/allocations")
@Tag(name = "Allocations")
class AllocationController {

    private static final String ONE = "/{account}/{location}/{sku}";

    private final Allocations allocations;
    private final AllocationReader reader;

    AllocationController(Allocations allocations, AllocationReader reader) {
        this.allocations = allocations;
        this.reader = reader;
    }

    /**
     * A page.
     *
     * @param next give it as {@code after} for the next page; null on the last one
     */
    record Page(List<AllocationTold> items, @Nullable String next) {}

    /**
     * Changes of one allocation, the newest first.
     *
     * @param next give it as {@code before} for the next page; null on the last one
     */
    record History(
            List<AllocationTold.Change> items, @Nullable Long next) {}

    @GetMapping
    @Operation(summary = "What is set aside, by account, SKU or location")
    Page list(
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String sku,
            @RequestParam(required = false) @Nullable String location,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit) {
        Parameters.limit(limit, Allocations.PAGE_MAX);
        var filter = new Allocations.Filter(
                account == null ? null : Parameters.account(account),
                sku == null ? null : Parameters.sku(sku),
                location == null ? null : Parameters.location(location));
        var found = allocations.list(filter, after == null ? null : AllocationPlace.read(after), limit);
        var next = found.size() < limit
                ? null
                : AllocationPlace.write(found.get(limit - 1).key());
        return new Page(found.stream().map(AllocationTold::of).toList(), next);
    }

    @GetMapping(ONE + "/history")
    @Operation(summary = "Every change of what is granted, with reason and actor")
    History history(
            @PathVariable String account,
            @PathVariable String location,
            @PathVariable String sku,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int limit) {
        Parameters.limit(limit, Allocations.PAGE_MAX);
        var key = reader.key(account, location, sku);
        var found = allocations.history(key, before == null ? Long.MAX_VALUE : before, limit);
        Long next = found.size() < limit ? null : found.get(limit - 1).number();
        return new History(found.stream().map(AllocationTold.Change::of).toList(), next);
    }

    @PutMapping(path = ONE, consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Set so much aside in all; what orders took of it counts against it")
    CompletableFuture<AllocationTold> set(
            @PathVariable String account,
            @PathVariable String location,
            @PathVariable String sku,
            @RequestBody(required = false) byte @Nullable [] body,
            KeyAuthentication caller) {
        var key = reader.key(account, location, sku);
        return one(reader.set(StrictBody.read(body), key, caller.getName()));
    }

    @PostMapping(path = ONE + "/release", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Give everybody what is not consumed")
    CompletableFuture<AllocationTold> release(
            @PathVariable String account,
            @PathVariable String location,
            @PathVariable String sku,
            @RequestBody(required = false) byte @Nullable [] body,
            KeyAuthentication caller) {
        AllocationKey key = reader.key(account, location, sku);
        return one(reader.release(StrictBody.read(body), key, caller.getName()));
    }

    @PostMapping(path = "/reallocate", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Move what is not consumed from one account to another, under the caller's own id")
    CompletableFuture<List<AllocationTold>> reallocate(
            @RequestBody(required = false) byte @Nullable [] body, KeyAuthentication caller) {
        return ask(reader.reallocate(StrictBody.read(body), caller.getName()));
    }

    private CompletableFuture<AllocationTold> one(AllocationCommand command) {
        return ask(command).thenApply(told -> told.get(0));
    }

    private CompletableFuture<List<AllocationTold>> ask(AllocationCommand command) {
        return allocations.submit(command).thenCompose(answer -> told(answer, command));
    }

    private static CompletableFuture<List<AllocationTold>> told(AllocationAnswer answer, AllocationCommand command) {
        List<Allocation> known = answer.allocations();
        return answer.verdict().isYes()
                ? CompletableFuture.completedFuture(
                        known.stream().map(AllocationTold::of).toList())
                : CompletableFuture.failedFuture(AllocationVerdicts.problem(answer, command));
    }
}
