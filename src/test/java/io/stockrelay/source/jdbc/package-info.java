/** Tests of sources on real PostgreSQL. */
@org.jspecify.annotations.NullUnmarked
package io.stockrelay.source.jdbc;
