/** The embedded PostgreSQL and the way to whichever PostgreSQL is used. */
@NullMarked
package io.stockrelay.platform.postgres;

import org.jspecify.annotations.NullMarked;
