package io.stockrelay.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.AccountId;
import io.stockrelay.stock.OrderReference;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom stock is promised to, and what they are called. */
class PartiesTest {

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({"account:dealer-7, ACCOUNT, dealer-7", "channel:shop, CHANNEL, shop", "source:erp:2, SOURCE, erp:2"})
    void a_scope_is_read_as_it_is_written(String code, Scope.Kind kind, String id) {
        assertThat(Scope.ofCode(code)).isEqualTo(new Scope(kind, id));
        assertThat(new Scope(kind, id).code()).isEqualTo(code);
    }

    @Test
    void an_order_goes_by_the_number_its_warehouse_knows_or_else_by_ours() {
        assertThat(party(Requests.DEALER, "acme", null).reference("SO-1"))
                .isEqualTo(new OrderReference("acme", "SO-1"));
        assertThat(party(Requests.DEALER, null, null).reference("SO-1"))
                .isEqualTo(new OrderReference("reservations", "account:dealer-7/SO-1"));
    }

    @Test
    void only_channels_sell_for_accounts() {
        var settings = ReservationSettings.of(List.of(
                party(Requests.DEALER, null, Requests.DEALER_ACCOUNT),
                party(Requests.SHOP, null, null),
                party(Requests.PORTAL, null, Requests.OTHER_ACCOUNT)));

        assertThat(settings.channelAccounts()).isEqualTo(Map.of(Requests.PORTAL, Requests.OTHER_ACCOUNT));
        assertThat(settings.party(Requests.SHOP)).map(PartySettings::scope).contains(Requests.SHOP);
        assertThat(settings.party(Requests.OTHER_DEALER)).isEmpty();
    }

    @ParameterizedTest(name = "{0} draws on {1}")
    @CsvSource({"account:dealer-7, dealer-7", "channel:portal, dealer-8", "channel:shop,"})
    void an_account_draws_on_its_own_and_a_channel_on_that_of_its_account(String party, @Nullable String account) {
        assertThat(Requests.policy().account(Scope.ofCode(party)))
                .isEqualTo(account == null ? null : new AccountId(account));
    }

    @Test
    void the_secrets_of_notices_are_never_shown() {
        assertThat(new PartySettings.NoticeAddress("http://localhost/n", List.of("hush")))
                .hasToString("NoticeAddress[url=http://localhost/n]");
    }

    @Test
    void four_answers_are_a_yes() {
        assertThat(EnumSet.allOf(Verdict.class))
                .filteredOn(Verdict::isYes)
                .containsExactly(Verdict.MADE, Verdict.CHANGED, Verdict.UNCHANGED, Verdict.NOTED);
    }

    @Test
    void a_request_takes_as_much_of_the_ledger_as_it_has_lines() {
        var lines = Requests.reserve("o", Requests.line("1", "A", 1), Requests.line("2", "B", 1));

        assertThat(lines.size()).isEqualTo(2);
        assertThat(Requests.confirm("o").size()).isEqualTo(1);
    }

    private static PartySettings party(Scope scope, @Nullable String references, @Nullable AccountId account) {
        return new PartySettings(scope, "Somebody", null, Set.of(), references, null, account);
    }
}
