/** The way out to channels: calls through their Camel routes, and everything that runs them. */
@NullMarked
package io.stockrelay.camel.push;

import org.jspecify.annotations.NullMarked;
