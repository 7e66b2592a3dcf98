package io.stockrelay.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.allocation.AllocationCommand;
import io.stockrelay.allocation.AllocationVerdict;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class AllocationHttpIT extends HttpCase {

    private static final String ALL = "/api/v1/allocations";
    private static final String ONE = ALL + "/bergwerk/WH1/TENT-FJORD-2";
    private static final String MOVE =
            "{\"id\":\"m1\",\"from\":\"bergwerk\",\"to\":\"fjellbua\",\"sku\":\"4006-2\",\"location\":\"WH1\","
                    + "\"quantity\":3,\"reason\":\"swap\"}";

    @Autowired
    ScriptedAllocations ledger;

    @BeforeEach
    void clean() {
        ledger.asked.clear();
        ledger.verdict = AllocationVerdict.CHANGED;
    }

    @Test
    void a_request_is_read_into_our_items_and_smallest_units() {
        var answer = put(
                ALL + "/bergwerk/WH2/7011-HMS",
                "{\"quantity\":\"2\",\"unit\":\"Karton\",\"reason\":\"spring order\",\"version\":1}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(ledger.last())
                .hasToString("Set[key=bergwerk of KARA-HMS at WH2, units=40, actor=planner,"
                        + " reason=spring order, version=1]");
        assertThat(json(answer).path("granted").asInt()).isEqualTo(9);
        assertThat(json(answer).path("unconsumed").asInt()).isEqualTo(5);
    }

    @Test
    void nothing_may_be_granted_and_the_rest_released() {
        put(ONE, "{\"quantity\":\"0.0\",\"reason\":\"gone\"}");
        assertThat(((AllocationCommand.Set) ledger.last()).units()).isZero();
        assertThat(((AllocationCommand.Set) ledger.last()).version()).isNull();

        assertThat(send("POST", ONE + "/release", "planner-key", "{\"reason\":\"season over\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(ledger.last()).isInstanceOf(AllocationCommand.Release.class);
    }

    @Test
    void a_move_has_an_id_and_a_content() {
        var answer = move(MOVE);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).size()).isEqualTo(2);
        var first = (AllocationCommand.Reallocate) ledger.last();
        move(MOVE.replace(":3", ":\"3.0\"").replace("swap", "another reason"));
        var again = (AllocationCommand.Reallocate) ledger.last();
        move(MOVE.replace(":3", ":4"));
        var other = (AllocationCommand.Reallocate) ledger.last();

        assertThat(first.units()).isEqualTo(3);
        assertThat(first.request()).isEqualTo("m1");
        assertThat(again.content()).isEqualTo(first.content());
        assertThat(other.content()).isNotEqualTo(first.content());
    }

    @ParameterizedTest(name = "{1} to {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/bergwerk/WH1/TENT-FJORD-2 | {                                     | 400 | not-parseable | line 1",
                "/bergwerk/WH1/TENT-FJORD-2 | {}                                    | 422 | invalid | quantity is missing",
                "/bergwerk/WH1/TENT-FJORD-2 | {\"quantity\":1}                      | 422 | invalid | reason is missing",
                "/bergwerk/WH1/TENT-FJORD-2 | {\"quantity\":-1,\"reason\":\"r\"}    | 422 | invalid | above zero",
                "/bergwerk/WH1/TENT-FJORD-2 | {\"quantity\":1.5,\"reason\":\"r\"}   | 422 | invalid | as text",
                "/bergwerk/WH1/TENT-FJORD-2 | {\"quantity\":\"1.5\",\"reason\":\"r\"} | 422 | invalid | smallest unit",
                "/bergwerk/WH1/TENT-FJORD-2 | {\"quantity\":99999999999999,\"reason\":\"r\"} | 422 | invalid | guards.quantity-max",
                "/bergwerk/WH1/TENT-FJORD-2 | {\"quantity\":1,\"unit\":\"XX\",\"reason\":\"r\"} | 422 | invalid | unit 'XX'",
                "/bergwerk/WH1/TENT-FJORD-2 | {\"quantity\":1,\"reason\":\"r\",\"version\":-1} | 422 | invalid | version is '-1'",
                "/bergwerk/WH1/TENT-FJORD-2 | {\"quantity\":1,\"reason\":\"r\",\"quantty\":1} | 422 | invalid | Did you mean 'quantity'",
                "/bergwek/WH1/TENT-FJORD-2  | {\"quantity\":1,\"reason\":\"r\"}     | 422 | invalid | Did you mean 'bergwerk'",
                "/bergwerk/WH9/TENT-FJORD-2 | {\"quantity\":1,\"reason\":\"r\"}     | 422 | invalid | location is 'WH9'",
                "/bergwerk/WH1/NOPE         | {\"quantity\":1,\"reason\":\"r\"}     | 422 | invalid | mappings/accounts/bergwerk/skus.csv",
            })
    void a_bad_request_is_refused_with_field_value_and_what_to_do(
            String path, String body, int status, String type, String detail) {
        assertProblem(put(ALL + path, body), status, type, detail);
        assertThat(ledger.asked).isEmpty();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"id\":\"m1\",         |                        | id is missing",
                "fjellbua                 | bergwerk               | name another one",
                "fjellbua                 | fjelbua                | to is 'fjelbua'",
                "\"from\":\"bergwerk\"    | \"from\":\"nobody\"    | from is 'nobody'",
                ":3                       | :0                     | above zero",
                "4006-2                   | 4711                   | sku is '4711'",
                "WH1                      | WH7                    | location is 'WH7'",
                ",\"reason\":\"swap\"     |                        | reason is missing",
            })
    void a_bad_move_is_refused_too(String part, @Nullable String instead, String detail) {
        assertProblem(move(MOVE.replace(part, instead == null ? "" : instead)), 422, "invalid", detail);
        assertThat(ledger.asked).isEmpty();
    }

    @ParameterizedTest(name = "{0} → {1} {2}")
    @CsvSource({
        "OTHER_VERSION,     409, version,              at version 2 now",
        "BELOW_TAKEN,       409, below-taken,          orders took 4",
        "NOT_ENOUGH_LEFT,   409, not-enough-set-aside, 5 are not consumed",
        "DIFFERENT_CONTENT, 409, different-content,    Use another id",
    })
    void each_no_has_its_type_and_says_what_to_do(AllocationVerdict verdict, int status, String type, String detail) {
        ledger.verdict = verdict;

        assertProblem(move(MOVE), status, type, detail);
    }

    @Test
    void lists_are_paged() {
        var first = json(get(ALL + "?limit=2"));
        var rest = json(get(ALL + "?limit=2&after=" + first.path("next").asText()));

        assertThat(first.path("items").findValuesAsText("sku")).containsExactly("A", "B");
        assertThat(rest.path("items").findValuesAsText("sku")).containsExactly("C/1");
        assertThat(rest.path("next").isNull()).isTrue();
        assertProblem(get(ALL + "?after=x"), 400, "invalid-parameter", "next of the page before");
        assertProblem(get(ALL + "?acount=x"), 400, "unknown-parameter", "acount");
        assertThat(json(get(ONE + "/history")).at("/items/0/kind").asText()).isEqualTo("set");
    }

    @Test
    void a_timeline_shows_changes_of_allocations_among_events_and_is_paged_with_them() {
        var all = json(get("/api/v1/skus/ASIDE/timeline?limit=2"));

        assertThat(all.at("/items/0/type").asText()).isEqualTo("allocation-set");
        assertThat(all.at("/items/0/allocation/granted/after").asInt()).isEqualTo(5);
        assertThat(all.at("/items/1/number").asInt()).isEqualTo(3);
        assertThat(json(get("/api/v1/skus/ASIDE/timeline?before="
                                + all.path("next").asInt()))
                        .path("items"))
                .hasSize(2);
    }

    @ParameterizedTest(name = "[{index}] {0}: atp {1}, own {2}, others {3}")
    @CsvSource({"'', 3, 0, 5", "&account=bergwerk, 6, 3, 2", "&account=fjellbua, 5, 2, 3"})
    void availability_is_that_of_whoever_asks(String who, int atp, int own, int others) {
        var line = json(get("/api/v1/availability?sku=10047" + who)).at("/items/0");

        assertThat(line.path("available").asInt()).isEqualTo(8);
        assertThat(line.path("atp").asInt()).isEqualTo(atp);
        assertThat(line.at("/setAside/own").asInt()).isEqualTo(own);
        assertThat(line.at("/setAside/others").asInt()).isEqualTo(others);
    }

    @Test
    void availability_of_nobody_we_know_is_refused() {
        assertProblem(get("/api/v1/availability?sku=10047&account=bergwek"), 422, "invalid", "Did you mean 'bergwerk'");
        assertThat(json(get("/api/v1/availability?sku=10045")).at("/items/0").has("setAside"))
                .isFalse();
    }

    @ParameterizedTest(name = "{0} {1} with {2} → {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "GET,  '',                                      reader-key,  200",
                "GET,  '',                                      planner-key, 200",
                "GET,  '',                                      dealer-key,  403",
                "GET,  '',                                      -,           401",
                "PUT,  /bergwerk/WH1/TENT-FJORD-2,              reader-key,  403",
                "PUT,  /bergwerk/WH1/TENT-FJORD-2,              dealer-key,  403",
                "PUT,  /bergwerk/WH1/TENT-FJORD-2,              planner-key, 200",
                "POST, /bergwerk/WH1/TENT-FJORD-2/release,      dealer-key,  403",
                "POST, /reallocate,                             orders-key,  403",
            })
    void only_who_may_allocate_does(String method, String path, @Nullable String key, int status) {
        var body = method.equals("GET") ? null : "{\"quantity\":1,\"reason\":\"r\"}";

        assertThat(send(method, ALL + path, key, body).statusCode()).isEqualTo(status);
    }

    private HttpResponse<String> put(String path, String body) {
        return send("PUT", path, "planner-key", body);
    }

    private HttpResponse<String> move(String body) {
        return send("POST", ALL + "/reallocate", "planner-key", body);
    }
}
