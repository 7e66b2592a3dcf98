/** Tests of the REST surface over real HTTP. */
@NullMarked
package io.stockrelay.http;

import org.jspecify.annotations.NullMarked;
