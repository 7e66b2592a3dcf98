/** What the routes name: beans, the failure classifier and route loading. */
@NullMarked
package io.stockrelay.camel;

import org.jspecify.annotations.NullMarked;
