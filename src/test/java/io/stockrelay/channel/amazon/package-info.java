/** One row per reply of the contract. */
@NullMarked
package io.stockrelay.channel.amazon;

import org.jspecify.annotations.NullMarked;
