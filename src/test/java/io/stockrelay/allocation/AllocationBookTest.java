package io.stockrelay.allocation;

import static io.stockrelay.stock.Events.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.SetAside;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllocationBookTest {

    private static final PositionKey PLACE = new PositionKey(new Sku("A"), Events.WH1);
    private static final AccountId ONE = new AccountId("one");
    private static final AccountId OTHER = new AccountId("other");

    private final Events.Memory memory = new Events.Memory();

    @ParameterizedTest(name = "[{index}] granted {0} taken {1} v{2}, set {3} of v{4}: {5}")
    @CsvSource(textBlock = """
            0,  0,  0, 5,  ,  CHANGED,       5,  1
            0,  0,  0, 0,  ,  UNCHANGED,     0,  0
            0,  0,  0, 5,  0, CHANGED,       5,  1
            0,  0,  0, 5,  1, OTHER_VERSION, 0,  0
            5,  0,  1, 5,  ,  UNCHANGED,     5,  1
            5,  0,  1, 9,  ,  CHANGED,       9,  2
            5,  0,  1, 0,  ,  CHANGED,       0,  2
            5,  5,  1, 5,  ,  UNCHANGED,     5,  1
            5,  3,  1, 3,  ,  CHANGED,       3,  2
            5,  3,  1, 2,  ,  BELOW_TAKEN,   5,  1
            5,  3,  1, 2,  1, BELOW_TAKEN,   5,  1
            5,  3,  2, 5,  1, UNCHANGED,     5,  2
            5,  3,  2, 6,  1, OTHER_VERSION, 5,  2
            5,  3,  2, 2,  1, OTHER_VERSION, 5,  2
            5,  3,  2, 5,  3, OTHER_VERSION, 5,  2
            5,  3,  2, 6,  2, CHANGED,       6,  3
            """)
    void set(
            long granted,
            long taken,
            int version,
            long units,
            @Nullable Integer named,
            AllocationVerdict verdict,
            long after,
            int versionAfter) {
        given(ONE, granted, taken, version);

        var book = book(Map.of());
        var answer = book.decide(new AllocationCommand.Set(key(ONE), units, "ann", "fair", named));

        assertThat(answer.verdict()).isEqualTo(verdict);
        assertThat(of(ONE)).isEqualTo(new SetAside(after, taken, versionAfter));
        assertThat(answer.allocations()).extracting(Allocation::setAside).containsExactly(of(ONE));
        assertThat(book.changes()).hasSize(verdict == AllocationVerdict.CHANGED ? 1 : 0);
    }

    @ParameterizedTest(name = "[{index}] granted {0} taken {1}: {2}")
    @CsvSource({"0, 0, UNCHANGED, 0", "5, 0, CHANGED, 0", "5, 3, CHANGED, 3", "5, 5, UNCHANGED, 5"})
    void release(long granted, long taken, AllocationVerdict verdict, long after) {
        given(ONE, granted, taken, 1);

        var answer = book(Map.of()).decide(new AllocationCommand.Release(key(ONE), "ann", "season over"));

        assertThat(answer.verdict()).isEqualTo(verdict);
        assertThat(of(ONE).granted()).isEqualTo(after);
        assertThat(of(ONE).free()).isZero();
    }

    @ParameterizedTest(name = "[{index}] granted {0} taken {1}, move {2}, known as {3}: {4}")
    @CsvSource(textBlock = """
            5, 0, 5,      , CHANGED,           0, 7
            5, 3, 2,      , CHANGED,           3, 4
            5, 3, 3,      , NOT_ENOUGH_LEFT,   5, 2
            0, 0, 1,      , NOT_ENOUGH_LEFT,   0, 2
            5, 0, 5, same,  UNCHANGED,         5, 2
            0, 0, 5, same,  UNCHANGED,         0, 2
            5, 0, 5, other, DIFFERENT_CONTENT, 5, 2
            """)
    void reallocate(
            long granted,
            long taken,
            long units,
            @Nullable String known,
            AllocationVerdict verdict,
            long from,
            long to) {
        given(ONE, granted, taken, 1);
        given(OTHER, 2, 0, 4);

        var book = book(known == null ? Map.of() : Map.of("m1", content(known)));
        var answer = book.decide(move("m1", units, "same"));

        assertThat(answer.verdict()).isEqualTo(verdict);
        assertThat(of(ONE).granted()).isEqualTo(from);
        assertThat(of(OTHER).granted()).isEqualTo(to);
        assertThat(answer.allocations()).extracting(Allocation::setAside).containsExactly(of(ONE), of(OTHER));
    }

    @Test
    void each_change_is_recorded_with_what_was_before_who_and_why() {
        given(ONE, 5, 1, 1);

        var book = book(Map.of());
        book.decide(new AllocationCommand.Set(key(ONE), 8, "ann", "fair", null));
        book.decide(move("m1", 4, "same"));
        book.decide(move("m1", 4, "same"));
        book.decide(new AllocationCommand.Release(key(ONE), "bob", "over"));

        assertThat(book.changes())
                .extracting(AllocationBookTest::text)
                .containsExactly(
                        "one v2 SET 5 > 8 ann: fair",
                        "one v3 GIVEN 8 > 4 ann: swap m1",
                        "other v1 RECEIVED 0 > 4 ann: swap m1",
                        "one v4 RELEASED 4 > 1 bob: over");
    }

    @Test
    void only_what_was_changed_now_is_told_with_the_time() {
        var book = book(Map.of());
        var set = new AllocationCommand.Set(key(ONE), 8, "ann", "fair", null);

        assertThat(book.decide(set).allocations())
                .extracting(Allocation::changedAt)
                .containsExactly(NOON);
        assertThat(book.decide(set).allocations())
                .extracting(Allocation::changedAt)
                .containsOnlyNulls();
    }

    @Test
    void each_command_names_its_position_and_counts_as_one() {
        var set = new AllocationCommand.Set(key(ONE), 8, "ann", "fair", null);
        var release = new AllocationCommand.Release(key(ONE), "ann", "over");

        assertThat(List.of(set, release, move("m1", 1, "same"))).allSatisfy(command -> {
            assertThat(command.position()).isEqualTo(PLACE);
            assertThat(command.size()).isEqualTo(1);
        });
        assertThat(key(ONE)).hasToString("one of A at WH1");
    }

    @Test
    void nothing_below_zero_is_set_aside_and_nothing_is_moved_nowhere() {
        assertThatThrownBy(() -> new AllocationCommand.Set(key(ONE), -1, "ann", "fair", null))
                .hasMessageContaining("cannot set aside -1 for one of A at WH1");
        assertThatThrownBy(() -> move("m1", 0, "same")).hasMessageContaining("cannot move 0");
        assertThatThrownBy(() -> new AllocationCommand.Reallocate("m1", content("x"), PLACE, ONE, ONE, 1, "ann", "x"))
                .hasMessageContaining("from one to one");
    }

    @Test
    void two_answers_are_a_yes() {
        assertThat(EnumSet.allOf(AllocationVerdict.class))
                .filteredOn(AllocationVerdict::isYes)
                .containsExactly(AllocationVerdict.CHANGED, AllocationVerdict.UNCHANGED);
    }

    @Test
    void what_reads_differently_is_what_others_see() {
        var draft = memory.position(PLACE);
        draft.setAsides().load(ONE, new SetAside(5, 1, 1));

        draft.setAsides().set(ONE, new SetAside(6, 2, 2));
        assertThat(draft.readsDifferently()).isFalse();

        draft.setAsides().set(ONE, new SetAside(6, 1, 2));
        assertThat(draft.readsDifferently()).isTrue();
    }

    private void given(AccountId account, long granted, long taken, int version) {
        memory.position(PLACE).setAsides().load(account, new SetAside(granted, taken, version));
    }

    private AllocationBook book(Map<String, UUID> known) {
        return new AllocationBook(memory, NOON, known);
    }

    private SetAside of(AccountId account) {
        return memory.position(PLACE).setAsides().of(account);
    }

    private static AllocationKey key(AccountId account) {
        return new AllocationKey(account, PLACE);
    }

    private static AllocationCommand move(String id, long units, String content) {
        return new AllocationCommand.Reallocate(id, content(content), PLACE, ONE, OTHER, units, "ann", "swap");
    }

    private static UUID content(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(AllocationChange change) {
        var request = List.of(change.request() == null ? "" : " " + change.request());
        return change.key().account() + " v" + change.version() + " " + change.kind() + " " + change.before() + " > "
                + change.after() + " " + change.actor() + ": " + change.reason() + request.get(0);
    }
}
