package io.stockrelay.reservation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrelay.testkit.Chance;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * A shop as a process of its own: asks for its orders all at once, at any node, hangs up when it takes too long and asks
 * again, elsewhere perhaps, until it is told yes or no. Prints what it was told, one order a line; a yes is asked for once
 * more.
 */
final class LastHundredCaller {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int THREADS = 32;
    private static final int ATTEMPTS_MAX = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Where a program answers, and the token that it lets in. */
    record Node(String address, String token) {}

    private record Told(int status, JsonNode body) {

        boolean isYes() {
            return status == 201 || status == 200;
        }

        boolean isShort() {
            return status == 409 && body.path("type").asText().endsWith(":insufficient-stock");
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final List<Node> nodes;
    private final String sku;

    private LastHundredCaller(List<Node> nodes, String sku) {
        this.nodes = nodes;
        this.sku = sku;
    }

    /** Seed, prefix of the orders' ids, how many, SKU; then address and token of each node. */
    public static void main(String[] words) throws Exception {
        var nodes = new ArrayList<Node>();
        for (int i = 4; i < words.length; i += 2) {
            nodes.add(new Node(words[i], words[i + 1]));
        }
        var caller = new LastHundredCaller(nodes, words[3]);
        var random = Chance.of(Long.parseLong(words[0]));
        var orders = new ArrayList<Callable<String>>();
        for (int i = 0; i < Integer.parseInt(words[2]); i++) {
            var id = words[1] + i;
            var own = Chance.of(random.nextLong());
            orders.add(() -> caller.order(id, own));
        }
        System.exit(caller.all(orders) ? 0 : 1);
    }

    @SuppressWarnings("SystemOut") // what it prints is what the test reads
    private boolean all(List<Callable<String>> orders) throws InterruptedException {
        var pool = Executors.newFixedThreadPool(THREADS);
        boolean isWell = true;
        for (var told : pool.invokeAll(orders)) {
            try {
                System.out.println(told.get());
            } catch (ExecutionException e) {
                System.out.println("failed " + e.getCause());
                isWell = false;
            }
        }
        pool.shutdown();
        return isWell;
    }

    private String order(String id, Random random) throws IOException, InterruptedException {
        long units = random.nextInt(3) == 0 ? 2 + random.nextInt(2) : 1;
        var body =
                JSON.createObjectNode().put("id", id).put("account", "fjellbua").put("state", "confirmed");
        body.putArray("lines")
                .addObject()
                .put("line", "1")
                .put("sku", sku)
                .put("quantity", Long.toString(units))
                .put("location", "WH1");
        var told = untilTold(body.toString(), random);
        if (told.isShort()) {
            return "no " + id + " " + units;
        }
        var again = untilTold(body.toString(), random);
        if (again.status != 200 || !again.body.equals(told.body)) {
            throw new IOException(id + ": told " + told + ", then " + again);
        }
        return "yes " + id + " " + units + " " + told.body.path("madeAt").asText();
    }

    private Told untilTold(String body, Random random) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var node = nodes.get(random.nextInt(nodes.size()));
            // some hang up long before any answer can be there, all become patient in the end
            var patience = attempt > 5 ? PATIENCE : Duration.ofMillis(5 + random.nextInt(1_500));
            var told = ask(node, body, patience);
            if (told != null && (told.isYes() || told.isShort())) {
                return told;
            }
            if (told != null && told.status != 429 && told.status != 503) {
                throw new IOException(told.status + " " + told.body);
            }
            Thread.sleep(5L + random.nextInt(50)); // a client's back-off
        }
        throw new IOException("nobody answered");
    }

    private @org.jspecify.annotations.Nullable Told ask(Node node, String body, Duration patience)
            throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(node.address() + "/api/v1/reservations"))
                .header("Authorization", "Bearer " + node.token())
                .header("Content-Type", "application/json")
                .timeout(patience)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Told(answer.statusCode(), JSON.readTree(answer.body()));
        } catch (IOException e) {
            return null; // hung up, or the node is dead: whether it was decided nobody knows
        }
    }
}
