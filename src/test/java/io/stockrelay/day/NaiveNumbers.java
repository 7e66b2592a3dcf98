package io.stockrelay.day;

import java.util.List;
import java.util.Map;

/** The availability rules of config/stockrelay.yaml, written out by hand. */
final class NaiveNumbers {

    private static final Map<String, String> CATEGORIES = Company.pairs("items.csv", "sku", "category");

    private NaiveNumbers() {}

    static long of(Shops.Shown listing, NaiveStock stock) {
        var sku = listing.sku();
        var pool = listing.location() == null ? List.of("WH1", "WH2", "3PL") : List.of(listing.location());
        if (!pool.stream().allMatch(location -> stock.isStated(sku, location))) {
            return Shops.SEEDED; // never told anything: somebody must first say what is there
        }
        long sum = pool.stream()
                .mapToLong(location -> kept(stock.available(sku, location), location.equals("WH2") ? 4 : 2))
                .sum();
        return switch (listing.channel()) {
            case "shopify" -> shopify(sku, sum);
            case "amazon" -> amazon(sku, sum);
            case "dealer-portal" -> sum;
            default -> throw new IllegalArgumentException(listing.channel());
        };
    }

    private static long kept(long available, long safetyStock) {
        return Math.max(0, Math.max(0, available) - safetyStock);
    }

    private static long shopify(String sku, long sum) {
        long shown = Math.max(0, sum - ("tents".equals(CATEGORIES.get(sku)) ? 3 : 1));
        return shown <= 1 ? 0 : shown;
    }

    private static long amazon(String sku, long sum) {
        long shared = sum * 80 / 100;
        long fivePercent = (shared * 5 + 99) / 100;
        long shown = Math.max(0, shared - Math.min(20, Math.max(1, fivePercent)));
        if (sku.equals("BOOT-TRK-38") || shown <= 2) {
            return 0;
        }
        return Math.min(500, shown);
    }
}
