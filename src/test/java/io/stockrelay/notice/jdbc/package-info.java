/** Notices on real PostgreSQL. */
@org.jspecify.annotations.NullMarked
package io.stockrelay.notice.jdbc;
