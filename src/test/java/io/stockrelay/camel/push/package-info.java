/** The real adapters through the real routes against the simulated channels. */
@NullMarked
package io.stockrelay.camel.push;

import org.jspecify.annotations.NullMarked;
