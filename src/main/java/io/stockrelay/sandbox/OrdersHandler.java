package io.stockrelay.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets somebody buy in the simulated shop: {@code POST /sandbox/shopify/orders} with {@code lines}, and
 * {@code POST /sandbox/shopify/orders/<order>/cancel}. The webhook goes out at once; with {@code "send": false} it only
 * comes back with the answer, to be sent late, twice or never. The fault {@code lose-webhook} loses one that goes out.
 */
final class OrdersHandler implements HttpHandler {

    private static final int ORDER = 3;

    private final ShopifyOrders orders;
    private final ShopifyWebhooks webhooks;
    private final Faults faults;

    OrdersHandler(ShopifyOrders orders, ShopifyWebhooks webhooks, Faults faults) {
        this.orders = orders;
        this.webhooks = webhooks;
        this.faults = faults;
    }

    /**
     * @param sourceName web (default), or pos for a sale at a till
     * @param send whether the webhook goes out; default true
     */
    record Body(
            @Nullable List<ShopifyOrders.Wanted> lines,
            @Nullable String sourceName,
            @Nullable Boolean send) {}

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var call = Wire.read(exchange);
        Wire.write(
                exchange,
                call.isEmpty()
                        ? Reply.json(413, Map.of("detail", "at most " + Wire.BODY_BYTES_MAX + " bytes"))
                        : answer(call.get()));
    }

    private Reply answer(Call call) {
        if (!call.method().equals("POST")) {
            return Reply.json(405, Map.of("detail", "POST an order, or POST …/orders/<order>/cancel"));
        }
        try {
            var body = Json.read(call.body().isBlank() ? "{}" : call.body(), Body.class);
            boolean isSent = body.send() == null || body.send();
            var told = call.path().size() > ORDER
                    ? orders.cancel(number(call.path().get(ORDER)))
                    : orders.place(
                            body.lines() == null ? List.of() : body.lines(),
                            body.sourceName() == null ? "web" : body.sourceName());
            return Reply.json(200, told(told, isSent));
        } catch (RefusedRequest e) {
            return Reply.json(422, Map.of("status", 422, "detail", String.valueOf(e.getMessage())));
        }
    }

    private Map<String, Object> told(ShopifyOrders.Told told, boolean isSent) {
        var headers = webhooks.headers(told);
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("order", told.order());
        shown.put("topic", told.topic());
        boolean isLost = isSent && faults.take(Operation.WEBHOOK, Set::of).isPresent();
        shown.put("answered", isSent && !isLost ? webhooks.send(told, headers) : null);
        shown.put("lost", isLost);
        shown.put("headers", headers);
        shown.put("body", told.body());
        return shown;
    }

    private static long number(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new RefusedRequest("'" + text + "' is no order");
        }
        return Long.parseLong(text);
    }
}
