/** What every package with SQL shares. */
@NullMarked
package io.stockrelay.shared.jdbc;

import org.jspecify.annotations.NullMarked;
