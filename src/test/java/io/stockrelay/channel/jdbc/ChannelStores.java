package io.stockrelay.channel.jdbc;

import io.stockrelay.channel.ChannelStates;
import io.stockrelay.channel.Explanations;
import io.stockrelay.channel.InFlightDemand;
import io.stockrelay.channel.Listings;
import io.stockrelay.channel.Offering;
import io.stockrelay.channel.Publications;
import io.stockrelay.retention.Expiring;
import io.stockrelay.shared.Invariant;
import io.stockrelay.testkit.TestPostgres;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The real stores on a test's database. */
public record ChannelStores(
        Publications publications,
        ChannelStates states,
        Listings listings,
        JdbcTemplate jdbc,
        TransactionTemplate transactions) {

    public static ChannelStores on(DataSource dataSource) {
        var jdbc = new JdbcTemplate(dataSource);
        var transactions = TestPostgres.transactionsOn(dataSource);
        return new ChannelStores(
                new JdbcPublications(jdbc, transactions),
                new JdbcChannelStates(jdbc),
                new JdbcListings(jdbc, transactions),
                jdbc,
                transactions);
    }

    public InFlightDemand inFlight() {
        return new JdbcInFlight(jdbc, transactions);
    }

    public Expiring oldSends() {
        return new OldSends(jdbc, transactions);
    }

    public List<Invariant> invariants(Offering offering, Explanations explanations) {
        return List.of(
                new ConfirmedIsExplained(jdbc, transactions), new QuietShowsTheTruth(offering, explanations, listings));
    }
}
