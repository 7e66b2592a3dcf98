/** Stock availability kept true between the systems that know about stock and the places that sell it. */
@NullMarked
package io.stockrelay;

import org.jspecify.annotations.NullMarked;
