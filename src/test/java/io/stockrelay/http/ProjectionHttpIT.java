package io.stockrelay.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionHttpIT extends HttpCase {

    private static final String ALL = "/api/v1/availability/projection";

    @Test
    void each_location_counts_by_its_own_days() {
        var answer = json(get(ALL + "?sku=10045&days=3"));
        var line = answer.at("/items/0");

        assertThat(answer.path("items")).hasSize(1); // nothing is known of it at WH2
        assertThat(line.path("zone").asText()).isEqualTo("Pacific/Auckland");
        assertThat(line.at("/days").findValuesAsText("date")).containsExactly("2026-11-22", "2026-11-23", "2026-11-24");
        assertThat(line.at("/days").findValuesAsText("projected")).containsExactly("8", "13", "13");
        assertThat(line.path("undated").asInt()).isEqualTo(2);
    }

    @Test
    void a_kit_is_projected_from_its_components() {
        var line = json(get(ALL + "?sku=SET-1&days=2&location=WH1")).at("/items/0");

        assertThat(line.at("/days").findValuesAsText("projected")).containsExactly("2", "4");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({"'', 3", "&account=bergwerk, 6", "&account=fjellbua, 5"})
    void what_is_set_aside_for_others_is_not_there(String who, int atp) {
        assertThat(json(get(ALL + "?sku=10047&days=1" + who))
                        .at("/items/0/days/0/atp")
                        .asInt())
                .isEqualTo(atp);
    }

    @Test
    void a_lot_is_not_counted_from_the_day_on_at_which_it_ends_by_the_clock_of_the_location() {
        var days = json(get(ALL + "?sku=10049&days=3")).at("/items/0/days");

        assertThat(days.findValuesAsText("expiring")).containsExactly("0", "3", "0"); // 2026-11-23 begins in Auckland
        assertThat(days.findValuesAsText("projected")).containsExactly("7", "9", "9"); // the lots know of 7, not of 8
        assertThat(days.findValuesAsText("atp")).containsExactly("7", "9", "9");
    }

    @Test
    void what_came_of_a_lot_between_the_two_looks_is_not_promised_yet() {
        var days = json(get(ALL + "?sku=10048&days=1")).at("/items/0/days");

        assertThat(days.findValuesAsText("atp")).containsExactly("8"); // the lots know of 12 already
    }

    @Test
    void what_nobody_ever_spoke_of_is_named() {
        assertThat(json(get(ALL + "?sku=NOPE")).path("unknown").get(0).asText()).isEqualTo("NOPE");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            ?sku=                       | sku is ''
            ?sku=10045&days=0           | from 1 to 40
            ?sku=10045&days=41          | from 1 to 40
            ?sku=10045&days=x           | days
            ?sku=10045&location=WH9     | known are
            ?sku=10045&account=a&channel=b | not both
            ?sku=10045&until=2027       | no parameter 'until'
            """)
    void a_bad_question_is_answered_with_what_would_be_a_good_one(String query, String detail) {
        var answer = get(ALL + query);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).path("detail").asText()).contains(detail);
    }

    @Test
    void what_one_answer_may_hold_is_limited() {
        var many = IntStream.range(0, 101).mapToObj(sku -> "sku=" + sku).collect(Collectors.joining("&"));

        assertThat(get(ALL + "?" + many).body()).contains("at most 100");
        assertThat(json(get(ALL + "?" + many.substring(0, many.lastIndexOf('&')) + "&days=40"))
                        .path("unknown"))
                .hasSize(100);
    }
}
