/** Tests of the dead letters. */
@NullMarked
package io.stockrelay.deadletter;

import org.jspecify.annotations.NullMarked;
