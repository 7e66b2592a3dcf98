package io.stockrelay.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContentKeyTest {

    @Test
    void the_same_message_sent_again_has_the_same_key() {
        var first = Samples.delivery("{}", Map.of("webhook-id", "m-1", "webhook-timestamp", "1", "X-Request-Id", "a"));
        var again = Samples.delivery("{}", Map.of("webhook-id", "m-1", "webhook-timestamp", "2", "X-Request-Id", "b"));

        assertThat(ContentKey.ofMessage(again)).isEqualTo(ContentKey.ofMessage(first));
    }

    @Test
    void equal_bytes_under_another_id_are_another_message() {
        var first = Samples.delivery("{}", Map.of("webhook-id", "m-1"));
        var other = Samples.delivery("{}", Map.of("webhook-id", "m-2"));

        assertThat(ContentKey.ofMessage(other)).isNotEqualTo(ContentKey.ofMessage(first));
    }

    @Test
    void a_mapped_part_is_known_by_its_content_whatever_message_carries_it() {
        var first = ContentKey.ofParts(Samples.delivery("a"), List.of(Samples.unknownSku("e-1")));
        var again =
                ContentKey.ofParts(Samples.delivery("b"), List.of(Samples.unparseable(), Samples.unknownSku("e-1")));

        assertThat(again.get(1)).isEqualTo(first.get(0));
    }

    @Test
    void the_same_id_with_other_content_is_another_part() {
        var delivery = Samples.delivery("a");
        var conflict = new Failure(Step.LEDGER, CauseClass.CONFLICT, "m", null, "e-1", null, null, 0, "[{\"q\":2}]");

        var keys = ContentKey.ofParts(delivery, List.of(Samples.unknownSku("e-1"), conflict));

        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void parts_of_one_message_without_anything_to_tell_them_apart_are_still_two() {
        var keys = ContentKey.ofParts(Samples.delivery("a"), List.of(Samples.unparseable(), Samples.unparseable()));

        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void a_listing_has_one_dead_letter_whatever_was_refused() {
        assertThat(ContentKey.ofPush(new ChannelId("shop"), 1)).isEqualTo(ContentKey.ofPush(new ChannelId("shop"), 1));
        assertThat(ContentKey.ofPush(new ChannelId("shop"), 1))
                .isNotEqualTo(ContentKey.ofPush(new ChannelId("shop"), 2));
    }
}
