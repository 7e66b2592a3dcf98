/** Messages we stopped trying, kept until a person decides. */
@NullMarked
package io.stockrelay.deadletter;

import org.jspecify.annotations.NullMarked;
