package io.stockrelay.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodesTest {

    @ParameterizedTest
    @ValueSource(strings = {"A", "10045", "A b/\u00fc-7"})
    void what_is_short_and_printable_is_a_code(String code) {
        assertThat(new Sku(code).value()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A\u0000B", "A\nB", "A\u007fB", "A\u0085B"})
    void a_control_character_anywhere_is_refused(String code) {
        assertThatThrownBy(() -> new Sku(code)).hasMessageContaining("must not contain control characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " A", "A ", " "})
    void blanks_around_and_nothing_at_all_are_refused(String code) {
        assertThatThrownBy(() -> new Sku(code)).hasMessageContaining("no blanks around");
    }

    @Test
    void the_longest_has_64_characters() {
        assertThat(new Sku("x".repeat(64)).value()).hasSize(64);
        assertThatThrownBy(() -> new Sku("x".repeat(65))).hasMessageContaining("1 to 64 characters");
    }
}
