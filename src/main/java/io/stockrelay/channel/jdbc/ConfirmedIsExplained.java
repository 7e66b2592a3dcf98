package io.stockrelay.channel.jdbc;

import io.stockrelay.availability.ExplanationJson;
import io.stockrelay.shared.Invariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Computes every confirmed number again from the terms that were stored with it. */
final class ConfirmedIsExplained implements Invariant {

    private static final int FETCH = 2_000;
    private static final String CONFIRMED = "select channel, sku, location, confirmed_units, explanation from listing"
            + " where confirmed_units is not null or explanation is not null";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    ConfirmedIsExplained(JdbcTemplate jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public String sentence() {
        return "every number a channel confirmed equals the number recomputed from its stored explanation";
    }

    @Override
    public List<String> violations() {
        var found = new ArrayList<String>();
        transactions.executeWithoutResult(
                status -> { // a cursor: there may be a million listings
                    var streaming = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
                    streaming.setFetchSize(FETCH);
                    streaming.query(CONFIRMED, row -> {
                        var wrong = wrong(Bound.optionalLong(row, "confirmed_units"), row.getString("explanation"));
                        if (wrong != null && found.size() < VIOLATIONS_MAX) {
                            found.add(Rows.name(row) + ": " + wrong);
                        }
                    });
                });
        return found;
    }

    private static @Nullable String wrong(@Nullable Long confirmed, @Nullable String stored) {
        if (confirmed == null || stored == null) {
            return confirmed == null ? "an explanation without a number" : "confirmed " + confirmed + " unexplained";
        }
        try {
            var explanation = ExplanationJson.read(stored);
            return confirmed == explanation.number() && confirmed == explanation.recomputed()
                    ? null
                    : "confirmed " + confirmed + ", but its explanation says " + explanation.number()
                            + " and adds up to " + explanation.recomputed();
        } catch (IllegalArgumentException | ArithmeticException e) {
            return "confirmed " + confirmed + ", but its explanation cannot be computed: " + e.getMessage();
        }
    }
}
