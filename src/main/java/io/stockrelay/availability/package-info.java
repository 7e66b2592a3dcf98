/** From positions and rules to the number a channel shows, with every term explained. */
@NullMarked
package io.stockrelay.availability;

import org.jspecify.annotations.NullMarked;
