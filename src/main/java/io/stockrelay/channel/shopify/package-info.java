/** Shopify's Admin GraphQL API: quantities set conditionally, 250 a call. */
@NullMarked
package io.stockrelay.channel.shopify;

import org.jspecify.annotations.NullMarked;
