/** The shared words, tested. */
@NullMarked
package io.stockrelay.shared;

import org.jspecify.annotations.NullMarked;
