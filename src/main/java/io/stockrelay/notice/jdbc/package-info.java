/** Notices in PostgreSQL. */
@NullMarked
package io.stockrelay.notice.jdbc;

import org.jspecify.annotations.NullMarked;
