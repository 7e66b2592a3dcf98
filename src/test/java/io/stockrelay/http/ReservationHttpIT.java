package io.stockrelay.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.reservation.Command.Cancel;
import io.stockrelay.reservation.Command.Confirm;
import io.stockrelay.reservation.Command.Dispatch;
import io.stockrelay.reservation.Command.Dispatched;
import io.stockrelay.reservation.Command.Fail;
import io.stockrelay.reservation.Command.Reserve;
import io.stockrelay.reservation.ReservationState;
import io.stockrelay.reservation.Verdict;
import io.stockrelay.stock.LotShare;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class ReservationHttpIT extends HttpCase {

    private static final String ALL = "/api/v1/reservations";
    private static final String ONE = ALL + "/SO-1";
    private static final String GEL = ONE.replace("SO-1", "SO-GEL");
    private static final String LINE = "{\"line\":1,\"sku\":\"4006-2\",\"quantity\":5}";

    @Autowired
    ScriptedReservations ledger;

    @Autowired
    HttpWorld.Weather weather;

    @BeforeEach
    void clean() {
        ledger.reset();
        weather.isFull = false;
        weather.isAway = false;
    }

    @Test
    void a_request_is_read_into_our_items_locations_and_smallest_units() {
        var answer = post(
                ALL,
                "{\"id\":\"SO-1\",\"state\":\"pending\",\"expiresInSeconds\":60,\"mode\":\"partial\",\"lines\":["
                        + "{\"line\":1,\"sku\":\"4006-2\",\"quantity\":5},"
                        + "{\"line\":\"2\",\"sku\":\"7011-HMS\",\"quantity\":\"2\",\"unit\":\"Karton\",\"location\":\"WH2\"},"
                        + "{\"line\":3,\"sku\":\"9524170001076\",\"quantity\":\"1.0\"}]}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("location")).contains(ONE + "?account=bergwerk");
        var asked = (Reserve) ledger.last();
        assertThat(asked.key()).hasToString("account:bergwerk/SO-1");
        assertThat(asked.reference()).hasToString("OrderReference[namespace=acme-orders, reference=SO-1]");
        assertThat(asked.lifetime()).isEqualTo(Duration.ofSeconds(60));
        assertThat(asked.lines().toString())
                .contains("sku=TENT-FJORD-2, units=5", "sku=KARA-HMS, units=40", "WH2", "sku=TENT-FJORD-3, units=1");
    }

    /** The address of what was promised leads to it, whatever its id is. */
    @ParameterizedTest
    @CsvSource({"SO-1_a.b~c, SO-1_a.b~c", "SO 1, SO%201", "SO:1+2, SO%3A1%2B2", "Bestellung-Ü, Bestellung-%C3%9C"})
    void an_id_is_written_so_that_an_address_can_hold_it(String id, String inAddress) {
        var answer = post(ALL, "{\"id\":\"" + id + "\",\"lines\":[" + LINE + "]}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("location")).contains(ALL + "/" + inAddress + "?account=bergwerk");
        post(ALL + "/" + inAddress + "/confirm?account=bergwerk", "");
        assertThat(ledger.last())
                .isInstanceOfSatisfying(
                        Confirm.class, confirm -> assertThat(confirm.key()).hasToString("account:bergwerk/" + id));
    }

    @Test
    void the_same_words_are_the_same_content_however_they_are_written() {
        var first =
                content("{\"id\":\"a\",\"lines\":[" + LINE + ",{\"line\":2,\"sku\":\"7090\",\"quantity\":\"1.0\"}]}");
        var again = content("{\"lines\":[{\"quantity\":1,\"sku\":\"7090\",\"line\":\"2\"}," + LINE
                + "],\"mode\":\"all-or-nothing\",\"state\":\"confirmed\",\"id\":\"a\"}");
        var other = content("{\"id\":\"a\",\"lines\":[" + LINE + ",{\"line\":2,\"sku\":\"WEB-25\",\"quantity\":1}]}");

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first); // the same item, but not the same words
    }

    private Object content(String body) {
        post(ALL, body);
        return ((Reserve) ledger.last()).content();
    }

    @ParameterizedTest(name = "{2}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                                                     | 400 | not-parseable | line 1",
                "[]                                                                    | 422 | invalid | one JSON object",
                "{\"id\":\"a\",\"id\":\"b\"}                                           | 400 | not-parseable | Duplicate field",
                "{\"id\":\"a\"} x                                                      | 400 | not-parseable | line 1",
                "{\"lines\":[@]}                                                       | 422 | invalid | id is missing",
                "{\"id\":\"a/b\",\"lines\":[@]}                                        | 422 | invalid | id is 'a/b'",
                "{\"id\":\" a\",\"lines\":[@]}                                         | 422 | invalid | no blanks around",
                "{\"id\":\"a\",\"linez\":[@]}                                          | 422 | invalid | lines must be a list",
                "{\"id\":\"a\",\"lines\":[@],\"stat\":\"pending\"}                     | 422 | invalid | Did you mean 'state'",
                "{\"id\":\"a\",\"lines\":[]}                                           | 422 | invalid | 1 to 1000",
                "{\"id\":\"a\",\"lines\":[@],\"state\":\"expired\"}                    | 422 | invalid | pending, confirmed",
                "{\"id\":\"a\",\"lines\":[@],\"expiresInSeconds\":0}                   | 422 | invalid | from 1 to 86400",
                "{\"id\":\"a\",\"lines\":[@],\"expiresInSeconds\":86401}               | 422 | invalid | from 1 to 86400",
                "{\"id\":\"a\",\"lines\":[@],\"state\":\"confirmed\",\"expiresInSeconds\":9} | 422 | invalid | does not expire",
                "{\"id\":\"a\",\"lines\":[@],\"version\":1}                            | 422 | invalid | PUT it",
                "{\"id\":\"a\",\"lines\":[@],\"account\":\"bergwerk\",\"channel\":\"x\"} | 422 | invalid | not both",
                "{\"id\":\"a\",\"lines\":[@,@]}                                        | 422 | invalid | the same number stands above",
                "{\"id\":\"a\",\"lines\":[{\"line\":1,\"sku\":\"NOPE\",\"quantity\":1}]}      | 422 | invalid | mappings/accounts/bergwerk/skus.csv",
                "{\"id\":\"a\",\"lines\":[{\"line\":1,\"sku\":\"4006-2\",\"quantity\":0}]}    | 422 | invalid | quantity is '0': line 1 must be above zero",
                "{\"id\":\"a\",\"lines\":[{\"line\":1,\"sku\":\"4006-2\",\"quantity\":-3}]}   | 422 | invalid | above zero",
                "{\"id\":\"a\",\"lines\":[{\"line\":1,\"sku\":\"4006-2\",\"quantity\":1.5}]}  | 422 | invalid | write what is no whole number as text",
                "{\"id\":\"a\",\"lines\":[{\"line\":1,\"sku\":\"4006-2\",\"quantity\":\"1.5\"}]} | 422 | invalid | not a whole number of the smallest unit",
                "{\"id\":\"a\",\"lines\":[{\"line\":1,\"sku\":\"4006-2\",\"quantity\":\"five\"}]} | 422 | invalid | no decimal number",
                "{\"id\":\"a\",\"lines\":[{\"line\":1,\"sku\":\"4006-2\",\"quantity\":99999999999999999999}]} | 422 | invalid | guards.quantity-max",
                "{\"id\":\"a\",\"lines\":[{\"line\":1,\"sku\":\"4006-2\",\"quantity\":true}]} | 422 | invalid | must be text",
                "{\"id\":\"a\",\"lines\":[{\"line\":1,\"sku\":\"4006-2\"}]}                   | 422 | invalid | lines[0].quantity is missing",
                "{\"id\":\"a\",\"lines\":[{\"line\":1,\"sku\":\"4006-2\",\"quantity\":1,\"unit\":\"XX\"}]} | 422 | invalid | unit 'XX'",
                "{\"id\":\"a\",\"lines\":[{\"line\":1,\"sku\":\"4006-2\",\"quantity\":1,\"location\":\"WH9\"}]} | 422 | invalid | Did you mean",
                "{\"id\":\"a\",\"lines\":[{\"line\":1,\"sku\":\"4006-2\",\"quantity\":1,\"colour\":\"red\"}]} | 422 | invalid | no field 'lines[0].colour'",
            })
    void a_bad_request_is_refused_with_field_value_and_what_to_do(String body, int status, String type, String detail) {
        assertProblem(post(ALL, body.replace("@", LINE)), status, type, detail);
        assertThat(ledger.asked).isEmpty();
    }

    @Test
    void more_lines_than_the_limit_are_refused_whole() {
        var lines = IntStream.range(0, 10_000)
                .mapToObj(line -> "{\"line\":" + line + ",\"sku\":\"4006-2\",\"quantity\":1}")
                .collect(Collectors.joining(","));

        assertProblem(post(ALL, "{\"id\":\"a\",\"lines\":[" + lines + "]}"), 422, "invalid", "at most 1000");
        assertThat(ledger.asked).isEmpty();
    }

    @Test
    void a_line_needs_a_location_where_its_channel_has_none() {
        var body =
                "{\"id\":\"a\",\"channel\":\"amazon\",\"lines\":[{\"line\":1,\"sku\":\"AO-TENT-FJORD-2\",\"quantity\":1}]}";

        assertProblem(send("POST", ALL, HttpWorld.ORDERS, body), 422, "invalid", "no fulfil-from");
    }

    @ParameterizedTest(name = "{0} → {1} {2}")
    @CsvSource({
        "INSUFFICIENT_STOCK,  409, insufficient-stock, asks for 5",
        "DIFFERENT_CONTENT,   409, different-content,  PUT it with the version",
        "REFERENCE_TAKEN,     409, reference-taken,    another id",
        "OTHER_VERSION,       409, version,            Look at it",
        "UNKNOWN_RESERVATION, 404, not-found,          no reservation 'SO-1'",
        "UNKNOWN_LINE,        422, invalid,            no line",
        "BEYOND_RESERVED,     409, beyond-reserved,    less left",
        "UNKNOWN_LOT,         409, unknown-lot,        nothing was ever said of lot",
        "DIFFERENT_SHIPMENT,  409, different-shipment, another shipment id",
        "IS_CANCELLED,        409, cancelled,          renew",
        "IS_EXPIRED,          409, expired,            renew",
        "IS_FAILED,           409, failed,             renew",
        "IS_DISPATCHED,       409, dispatched,         have left",
    })
    void each_no_has_its_type_and_says_what_to_do(Verdict verdict, int status, String type, String detail) {
        ledger.verdict = verdict;
        var answer = post(ONE + "/confirm", null);

        assertProblem(answer, status, type, detail);
        if (verdict == Verdict.INSUFFICIENT_STOCK) {
            assertThat(json(answer).at("/shortages").size()).isEqualTo(2);
            assertThat(json(answer).at("/shortages/0/available").asInt()).isEqualTo(3);
        }
        if (verdict == Verdict.OTHER_VERSION) {
            assertThat(json(answer).path("version").asInt()).isEqualTo(3);
        }
    }

    @Test
    void the_answer_shows_what_is_open_per_line_and_location() {
        ledger.state = ReservationState.PARTLY_DISPATCHED;
        ledger.verdict = Verdict.UNCHANGED;
        var answer = post(ALL, "{\"id\":\"SO-1\",\"lines\":[" + LINE + "]}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("state").asText()).isEqualTo("partly-dispatched");
        assertThat(json(answer).at("/lines/0/open").asInt()).isEqualTo(3);
        assertThat(json(answer).at("/lines/0/parts/0/open").asInt()).isEqualTo(3);
        assertThat(json(send("GET", ONE, HttpWorld.DEALER, null))
                        .at("/lines/0/open")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void dispatch_cancel_and_fail_say_what_they_were_told() {
        ledger.verdict = Verdict.CHANGED;

        post(ONE + "/dispatch", "{\"shipment\":\"S1\",\"lines\":[{\"line\":1,\"quantity\":2}]}");
        assertThat(((Dispatch) ledger.last()).lines()).containsExactly(new Dispatched("1", 2));
        post(ONE + "/cancel", "{\"lines\":[1]}");
        assertThat(((Cancel) ledger.last()).lines()).containsExactly("1");
        post(ONE + "/cancel", null);
        assertThat(((Cancel) ledger.last()).lines()).isEmpty();
        post(ONE + "/fail", "{\"reason\":\"card refused\"}");
        assertThat(((Fail) ledger.last()).reason()).isEqualTo("card refused");
        assertProblem(post(ONE + "/fail", "{}"), 422, "invalid", "reason is missing");
        assertProblem(
                post(ONE + "/dispatch", "{\"shipment\":\"S1\",\"lines\":[{\"line\":9,\"quantity\":2}]}"),
                422,
                "invalid",
                "no such line");
    }

    @Test
    void a_shipment_may_name_the_lots_it_leaves_from() {
        ledger.verdict = Verdict.CHANGED;

        assertThat(dispatched("{\"line\":1,\"quantity\":3,\"lot\":\"A\"}").lines())
                .containsExactly(new Dispatched("1", 3, Map.of(ScriptedLots.GEL, List.of(new LotShare("A", 3)))));
        var several = dispatched(
                "{\"line\":1,\"quantity\":3,\"lots\":[{\"lot\":\"B\",\"quantity\":1},{\"lot\":\"A\",\"quantity\":\"2\"}]}");
        assertThat(several.lines())
                .containsExactly(new Dispatched(
                        "1", 3, Map.of(ScriptedLots.GEL, List.of(new LotShare("B", 1), new LotShare("A", 2)))));
        assertThat(dispatched(
                                "{\"line\":1,\"quantity\":3,\"lots\":[{\"lot\":\"A\",\"quantity\":\"2\"},{\"lot\":\"B\",\"quantity\":1}]}")
                        .content())
                .as("the order of lots is no content")
                .isEqualTo(several.content())
                .isNotEqualTo(dispatched("{\"line\":1,\"quantity\":3}").content())
                .isNotEqualTo(
                        dispatched("{\"line\":1,\"quantity\":3,\"lot\":\"A\"}").content());
        ledger.verdict = Verdict.UNKNOWN_LOT;
        ledger.fault = "Z at WH1";
        assertProblem(
                post(GEL + "/dispatch", "{\"shipment\":\"S1\",\"lines\":[{\"line\":1,\"quantity\":3,\"lot\":\"Z\"}]}"),
                409,
                "unknown-lot",
                "nothing was ever said of lot Z at WH1");
    }

    @Test
    void a_kit_may_name_the_lots_of_its_components_and_the_answer_tells_which_were_booked() {
        ledger.verdict = Verdict.CHANGED;
        var lots = "{\"line\":2,\"quantity\":3,\"lots\":[{\"sku\":\"GEL\",\"lot\":\"A\",\"quantity\":2},"
                + "{\"sku\":\"GEL\",\"lot\":\"B\",\"quantity\":\"4\"}]}";
        var answer = post(GEL + "/dispatch", "{\"shipment\":\"S1\",\"lines\":[" + lots + "]}");

        assertThat(((Dispatch) ledger.last()).lines())
                .containsExactly(new Dispatched(
                        "2", 3, Map.of(ScriptedLots.GEL, List.of(new LotShare("A", 2), new LotShare("B", 4)))));
        assertThat(json(answer).path("lots").path(1).toString())
                .isEqualTo("{\"line\":\"2\",\"sku\":\"GEL\",\"location\":\"WH1\",\"lot\":\"B\",\"quantity\":4}");
        assertThat(json(answer).path("lots")).hasSize(2);
        assertThat(json(post(GEL + "/confirm", null)).has("lots")).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            "line":1,"quantity":3,"lot":"A","lots":[{"lot":"A","quantity":3}]                   | names its lots twice
            "line":1,"quantity":3,"lots":[{"lot":"A","quantity":2}]                             | its lots are 2 together
            "line":1,"quantity":3,"lots":[{"lot":"A","quantity":2},{"lot":"A","quantity":1}]    | the same lot stands above
            "line":1,"quantity":3,"lots":[{"quantity":3}]                                       | lines[0].lots[0].lot is missing
            "line":1,"quantity":3,"lots":[{"lot":"A","quantity":3,"unit":"EA"}]                 | no field 'lines[0].lots[0].unit'
            "line":1,"quantity":3,"lots":[]                                                     | must be a list
            "line":1,"quantity":3,"lot":" "                                                     | no blanks around
            "line":2,"quantity":3,"lot":"A"                                                     | is a kit: name the lots of its components
            "line":2,"quantity":3,"lots":[{"lot":"A","quantity":6}]                             | lines[0].lots[0].sku is missing
            "line":2,"quantity":3,"lots":[{"sku":"SET-GEL","lot":"A","quantity":3}]             | it takes GEL, TENT-FJORD-2
            "line":2,"quantity":3,"lots":[{"sku":"TENT-FJORD-2","lot":"A","quantity":3}]        | not counted by lot
            "line":2,"quantity":3,"lots":[{"sku":"GEL","lot":"A","quantity":3}]                 | takes 6 of GEL in its smallest unit, its lots are 3
            "line":2,"quantity":3,"lots":[{"sku":"GEL","lot":"A","quantity":3},{"sku":"GEL","lot":"A","quantity":3}] | the same lot stands above
            "line":3,"quantity":3,"lot":"A"                                                     | not counted by lot
            """)
    void a_slip_about_lots_is_told(String line, String detail) {
        int before = ledger.asked.size();

        assertProblem(
                post(GEL + "/dispatch", "{\"shipment\":\"S1\",\"lines\":[{" + line + "}]}"), 422, "invalid", detail);
        assertThat(ledger.asked).hasSize(before);
    }

    private Dispatch dispatched(String line) {
        post(GEL + "/dispatch", "{\"shipment\":\"S1\",\"lines\":[" + line + "]}");
        return (Dispatch) ledger.last();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            GET  |           |
            POST | /confirm  |
            POST | /cancel   |
            POST | /fail     | {"reason":"card refused"}
            POST | /dispatch | {"shipment":"S1","lines":[{"line":1,"quantity":2}]}
            PUT  |           | {"version":3,"lines":[{"line":1,"sku":"4006-2","quantity":5}]}
            """)
    void another_number_of_an_order_leads_to_it_and_says_where_it_is_kept(
            String method, @Nullable String call, @Nullable String body) {
        ledger.verdict = Verdict.CHANGED;
        var answer = send(
                method,
                ALL + "/" + ScriptedReservations.OTHER_NUMBER + (call == null ? "" : call),
                HttpWorld.DEALER,
                body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("id").asText()).isEqualTo("SO-1");
        assertThat(json(answer).path("askedAs").asText()).isEqualTo(ScriptedReservations.OTHER_NUMBER);
        assertThat(answer.headers().firstValue("content-location")).contains(ONE + "?account=bergwerk");
        if (!method.equals("GET")) {
            assertThat(ledger.last().key()).hasToString("account:bergwerk/SO-1");
        }
        if (method.equals("PUT")) {
            assertThat(((Reserve) ledger.last()).reference().reference()).isEqualTo("SO-1");
        }
        assertThat(json(send("GET", ONE, HttpWorld.DEALER, null)).has("askedAs"))
                .isFalse();
    }

    @Test
    void a_life_tells_the_steps_of_all_its_numbers() {
        var steps = json(send("GET", ALL + "/W-1/history", HttpWorld.DEALER, null));

        assertThat(steps).hasSize(2);
        assertThat(steps.at("/0/id").asText()).isEqualTo("W-1");
        assertThat(steps.at("/1").has("id")).isFalse();
    }

    @Test
    void a_new_promise_under_another_number_is_refused_with_the_id_it_is_kept_under() {
        var answer = post(ALL, "{\"id\":\"W-1\",\"lines\":[" + LINE + "]}");

        assertProblem(answer, 409, "reference-taken", "kept as reservation 'SO-1' of account:bergwerk");
        assertThat(json(answer).path("id").asText()).isEqualTo("SO-1");
    }

    @Test
    void an_amendment_says_which_version_it_changes() {
        var body = "{\"version\":3,\"lines\":[" + LINE + "]}";
        ledger.verdict = Verdict.CHANGED;

        assertThat(send("PUT", ONE, HttpWorld.DEALER, body).statusCode()).isEqualTo(200);
        assertThat(((Reserve) ledger.last()).amends()).isEqualTo(3);
        assertProblem(
                send("PUT", ONE, HttpWorld.DEALER, "{\"lines\":[" + LINE + "]}"), 422, "invalid", "version is missing");
        assertProblem(
                send("PUT", ONE, HttpWorld.DEALER, body.replace("{\"version", "{\"id\":\"b\",\"version")),
                422,
                "invalid",
                "the address says 'SO-1'");
    }

    @ParameterizedTest(name = "{0} {1} with {2} → {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "GET,  /SO-1,                          dealer-key, 200",
                "GET,  /SO-1?account=bergwerk,         reader-key, 200",
                "GET,  /SO-1?account=fjellbua,         dealer-key, 403",
                "GET,  /SO-1?channel=shopify,          dealer-key, 403",
                "GET,  /SO-1,                          reader-key, 422",
                "GET,  /SO-9,                          dealer-key, 404",
                "GET,  /SO-1/history,                  dealer-key, 200",
                "GET,  /SO-1,                          -,          401",
                "GET,  /SO-1?source=pos,               reader-key, 200",
                "GET,  /SO-1/history?source=pos,       orders-key, 200",
                "GET,  /SO-1?source=pos,               dealer-key, 403",
                "GET,  /SO-1?source=pos&channel=pos,   reader-key, 422",
                "GET,  /SO-1?source=%00,               reader-key, 400",
                "GET,  '',                             dealer-key, 200",
                "GET,  '',                             reader-key, 200",
                "GET,  '',                             orders-key, 200",
                "GET,  '',                             planner-key, 403",
                "GET,  '',                             -,          401",
                "GET,  ?account=bergwerk,              dealer-key, 200",
                "GET,  ?account=fjellbua,              dealer-key, 403",
                "GET,  ?source=pos,                    dealer-key, 403",
                "POST, /SO-1/confirm?account=bergwerk, reader-key, 403",
                "POST, /SO-1/confirm?account=fjellbua, dealer-key, 403",
                "POST, /SO-1/confirm?account=bergwerk, orders-key, 201",
                "POST, /SO-1/confirm?acount=bergwerk,  orders-key, 400",
                "POST, /SO-1/cancel?source=pos,        orders-key, 400",
            })
    void a_key_speaks_only_for_its_own(String method, String path, @Nullable String key, int status) {
        assertThat(send(method, ALL + path, key, null).statusCode()).isEqualTo(status);
    }

    @Test
    void an_order_that_a_source_accepted_is_shown_as_the_sources() {
        var told = json(get(ONE + "?source=pos"));

        assertThat(told.path("source").asText()).isEqualTo("pos");
        assertThat(told.has("account") || told.has("channel")).isFalse();
        assertThat(told.at("/lines/0/sku").asText()).isEqualTo("TENT-FJORD-2");
    }

    @Test
    void lists_are_paged_and_say_whose_each_is() {
        var first = json(get(ALL + "?limit=2"));
        var rest = json(get(ALL + "?limit=2&after=" + first.path("next").asText()));

        assertThat(first.path("items").findValuesAsText("id")).containsExactly("SO/0", "SO/1");
        assertThat(first.at("/items/0/account").asText()).isEqualTo("bergwerk");
        assertThat(first.at("/items/1/channel").asText()).isEqualTo("bergwerk");
        assertThat(first.at("/items/0/lineCount").asInt()).isEqualTo(1);
        assertThat(rest.path("items").findValuesAsText("id")).containsExactly("SO/2");
        assertThat(rest.at("/items/0/source").asText()).isEqualTo("bergwerk");
        assertThat(rest.path("next").isNull()).isTrue();
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                                    | dealer-key | Filter[scope=Scope[kind=ACCOUNT, id=bergwerk], reference=null, sku=null, state=null, expiringBefore=null]
            -                                    | reader-key | Filter[scope=null, reference=null, sku=null, state=null, expiringBefore=null]
            source=pos&state=partly-dispatched   | reader-key | Filter[scope=Scope[kind=SOURCE, id=pos], reference=null, sku=null, state=PARTLY_DISPATCHED, expiringBefore=null]
            reference=SO+7%2F1&sku=10045         | orders-key | Filter[scope=null, reference=SO 7/1, sku=10045, state=null, expiringBefore=null]
            state=pending&expiringBefore=2026-11-21T13:00:00%2B01:00 | reader-key | Filter[scope=null, reference=null, sku=null, state=PENDING, expiringBefore=2026-11-21T12:00:00Z]
            """)
    void a_list_asks_for_what_its_filters_say(@Nullable String query, String key, String filter) {
        assertThat(send("GET", ALL + (query == null ? "" : "?" + query), key, null)
                        .statusCode())
                .isEqualTo(200);
        assertThat(ledger.lastFilter).hasToString(filter);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            state=gone                                          | must be one of pending, confirmed, partly-dispatched
            state=PENDING                                       | must be one of pending
            state=confirmed&expiringBefore=2026-11-21T12:00:00Z | only pending ones expire
            expiringBefore=tomorrow                             | such as 2026-11-21T09:15:02Z
            expiringBefore=+999999999-01-01T00:00:00Z           | such as
            sku=SET-1                                           | one of its components, such as 10045
            sku=%00                                             | control characters
            reference=%00                                       | printable
            reference=                                          | 1 to 300
            limit=0                                             | from 1 to 500
            limit=501                                           | from 1 to 500
            after=x                                             | next of the page before
            after=QUNDT1VOVAphCgA                               | next of the page before
            acount=bergwerk                                     | account, after, channel, expiringBefore, limit
            """)
    void a_list_refuses_what_it_does_not_understand(String query, String detail) {
        var answer = get(ALL + "?" + query);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).path("detail").asText()).contains(detail);
    }

    @Test
    void an_unknown_account_is_named_with_what_was_perhaps_meant() {
        var body = "{\"id\":\"a\",\"account\":\"bergwek\",\"lines\":[" + LINE + "]}";

        assertProblem(send("POST", ALL, HttpWorld.ORDERS, body), 422, "invalid", "Did you mean 'bergwerk'");
    }

    @Test
    void trouble_says_when_to_come_back() {
        weather.isFull = true;
        var busy = post(ALL, "{\"id\":\"a\",\"lines\":[" + LINE + "]}");
        weather.isFull = false;
        ledger.isAwayAfterwards = true;
        var away = post(ALL, "{\"id\":\"a\",\"lines\":[" + LINE + "]}");

        assertProblem(busy, 429, "too-busy", "send it again");
        assertProblem(away, 503, "not-available", "repeats are recognised");
        assertThat(busy.headers().firstValue("retry-after")).isPresent();
        assertThat(away.headers().firstValue("retry-after")).isPresent();
        assertThat(away.body()).doesNotContain("secret");
    }

    private HttpResponse<String> post(String path, @Nullable String body) {
        return send("POST", path, HttpWorld.DEALER, body);
    }
}
