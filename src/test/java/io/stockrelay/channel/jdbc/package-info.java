/** The stores of channels, opened up for tests. */
@NullMarked
package io.stockrelay.channel.jdbc;

import org.jspecify.annotations.NullMarked;
