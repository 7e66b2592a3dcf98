package io.stockrelay.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.PositionView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class KitNumberPropertyTest {

    private static final ChannelId SHOP = new ChannelId("shop");
    private static final ChannelNumber NUMBER = new ChannelNumber(
            new RuleBook(List.of(new Rule(
                    "two back", new Rule.Selector(null, null, null, null), 0, 2L, null, null, null, null, "f:1"))),
            "g");

    /** A location is a list of its components' figures; short ones are filled up with nothing. */
    @Property
    void a_kits_number_never_exceeds_what_any_component_alone_would_make(
            @ForAll @Size(min = 1, max = 4) List<@LongRange(min = 1, max = 50) Long> perKit,
            @ForAll @Size(max = 4) List<@Size(max = 4) List<@LongRange(min = -1_000, max = 1_000_000) Long>> places) {
        var parts = parts(perKit, places);

        var explanation = NUMBER.explainKit(offered("SET"), parts, 0);

        for (int i = 0; i < perKit.size(); i++) {
            var sku = new Sku("C" + i);
            var alone = NUMBER.explain(
                    offered(sku.value()),
                    parts.stream()
                            .map(KitPart::position)
                            .filter(position -> position.key().sku().equals(sku))
                            .toList(),
                    0);
            assertThat(explanation.number()).isLessThanOrEqualTo(alone.number() / perKit.get(i));
        }
        assertThat(explanation.number()).isNotNegative();
        assertThat(explanation.recomputed()).isEqualTo(explanation.number());
        assertThat(ExplanationJson.read(ExplanationJson.write(explanation))).isEqualTo(explanation);
    }

    /** What was said to be there can be built: take each place's kits out, and nothing is overdrawn. */
    @Property
    void each_place_can_build_what_it_adds(
            @ForAll @Size(min = 1, max = 4) List<@LongRange(min = 1, max = 50) Long> perKit,
            @ForAll @Size(min = 1, max = 3) List<@Size(max = 4) List<@LongRange(min = -50, max = 500) Long>> places) {
        long all = 0;
        for (var place : places) {
            var parts = parts(perKit, List.of(place));
            long made = NUMBER.explainKit(offered("SET"), parts, 0).number();
            for (var part : parts) {
                assertThat(made == 0 || made * part.perKit() <= part.position().available() - 2)
                        .isTrue();
            }
            all += made;
        }

        assertThat(NUMBER.explainKit(offered("SET"), parts(perKit, places), 0).number())
                .isEqualTo(all);
    }

    private static List<KitPart> parts(List<Long> perKit, List<List<Long>> places) {
        var parts = new ArrayList<KitPart>();
        for (int place = 0; place < places.size(); place++) {
            var figures = places.get(place);
            for (int i = 0; i < perKit.size(); i++) {
                var key = new PositionKey(new Sku("C" + i), new LocationId("L" + place));
                long onHand = i < figures.size() ? figures.get(i) : 0;
                parts.add(new KitPart(
                        new PositionView(key, onHand, 0, 0, 0, 0, Instant.EPOCH, null, null), null, perKit.get(i)));
            }
        }
        return parts;
    }

    private static Offered offered(String sku) {
        return new Offered(SHOP, new Sku(sku), null, null);
    }
}
