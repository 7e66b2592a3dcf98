/** Short runs of the benchmarks: that they work, never how fast. */
@NullMarked
package io.stockrelay.bench;

import org.jspecify.annotations.NullMarked;
