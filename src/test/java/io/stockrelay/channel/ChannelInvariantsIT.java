package io.stockrelay.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.testkit.TestPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChannelInvariantsIT {

    @RegisterExtension
    static final TestPostgres DB = TestPostgres.migrated();

    private PublishingStage stage = stage();

    private static PublishingStage stage() {
        return new PublishingStage(
                DB, "verified", new FakeShop(100, true, true), new ChannelSettings.Pace(0, 1), "A", "B");
    }

    @BeforeEach
    void publish() {
        DB.jdbc().sql("truncate channel, listing, publication, send, send_item").update();
        stage = stage();
        stage.stock("A", 7);
        stage.stock("B", 3);
        stage.run();
    }

    @Test
    void nothing_is_found_where_all_is_well() {
        assertThat(stage.shown("A").holding().confirmedUnits()).isEqualTo(7);
        assertThat(stage.violations()).isEmpty();
    }

    @Test
    void a_confirmed_number_that_its_explanation_does_not_give_is_found() {
        DB.jdbc()
                .sql("update listing set explanation = replace(explanation, '\"counted\":7', '\"counted\":6'),"
                        + " confirmed_units = 6 where sku = 'A'")
                .update();

        assertThat(stage.violations())
                .anySatisfy(told -> assertThat(told)
                        .contains("A on verified")
                        .contains("confirmed 6, but its explanation says 7 and adds up to 7"));
    }

    @Test
    void a_confirmed_number_without_an_explanation_is_found() {
        DB.jdbc().sql("update listing set explanation = null where sku = 'B'").update();

        assertThat(stage.violations()).containsExactly("B on verified: confirmed 3 unexplained");
    }

    @Test
    void a_change_without_a_mark_is_found() {
        stage.positions.state("A", "WH1", 2);

        assertThat(stage.violations())
                .containsExactly(
                        "A on verified: the channel confirmed 7, truth is 2, and nothing waits to be published");
    }

    @Test
    void a_change_that_waits_is_no_violation() {
        stage.stock("A", 2);

        assertThat(stage.violations()).isEmpty();
    }

    @Test
    void what_was_never_stated_need_not_be_shown() {
        stage.adopt("A", "B", "NEW");
        stage.run();

        assertThat(stage.violations()).isEmpty();
    }
}
