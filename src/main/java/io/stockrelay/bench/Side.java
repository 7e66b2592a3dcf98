package io.stockrelay.bench;

import java.io.IOException;
import java.sql.SQLException;

/** One side of a ratio: works for a bounded time and tells how much it did. */
@FunctionalInterface
interface Side {
    Work run() throws IOException, SQLException, InterruptedException;
}
