package io.stockrelay.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrelay.testkit.RunningStockRelay;
import io.stockrelay.testkit.SampleHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole circle: somebody buys in the simulated shop, and everybody else hears of it. */
class OrdersIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Instant NOW = Instant.now();
    private static final String TENT = "44100000001/70100000001";

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private RunningStockRelay program;

    @Test
    void what_the_shop_sells_is_promised_here_and_not_told_back_to_it() throws IOException {
        try (var running = RunningStockRelay.with().home(home()).start()) {
            program = running;
            level("TENT-FJORD-2", "WH1", 22);
            level("TENT-FJORD-2", "WH2", 4);
            level("TENT-FJORD-2", "3PL", 0);
            level("MUG-STEEL", "ALTONA", 10);
            awaitShop(17, 0);
            awaitAmazon(15);

            an_order_lowers_what_others_are_told_and_is_not_told_back();
            what_comes_twice_counts_once_and_forged_is_refused();
            a_sale_nobody_heard_of_is_given_back_to_nobody();
            an_order_whose_webhook_is_lost_is_found_by_a_poll();
            units_that_nobody_ordered_are_offered_again_after_a_poll();
            a_cancel_may_come_before_its_order();
            an_edit_and_a_refund_release_what_will_not_be_sent();
            a_sale_at_the_till_moves_goods_there();
            an_unknown_article_keeps_the_whole_order_for_people_and_nothing_about_the_customer();
            while_an_order_waits_for_people_nothing_in_flight_ends();

            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(get("/api/v1/verify").toString())
                            .as("verify")
                            .contains("\"ok\":true"));
        }
    }

    private long first;

    private void an_order_lowers_what_others_are_told_and_is_not_told_back() {
        long before = journal();
        var sold = buy("{\"lines\":[{\"listing\":\"" + TENT + "\",\"quantity\":2}]}");
        first = sold.path("order").asLong();

        assertThat(sold.path("answered").asInt()).isEqualTo(202);
        var reservation = get("/api/v1/reservations/" + first + "?channel=shopify");
        assertThat(reservation.path("state").asText()).isEqualTo("confirmed");
        assertThat(reservation.path("reference").path("namespace").asText()).isEqualTo("acme-orders");
        assertThat(available("TENT-FJORD-2", "WH1")).isEqualTo(20);
        awaitAmazon(13);
        awaitShop(15, 0);
        assertThat(shopShows()).isEqualTo(15);
        assertThat(writesAfter(before)).as("told back to the shop").isZero();
        assertThat(get("/api/v1/skus/TENT-FJORD-2/timeline").toString()).contains("orders/create/" + first);
    }

    private void what_comes_twice_counts_once_and_forged_is_refused() {
        var sold = buy("{\"send\":false,\"lines\":[{\"listing\":\"" + TENT + "\",\"quantity\":1}]}");
        var body = sold.path("body").asText();

        assertThat(deliver("orders/create", body, "forged")).startsWith("401");
        var hex = HexFormat.of().formatHex(hmac(body));
        assertThat(deliver("orders/create", body, hex)).startsWith("401");
        assertThat(available("TENT-FJORD-2", "WH1")).isEqualTo(20);
        assertThat(deliver("orders/create", body)).startsWith("202").contains("\"applied\":1");
        assertThat(deliver("orders/create", body)).startsWith("202").contains("\"duplicate\":1");
        assertThat(available("TENT-FJORD-2", "WH1")).isEqualTo(19);
        awaitShop(14, 0);
    }

    /** Its source is paused, so that no poll finds the order first. */
    private void a_sale_nobody_heard_of_is_given_back_to_nobody() {
        assertThat(program.post("/api/v1/sources/shopify/pause", "").statusCode())
                .isEqualTo(200);
        var sold = buy("{\"send\":false,\"lines\":[{\"listing\":\"" + TENT + "\",\"quantity\":3}]}");
        assertThat(shopShows()).isEqualTo(11);

        move("adjust", "found", "TENT-FJORD-2", "WH1", 5);
        awaitShop(16, 3);
        assertThat(shopShows()).as("19 less the 3 that somebody bought").isEqualTo(16);

        long before = journal();
        assertThat(program.post("/api/v1/sources/shopify/resume", "").statusCode())
                .isEqualTo(200);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(
                                deliver("orders/create", sold.path("body").asText()))
                        .startsWith("202"));
        awaitShop(16, 0);
        assertThat(writesAfter(before)).isZero();
        assertThat(available("TENT-FJORD-2", "WH1")).isEqualTo(21);
    }

    private void an_order_whose_webhook_is_lost_is_found_by_a_poll() {
        sandboxPost("/faults", "{\"fault\":\"lose-webhook\"}");
        var sold = buy("{\"lines\":[{\"listing\":\"" + TENT + "\",\"quantity\":2}]}");
        assertThat(sold.path("lost").asBoolean()).isTrue();
        assertThat(shopShows()).isEqualTo(14);

        move("adjust", "found-2", "TENT-FJORD-2", "WH1", 1); // the write meets two units less than it expects
        var order = sold.path("order").asText();
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(get("/api/v1/reservations/" + order + "?channel=shopify")
                                .path("state")
                                .asText())
                        .isEqualTo("confirmed"));
        awaitShop(15, 0);
        assertThat(shopShows()).isEqualTo(15);
        assertThat(available("TENT-FJORD-2", "WH1")).isEqualTo(20);
        assertThat(get("/api/v1/skus/TENT-FJORD-2/timeline").toString()).contains("poll/" + order);

        assertThat(deliver("orders/create", sold.path("body").asText()))
                .startsWith("202")
                .contains("\"stale\":1");
        assertThat(available("TENT-FJORD-2", "WH1")).isEqualTo(20);
        restore("found-2", 1);
        awaitShop(14, 0);
    }

    private void units_that_nobody_ordered_are_offered_again_after_a_poll() {
        sandboxPost("/sell", "{\"listing\":\"" + TENT + "\",\"quantity\":3}");
        assertThat(shopShows()).isEqualTo(11);

        move("adjust", "found-3", "TENT-FJORD-2", "WH1", 2);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(
                                listing().path("inFlightEnded").path("units").asLong())
                        .as("%s", listing())
                        .isEqualTo(3));
        awaitShop(16, 0);
        assertThat(shopShows()).isEqualTo(16);
        assertThat(listing().path("inFlightEnded").path("by").asText()).startsWith("poll of the orders begun");
    }

    private void while_an_order_waits_for_people_nothing_in_flight_ends() {
        discardAll();
        sandboxPost("/listings", """
                {"listings":[{"item":"9001","sku":"TENT-FJORD-9","location":"70100000001","quantity":5}]}""");
        sandboxPost("/faults", "{\"fault\":\"lose-webhook\"}");
        long before = available("TENT-FJORD-2", "WH1");
        buy("{\"lines\":[{\"listing\":\"" + TENT
                + "\",\"quantity\":1},{\"listing\":\"9001/70100000001\",\"quantity\":1}]}");

        move("adjust", "found-4", "TENT-FJORD-2", "WH1", 1);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(listing().path("inFlightStays").asText())
                        .as("%s", listing())
                        .contains("dead letter"));
        awaitShop(before + 1 - 5 - 1, 1);
        assertThat(get("/api/v1/dead-letters?state=OPEN").toString()).contains("poll-shopify", "TENT-FJORD-9");

        discardAll();
        awaitShop(before + 1 - 5, 0);
    }

    private void discardAll() {
        for (var letter : get("/api/v1/dead-letters?state=OPEN").path("items")) {
            var answer = program.post(
                    "/api/v1/dead-letters/" + letter.path("id").asLong() + "/discard",
                    "{\"reason\":\"no article of ours\"}");
            assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        }
    }

    private void restore(String id, long units) {
        post("""
                {"id":"%s-back","type":"adjust","sku":"TENT-FJORD-2","location":"WH1","quantity":"-%d","occurredAt":"%s",
                 "reason":"lost again"}""".formatted(id, units, NOW.minusSeconds(30)));
    }

    private void sandboxPost(String path, String body) {
        var answer = program.send(HttpRequest.newBuilder(URI.create(sandbox() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private void a_cancel_may_come_before_its_order() {
        var sold = buy("{\"send\":false,\"lines\":[{\"listing\":\"" + TENT + "\",\"quantity\":4}]}");
        var cancelled = buy("/" + sold.path("order").asLong() + "/cancel", "");

        assertThat(cancelled.path("answered").asInt()).isEqualTo(202);
        assertThat(deliver("orders/create", sold.path("body").asText())).contains("\"stale\":1");
        assertThat(available("TENT-FJORD-2", "WH1")).isEqualTo(21);
        assertThat(program.get("/api/v1/reservations/" + sold.path("order").asLong() + "?channel=shopify")
                        .statusCode())
                .isEqualTo(404);
    }

    private void an_edit_and_a_refund_release_what_will_not_be_sent() {
        long line = first * 100 + 1;
        assertThat(deliver("orders/edited", """
                        {"order_edit":{"id":1,"order_id":%d,"created_at":"%s","line_items":
                         {"additions":[{"id":%d,"delta":3}],"removals":[]}}}""".formatted(first, soon(2), line)))
                .contains("\"applied\":1");
        assertThat(available("TENT-FJORD-2", "WH1")).isEqualTo(18);

        assertThat(deliver("refunds/create", """
                        {"id":2,"order_id":%d,"created_at":"%s","refund_line_items":[
                         {"id":1,"line_item_id":%d,"quantity":1,"restock_type":"cancel","location_id":70100000001,
                          "line_item":{"id":%d,"sku":"TENT-FJORD-2","variant_id":1}},
                         {"id":2,"line_item_id":%d,"quantity":1,"restock_type":"return","location_id":70100000001,
                          "line_item":{"id":%d,"sku":"TENT-FJORD-2","variant_id":1}}]}""".formatted(first, soon(3), line, line, line, line)))
                .contains("\"applied\":1")
                .contains("\"comparison\":1");
        assertThat(available("TENT-FJORD-2", "WH1")).isEqualTo(19);
        assertThat(get("/api/v1/reservations/" + first + "?channel=shopify")
                        .path("lines")
                        .path(0)
                        .path("promised")
                        .asText())
                .isEqualTo("4");
    }

    private void a_sale_at_the_till_moves_goods_there() {
        var answer = deliver("orders/create", """
                {"id":77,"created_at":"%1$s","updated_at":"%1$s","processed_at":"%1$s","source_name":"pos",
                 "location_id":70100000009,"line_items":[{"id":1,"variant_id":1,"sku":"MUG-STEEL","quantity":2}]}""".formatted(Instant.now()));

        assertThat(answer).contains("\"applied\":1");
        assertThat(available("MUG-STEEL", "ALTONA")).isEqualTo(8);
    }

    private void an_unknown_article_keeps_the_whole_order_for_people_and_nothing_about_the_customer() {
        var answer = deliver("orders/create", """
                {"id":78,"email":"jon.doe@example.com","customer":{"first_name":"Jon"},"created_at":"%1$s",
                 "updated_at":"%1$s","source_name":"web","line_items":[
                 {"id":1,"variant_id":1,"sku":"TENT-FJORD-2","quantity":1},
                 {"id":2,"variant_id":2,"sku":"TENT-FJORD-9","quantity":1}]}""".formatted(Instant.now()));

        assertThat(answer).startsWith("202").contains("\"deadLettered\":1");
        assertThat(available("TENT-FJORD-2", "WH1")).isEqualTo(19);
        var letters = get("/api/v1/dead-letters").toString();
        assertThat(letters).contains("line 2: SKU code 'TENT-FJORD-9' of shopify is not known");
        assertThat(new Store(program).messages()).isNotEmpty().noneMatch(text -> text.contains("jon.doe"));
    }

    private Path home() throws IOException {
        var home = SampleHome.copyTo(folder.resolve("home"));
        var config = home.resolve("config/stockrelay.yaml");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace(
                                "orders: { channel: shopify }",
                                "orders: { channel: shopify, poll: in-flight, poll-settle: 1s }")
                        .replaceAll("states: \\{ others: \\w+ }", "states: { others: manual }")
                        .replaceAll("movements: \\{ others: \\w+[^}]*}", "movements: { others: manual }"));
        return home;
    }

    private static String soon(long seconds) {
        return Instant.now().plusSeconds(seconds).toString();
    }

    private void level(String sku, String location, long units) {
        post("""
                {"id":"L-%1$s-%2$s","type":"level","sku":"%1$s","location":"%2$s","states":{"onHand":"%3$d"},
                 "asOf":"%4$s","reason":"counted"}""".formatted(sku, location, units, NOW.minusSeconds(600)));
    }

    private void move(String type, String id, String sku, String location, long units) {
        post("""
                {"id":"%s","type":"%s","sku":"%s","location":"%s","quantity":"%d","occurredAt":"%s","reason":"found"}""".formatted(id, type, sku, location, units, NOW.minusSeconds(60)));
    }

    private void post(String event) {
        assertThat(program.post("/api/v1/movements?source=manual", event).body())
                .contains("\"outcome\":\"applied\"");
    }

    private long available(String sku, String location) {
        return get("/api/v1/availability?sku=" + sku + "&location=" + location)
                .path("items")
                .path(0)
                .path("available")
                .asLong();
    }

    private void awaitShop(long confirmed, long inFlight) {
        await().atMost(LIMIT).untilAsserted(() -> {
            var listing = listing();
            assertThat(listing.path("confirmed").asLong(-1)).as("%s", listing).isEqualTo(confirmed);
            assertThat(listing.path("inFlight").asLong()).as("%s", listing).isEqualTo(inFlight);
            assertThat(listing.path("now").path("number").asLong()).isEqualTo(confirmed);
        });
    }

    private JsonNode listing() {
        for (var one : get("/api/v1/channels/shopify/explain?sku=TENT-FJORD-2")) {
            if (one.path("external").path("location_id").asText().endsWith("/70100000001")) {
                return one;
            }
        }
        throw new AssertionError("the tent is not listed");
    }

    private void awaitAmazon(long confirmed) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(get("/api/v1/channels/amazon/explain?sku=TENT-FJORD-2")
                                .path(0)
                                .path("confirmed")
                                .asLong(-1))
                        .isEqualTo(confirmed));
    }

    private String sandbox() {
        return "http://127.0.0.1:" + program.port("sandbox") + "/sandbox/shopify";
    }

    private JsonNode buy(String body) {
        return buy("", body);
    }

    private JsonNode buy(String path, String body) {
        var answer = program.send(HttpRequest.newBuilder(URI.create(sandbox() + "/orders" + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer.body());
    }

    private long shopShows() {
        return sandboxGet("/listings/" + TENT).path("quantity").asLong();
    }

    private long journal() {
        long newest = 0;
        for (var entry : sandboxGet("/journal?limit=1000").path("entries")) {
            newest = Math.max(newest, entry.path("sequence").asLong());
        }
        return newest;
    }

    private long writesAfter(long number) {
        long writes = 0;
        for (var entry : sandboxGet("/journal?limit=1000&after=" + number).path("entries")) {
            boolean isWrite = entry.path("kind").asText().equalsIgnoreCase("write");
            writes += isWrite && entry.path("listing").asText().equals(TENT) ? 1 : 0;
        }
        return writes;
    }

    private JsonNode sandboxGet(String path) {
        return json(program.send(HttpRequest.newBuilder(URI.create(sandbox() + path))
                        .GET()
                        .build())
                .body());
    }

    private String deliver(String topic, String body) {
        return deliver(topic, body, Base64.getEncoder().encodeToString(hmac(body)));
    }

    private String deliver(String topic, String body, String signature) {
        var answer = program.send(HttpRequest.newBuilder(URI.create(program.address() + "/webhooks/shopify"))
                .header("Content-Type", "application/json")
                .header("X-Shopify-Topic", topic)
                .header("X-Shopify-Hmac-Sha256", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        return answer.statusCode() + " " + answer.body();
    }

    private static byte[] hmac(String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("sandbox-shopify-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode get(String path) {
        return json(program.get(path).body());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
