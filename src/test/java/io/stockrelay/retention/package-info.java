/** Tests of what is removed when it has become old. */
@NullMarked
package io.stockrelay.retention;

import org.jspecify.annotations.NullMarked;
