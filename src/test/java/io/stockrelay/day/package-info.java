/** The whole program on real parts: a scripted day, crashes, bad input, and a database that goes away. */
@NullMarked
package io.stockrelay.day;

import org.jspecify.annotations.NullMarked;
