package io.stockrelay.stock.jdbc;

import static io.stockrelay.stock.Events.NOON;
import static io.stockrelay.stock.Events.WH1;
import static io.stockrelay.stock.Events.WMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.Sku;
import io.stockrelay.stock.Disposition;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.ExpectEvent;
import io.stockrelay.stock.Expectations.Expected;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.testkit.TestPostgres;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is announced and has not come, from real events on real PostgreSQL. */
class ExpectationsIT {

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.migrated();

    private static final LocalDate FIRST = LocalDate.of(2026, 12, 1);
    private static final LocalDate SECOND = LocalDate.of(2026, 12, 2);

    @Test
    void what_is_open_is_added_up_by_day() {
        try (var ledger = new TestLedger(DATABASE, 1, List.of())) {
            ledger.submit(
                    expect("e1", "A", 10, FIRST, "PO-1"),
                    expect("e2", "A", 5, FIRST, "PO-2"),
                    expect("e3", "A", 7, SECOND, "PO-3"),
                    expect("e4", "A", 2, null, "PO-4"),
                    expect("e5", "B", 9, FIRST, "PO-5"),
                    expect("e6", "C", 9, FIRST, "PO-6"),
                    receive("r1", "A", 4, "PO-1"),
                    receive("r2", "B", 9, "PO-5"),
                    receive("r3", "C", 11, "PO-6"),
                    receive("r4", "D", 11, "PO-7"),
                    receive("r5", "A", 3, null));

            var open = new JdbcExpectations(ledger.jdbc()).open(List.of(at("A"), at("B"), at("C"), at("D"), at("E")));

            assertThat(open).containsOnlyKeys(at("A"));
            assertThat(open.get(at("A")))
                    .containsExactlyInAnyOrder(new Expected(11, FIRST), new Expected(7, SECOND), new Expected(2, null));
        }
    }

    private static StockEvent expect(String id, String sku, long units, @Nullable LocalDate due, String reference) {
        var stated = Events.expect(id, sku, WH1, units, reference, NOON);
        return new ExpectEvent(stated.header(), stated.units(), due);
    }

    private static StockEvent receive(String id, String sku, long units, @Nullable String reference) {
        return Events.move(WMS, id, EventType.RECEIVE, sku, WH1, units, NOON, reference, null, Disposition.SELLABLE);
    }

    private static PositionKey at(String sku) {
        return new PositionKey(new Sku(sku), WH1);
    }
}
