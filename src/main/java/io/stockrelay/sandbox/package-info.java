/** Simulated channels that follow the published contracts strictly, keep what they are told, and fail on demand. */
@NullMarked
package io.stockrelay.sandbox;

import org.jspecify.annotations.NullMarked;
