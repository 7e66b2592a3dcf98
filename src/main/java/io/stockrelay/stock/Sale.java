package io.stockrelay.stock;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;

/**
 * What an order of a party newly takes, or gives back, of one of its articles.
 *
 * @param party such as {@code channel:shopify}
 * @param sku as sold: of a kit its own
 * @param isPlaced whether the party told the location
 * @param units smallest units; negative where they are given back
 */
public record Sale(String party, Sku sku, LocationId location, boolean isPlaced, long units) {}
