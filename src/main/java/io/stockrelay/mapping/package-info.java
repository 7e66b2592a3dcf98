/** From a payload in a source's own words to stock events in ours, or to a failure that names what is missing. */
@NullMarked
package io.stockrelay.mapping;

import org.jspecify.annotations.NullMarked;
