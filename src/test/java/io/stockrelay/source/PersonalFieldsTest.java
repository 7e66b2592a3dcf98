package io.stockrelay.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonalFieldsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":820982911946154508,\"price\":409.940,\"email\":\"a@b.c\"}|{\"id\":820982911946154508,\"price\":409.940,\"email\":null}",
                "{\"customer\":{\"name\":\"Jon\",\"tags\":[1,{\"email\":2}]},\"n\":1}|{\"customer\":null,\"n\":1}",
                "{\"lines\":[{\"email\":[1,2]},{\"sku\":\"A\"}]}|{\"lines\":[{\"email\":null},{\"sku\":\"A\"}]}",
                "{\"emails\":\"kept\",\"email\":null}|{\"emails\":\"kept\",\"email\":null}",
                "[{\"email\":true}]|[{\"email\":null}]",
            })
    void the_values_of_named_fields_are_removed_at_any_depth(String message, String kept) {
        assertThat(removed(message)).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"email\":\"a@b.c\"", "email=a@b.c", "{\"a\":1}}"})
    void of_what_cannot_be_read_nothing_is_kept(String message) {
        assertThat(removed(message)).startsWith("removed: this was no JSON").doesNotContain("a@b.c");
    }

    private static String removed(String message) {
        return new String(
                PersonalFields.removed(message.getBytes(StandardCharsets.UTF_8), Set.of("email", "customer")),
                StandardCharsets.UTF_8);
    }
}
