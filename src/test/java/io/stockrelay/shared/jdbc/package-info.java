/** Tests of what all capabilities share on PostgreSQL. */
@org.jspecify.annotations.NullMarked
package io.stockrelay.shared.jdbc;
