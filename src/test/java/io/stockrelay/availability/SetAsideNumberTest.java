package io.stockrelay.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.PositionView;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is set aside for accounts is kept from every channel but their own. */
class SetAsideNumberTest {

    private static final AccountId DEALER = new AccountId("dealer");
    private static final AccountId CLUB = new AccountId("club");
    private static final LocationId DC1 = new LocationId("DC1");

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            nothing set aside                      | 10 | 0  | 0 | 2 | -      | 8 | -
            it is kept back beside safety stock    | 10 | 3  | 0 | 2 | -      | 5 | 3
            of all accounts                        | 10 | 3  | 4 | 2 | -      | 1 | 7
            the channel's own account's is its own | 10 | 3  | 4 | 2 | dealer | 4 | 4
            more than is there shows nothing       | 10 | 30 | 0 | 2 | -      | 0 | 30
            nothing there stays nothing            | -4 | 3  | 0 | 2 | dealer | 0 | -
            """)
    void one_location(
            String name,
            long onHand,
            long dealer,
            long club,
            long safety,
            @Nullable String own,
            long expected,
            @Nullable Long kept) {
        var explanation = numbers(safety, own).explain(offered(), List.of(view("A", onHand, dealer, club)), 0);

        assertThat(explanation.number()).as(name).isEqualTo(expected);
        assertThat(explanation.pool().get(0).setAside()).isEqualTo(kept);
        var stored = ExplanationJson.read(ExplanationJson.write(explanation));
        assertThat(stored).isEqualTo(explanation);
        assertThat(stored.recomputed()).isEqualTo(expected);
    }

    @Test
    void what_is_set_aside_of_a_component_lowers_the_kits() {
        var parts = List.of(new KitPart(view("A", 10, 4, 0), null, 2), new KitPart(view("B", 10, 0, 1), null, 3));

        assertThat(numbers(0, null).explainKit(offered(), parts, 0).number()).isEqualTo(3);
        assertThat(numbers(0, "club").explainKit(offered(), parts, 0).number()).isEqualTo(3);
        assertThat(numbers(0, "dealer").explainKit(offered(), parts, 0).number())
                .isEqualTo(3);
        assertThat(numbers(4, "dealer").explainKit(offered(), parts, 0).number())
                .isEqualTo(1);
    }

    private static ChannelNumber numbers(long safety, @Nullable String own) {
        var rule = new Rule(
                "safety",
                new Rule.Selector(null, null, null, null),
                0,
                safety,
                null,
                null,
                null,
                null,
                "config/stockrelay.yaml:7");
        return new ChannelNumber(new RuleBook(List.of(rule)), "g1", own == null ? null : new AccountId(own));
    }

    private static Offered offered() {
        return new Offered(new ChannelId("shop"), new Sku("A"), null, null);
    }

    private static PositionView view(String sku, long onHand, long dealer, long club) {
        var setAsides = new HashMap<AccountId, Long>();
        setAsides.put(DEALER, dealer);
        setAsides.put(CLUB, club);
        setAsides.values().removeIf(units -> units == 0);
        var key = new PositionKey(new Sku(sku), DC1);
        return new PositionView(key, onHand, 0, 0, 0, 0, 0, Instant.EPOCH, null, null, setAsides);
    }
}
