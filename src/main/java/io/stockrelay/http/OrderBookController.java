package io.stockrelay.http;

import io.stockrelay.stock.OrderBooks;
import io.stockrelay.stock.OrderBooks.OverdueOrder;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What stands in the order books of sources, where people should look at it. */
@RestController
@RequestMapping("/api/v1/order-books")
@Tag(name = "Order books")
class OrderBookController {

    private static final int LIMIT_DEFAULT = 100;

    private final OrderBooks books;

    OrderBookController(OrderBooks books) {
        this.books = books;
    }

    /**
     * @param total of all that are overdue, be they shown or not
     */
    record OverdueAnswer(long total, List<Entry> items) {}

    /** One order at one position. */
    record Entry(
            String source,
            String namespace,
            String reference,
            String sku,
            String location,
            Instant takenOverAt,
            long open) {

        static Entry of(OverdueOrder overdue) {
            return new Entry(
                    overdue.source().value(),
                    overdue.order().namespace(),
                    overdue.order().reference(),
                    overdue.position().sku().value(),
                    overdue.position().location().value(),
                    overdue.takenOverAt(),
                    overdue.open());
        }
    }

    @GetMapping("/overdue")
    @Operation(
            summary = "Orders a source took over long ago (overdue-after) that neither shipped nor were closed there,"
                    + " the oldest first")
    OverdueAnswer overdue(@RequestParam(defaultValue = "" + LIMIT_DEFAULT) int limit) {
        var overdue = books.overdue(Parameters.limit(limit, OrderBooks.OVERDUE_MAX));
        return new OverdueAnswer(
                overdue.total(), overdue.orders().stream().map(Entry::of).toList());
    }
}
