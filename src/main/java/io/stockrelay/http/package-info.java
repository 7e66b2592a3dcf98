/** The REST surface. */
@NullMarked
package io.stockrelay.http;

import org.jspecify.annotations.NullMarked;
