package io.stockrelay.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.SourceId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRingTest {

    private static final SourceId POS = new SourceId("pos");
    private static final SourceId WMS = new SourceId("wms");

    @ParameterizedTest(name = "{0}: read {1}, operate {2}, move pos {3}, move wms {4}")
    @CsvSource({
        "read,     true,  false, false, false",
        "move,     false, false, true,  true",
        "move:pos, false, false, true,  false",
        "operate,  false, true,  false, false",
        "metrics,  false, false, false, false",
        "all,      true,  true,  true,  true",
    })
    void a_key_opens_what_it_allows_and_nothing_else(
            String allow, boolean isRead, boolean isOperate, boolean isPos, boolean isWms) {
        var key = new ApiKey("k", KeyHash.of("x"), List.of(Allowed.parse(allow).orElseThrow()));

        assertThat(key.allows(Action.READ)).isEqualTo(isRead);
        assertThat(key.allows(Action.OPERATE)).isEqualTo(isOperate);
        assertThat(key.mayMove(POS)).isEqualTo(isPos);
        assertThat(key.mayMove(WMS)).isEqualTo(isWms);
    }

    @Test
    void only_the_key_itself_is_found_never_its_hash() {
        var ring = new KeyRing(List.of(new ApiKey("portal", KeyHash.of("right"), List.of())));

        assertThat(ring.find("right")).map(ApiKey::name).contains("portal");
        assertThat(ring.find("wrong")).isEmpty();
        assertThat(ring.find("")).isEmpty();
        assertThat(ring.find(KeyHash.of("right"))).isEmpty();
        assertThat(ring.find("x".repeat(1_000_000))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"write", "read:pos", "move:", "move:UPPER", "''"})
    void what_means_nothing_is_no_permission(String text) {
        assertThat(Allowed.parse(text)).isEmpty();
    }
}
