package io.stockrelay.channel.jdbc;

import io.stockrelay.channel.ChannelStates;
import io.stockrelay.channel.Explanations;
import io.stockrelay.channel.InFlightDemand;
import io.stockrelay.channel.Listings;
import io.stockrelay.channel.Offering;
import io.stockrelay.channel.Publications;
import io.stockrelay.retention.Expiring;
import io.stockrelay.shared.Invariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts listings, publications and channel states on PostgreSQL. */
@Configuration(proxyBeanMethods = false)
class ChannelJdbcConfig {

    @Bean
    Publications publications(JdbcTemplate jdbc, TransactionTemplate transactions) {
        return new JdbcPublications(jdbc, transactions);
    }

    @Bean
    ChannelStates channelStates(JdbcTemplate jdbc) {
        return new JdbcChannelStates(jdbc);
    }

    @Bean
    Listings listings(JdbcTemplate jdbc, TransactionTemplate transactions) {
        return new JdbcListings(jdbc, transactions);
    }

    @Bean
    InFlightDemand inFlightDemand(JdbcTemplate jdbc, TransactionTemplate transactions) {
        return new JdbcInFlight(jdbc, transactions);
    }

    @Bean
    Expiring oldSends(JdbcTemplate jdbc, TransactionTemplate transactions) {
        return new OldSends(jdbc, transactions);
    }

    @Bean
    Invariant confirmedIsExplained(JdbcTemplate jdbc, TransactionTemplate transactions) {
        return new ConfirmedIsExplained(jdbc, transactions);
    }

    @Bean
    Invariant quietShowsTheTruth(Offering offering, Explanations explanations, Listings listings) {
        return new QuietShowsTheTruth(offering, explanations, listings);
    }
}
