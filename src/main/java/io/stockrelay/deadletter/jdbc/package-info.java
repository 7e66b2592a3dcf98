/** Dead letters in PostgreSQL. */
@NullMarked
package io.stockrelay.deadletter.jdbc;

import org.jspecify.annotations.NullMarked;
