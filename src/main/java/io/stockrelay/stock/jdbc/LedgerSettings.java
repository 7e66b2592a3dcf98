package io.stockrelay.stock.jdbc;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the ledger's writers work.
 *
 * @param writers threads that decide and commit, each with one connection while it does
 * @param helpFrom parts that have to wait before a second writer helps the first; 0 for always
 * @param batchMax most parts decided in one transaction
 * @param queueMax most parts waiting; more is refused with "try again"
 * @param waitMax once the first in the queue has waited longer, more is refused with "try again"; messages and files wait
 */
@ConfigurationProperties("stockrelay.ledger")
record LedgerSettings(
        @DefaultValue("2") int writers,
        @DefaultValue("250") int helpFrom,
        @DefaultValue("2000") int batchMax,
        @DefaultValue("20000") int queueMax,
        @DefaultValue("3s") Duration waitMax) {}
