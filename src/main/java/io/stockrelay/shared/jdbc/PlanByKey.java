package io.stockrelay.shared.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Every statement of the ledger finds its rows by key. Planned while a table was still empty it would scan it for ever
 * after, so the planner is told beforehand, for this transaction only.
 */
public final class PlanByKey {

    /** To go before the first statement, in the same round trip where that is possible. */
    public static final String SQL = """
            select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true),
                set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
                set_config('jit', 'off', true)
            """;

    private PlanByKey() {}

    /** The same and a call of a function that locks, in one statement. */
    public static String and(String call) {
        return SQL.stripTrailing() + ", " + call;
    }

    public static void set(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(SQL)) {
            statement.execute();
        }
    }
}
