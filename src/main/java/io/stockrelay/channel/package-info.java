/** Listings, publications and pacing: how changed numbers reach the places that sell. */
@NullMarked
package io.stockrelay.channel;

import org.jspecify.annotations.NullMarked;
