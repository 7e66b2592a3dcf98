package io.stockrelay.channel.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.channel.PushRequest;
import io.stockrelay.channel.Reply;
import io.stockrelay.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AmazonLoginTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T10:00:00Z"));
    private final AmazonLogin login = new AmazonLogin(this::issue, "token", Map.of(), clock);
    private int issued;

    @Test
    void a_token_is_kept_until_shortly_before_its_end() {
        assertThat(login.headers()).containsValue("t1");
        clock.forward(Duration.ofSeconds(3_539));
        assertThat(login.headers()).containsValue("t1");
        clock.forward(Duration.ofSeconds(1));
        assertThat(login.headers()).containsValue("t2");
    }

    @Test
    void a_refused_token_is_fetched_anew_however_young_it_is() {
        var refused = login.headers();

        assertThat(login.renew(refused)).isTrue();

        assertThat(login.headers()).containsValue("t2");
    }

    @Test
    void calls_refused_together_share_one_new_token() {
        var refused = login.headers();
        login.renew(refused);
        login.headers();

        assertThat(login.renew(refused)).isTrue();

        assertThat(login.headers()).containsValue("t2");
        assertThat(issued).isEqualTo(2);
    }

    private Reply issue(String route, PushRequest request) {
        issued++;
        var body = "{\"access_token\":\"t" + issued + "\",\"expires_in\":3600}";
        return Reply.answered(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }
}
