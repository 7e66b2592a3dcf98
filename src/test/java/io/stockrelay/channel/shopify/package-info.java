/** One row per reply of the contract. */
@NullMarked
package io.stockrelay.channel.shopify;

import org.jspecify.annotations.NullMarked;
