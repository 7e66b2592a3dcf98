/** Tests of keys and what they allow. */
@NullMarked
package io.stockrelay.access;

import org.jspecify.annotations.NullMarked;
