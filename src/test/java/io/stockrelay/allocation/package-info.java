/** Tests of what is set aside for accounts. */
@NullMarked
package io.stockrelay.allocation;

import org.jspecify.annotations.NullMarked;
