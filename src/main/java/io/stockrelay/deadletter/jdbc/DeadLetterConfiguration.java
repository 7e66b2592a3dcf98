package io.stockrelay.deadletter.jdbc;

import io.stockrelay.deadletter.DeadLetterStore;
import io.stockrelay.deadletter.NoticeReplay;
import io.stockrelay.deadletter.PushReplay;
import io.stockrelay.deadletter.Replay;
import io.stockrelay.deadletter.ReplayRunStore;
import io.stockrelay.deadletter.ReplayRuns;
import io.stockrelay.retention.Expiring;
import io.stockrelay.shared.Generation;
import io.stockrelay.source.Intake;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beans of the dead letters. */
@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {

    /** Both {@code DeadLetters} and the ledger's companion that keeps a batch's failures in the batch's transaction. */
    @Bean
    JdbcDeadLetters deadLetters(DataSource dataSource, ObjectProvider<Generation> generation, Clock clock) {
        return new JdbcDeadLetters(
                dataSource,
                () -> {
                    var running = generation.getIfAvailable();
                    return running == null ? "unknown" : running.value();
                },
                clock);
    }

    @Bean
    DeadLetterStore deadLetterStore(DataSource dataSource, Clock clock) {
        return new JdbcDeadLetterStore(dataSource, clock);
    }

    @Bean
    ReplayRunStore replayRunStore(DataSource dataSource, Clock clock) {
        return new JdbcReplayRuns(dataSource, clock);
    }

    @Bean
    Expiring oldDeadLetters(DataSource dataSource) {
        return new OldDeadLetters(dataSource);
    }

    @Bean
    Replay replay(DeadLetterStore store, Intake intake, PushReplay pushes, ObjectProvider<NoticeReplay> notices) {
        return new Replay(store, intake, pushes, notices.getIfAvailable(() -> notice -> false));
    }

    @Bean
    ReplayRuns replayRuns(Replay replay, DeadLetterStore store, ReplayRunStore runs, Clock clock) {
        return new ReplayRuns(replay, store, runs, clock);
    }
}
