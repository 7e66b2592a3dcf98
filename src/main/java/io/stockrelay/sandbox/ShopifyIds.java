package io.stockrelay.sandbox;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shopify's global ids, {@code gid://shopify/InventoryItem/1001}. */
final class ShopifyIds {
    private static final Pattern GID = Pattern.compile("gid://shopify/(\\w+)/(\\d{1,18})");
    private static final Pattern LEVEL =
            Pattern.compile("gid://shopify/InventoryLevel/(\\d{1,18})\\?inventory_item_id=(\\d{1,18})");
    private static final Pattern LISTING = Pattern.compile(
            "(gid://shopify/InventoryItem/\\d{1,18}|\\d{1,18})/(gid://shopify/Location/\\d{1,18}|\\d{1,18})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private ShopifyIds() {}

    /** Empty where the text is no global id of this type. */
    static Optional<Long> number(String type, String gid) {
        Matcher matcher = GID.matcher(gid);
        boolean fits = matcher.matches() && matcher.group(1).equals(type);
        return fits ? Optional.of(Long.parseLong(matcher.group(2))) : Optional.empty();
    }

    static String levelGid(ShopifyStore.LevelKey key) {
        return "gid://shopify/InventoryLevel/" + key.location() + "?inventory_item_id=" + key.item();
    }

    /** The sandbox names a level by its location's number; Shopify's own number is another. */
    static Optional<ShopifyStore.LevelKey> level(String gid) {
        Matcher matcher = LEVEL.matcher(gid);
        return matcher.matches()
                ? Optional.of(
                        new ShopifyStore.LevelKey(Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(1))))
                : Optional.empty();
    }

    /** Takes a global id or its bare number. */
    static long lenient(String type, String id) {
        if (NUMBER.matcher(id).matches()) {
            return Long.parseLong(id);
        }
        return number(type, id)
                .orElseThrow(() ->
                        new RefusedRequest("'" + id + "' is neither a number nor gid://shopify/" + type + "/<number>"));
    }

    /** A listing of the control API: item and location, as numbers or global ids, with a slash between. */
    static ShopifyStore.LevelKey listing(String listing) {
        Matcher gids = LISTING.matcher(listing);
        if (!gids.matches()) {
            throw new RefusedRequest("listing must be <inventory item>/<location>, such as 1001/1: '" + listing + "'");
        }
        return new ShopifyStore.LevelKey(lenient("InventoryItem", gids.group(1)), lenient("Location", gids.group(2)));
    }
}
