/** Repeatable benchmarks: the real program in a process of its own against the bare floor below it, in turns. */
@NullMarked
package io.stockrelay.bench;

import org.jspecify.annotations.NullMarked;
