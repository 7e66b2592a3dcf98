package io.stockrelay.camel.promise;

import io.micrometer.core.instrument.MeterRegistry;
import io.stockrelay.channel.PushRoute;
import io.stockrelay.deadletter.DeadLetters;
import io.stockrelay.deadletter.NoticeReplay;
import io.stockrelay.notice.NoticeTurn;
import io.stockrelay.notice.Notices;
import io.stockrelay.platform.StartOrder;
import io.stockrelay.reservation.ReservationSettings;
import io.stockrelay.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Delivers notices to accounts while the routes are there. */
@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {

    private static final Duration REST = Duration.ofMillis(500);

    @Bean
    NoticeReplay noticeReplay(Notices notices) {
        return notices::again;
    }

    @Bean
    RepeatedTurns noticeTurns(
            Notices notices,
            ReservationSettings reservations,
            PushRoute routes,
            DeadLetters deadLetters,
            Settings settings,
            Clock clock,
            MeterRegistry meters) {
        var turn = new NoticeTurn(
                notices,
                reservations,
                routes,
                deadLetters,
                settings.retry(),
                clock,
                () -> ThreadLocalRandom.current().nextDouble());
        return new RepeatedTurns(
                "notices",
                () -> {
                    var outcomes = turn.take();
                    outcomes.forEach(outcome -> meters.counter(
                                    "stockrelay.notices",
                                    "outcome",
                                    outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .increment());
                    return NoticeTurn.isFull(outcomes);
                },
                REST,
                StartOrder.CALLERS);
    }
}
