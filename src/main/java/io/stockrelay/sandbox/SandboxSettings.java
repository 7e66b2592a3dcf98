package io.stockrelay.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Everything that can be set about the sandbox.
 *
 * @param port 0 takes any free port of 127.0.0.1
 * @param noticeSecret of the account that takes notices
 */
public record SandboxSettings(int port, Shopify shopify, Amazon amazon, Dealer dealer, String noticeSecret) {

    /** What the sample company's account checks its notices with. */
    public static final String NOTICE_SECRET = "whsec_c3RvY2tyZWxheSBzYW5kYm94IGJlcmd3ZXJrIHNlY3JldA==";

    /** What the sample company checks the shop's webhooks with. */
    public static final String SHOPIFY_SECRET = "sandbox-shopify-secret";

    public SandboxSettings(int port, Shopify shopify, Amazon amazon, Dealer dealer) {
        this(port, shopify, amazon, dealer, NOTICE_SECRET);
    }

    public SandboxSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("sandbox port must be 0 to 65535: " + port);
        }
    }

    /** The channels of the sample company with the pace of the published contracts. */
    public static SandboxSettings sample(int port, Supplier<String> secrets) {
        return new SandboxSettings(
                port,
                new Shopify("shopify", "acme-outdoor", secrets.get(), new Pacing(2_000, 100)),
                new Amazon(
                        "amazon",
                        "A1ACMEOUTDOOR",
                        List.of("A1PA6795UKMFR9"),
                        secrets.get(),
                        secrets.get(),
                        secrets.get(),
                        Duration.ofHours(1),
                        new Pacing(5, 5)),
                new Dealer("dealer-portal", secrets.get(), new Pacing(20, 10)));
    }

    /** The same without any rate limit, for benchmarks and tests of other things. */
    public SandboxSettings unpaced() {
        return new SandboxSettings(
                port,
                new Shopify(shopify.id, shopify.shop, shopify.accessToken, Pacing.LIFTED, shopify.webhookSecret),
                new Amazon(
                        amazon.id,
                        amazon.sellerId,
                        amazon.marketplaceIds,
                        amazon.clientId,
                        amazon.clientSecret,
                        amazon.refreshToken,
                        amazon.tokenLife,
                        Pacing.LIFTED),
                new Dealer(dealer.id, dealer.token, Pacing.LIFTED),
                noticeSecret);
    }

    /**
     * A Shopify shop.
     *
     * @param id StockRelay's id of the channel, here and below
     * @param shop the name in the address
     * @param pacing query cost points: bucket size and restore rate
     * @param webhookSecret what it signs its webhooks with
     */
    public record Shopify(String id, String shop, String accessToken, Pacing pacing, String webhookSecret) {

        /** Signs as the sample company expects. */
        public Shopify(String id, String shop, String accessToken, Pacing pacing) {
            this(id, shop, accessToken, pacing, SHOPIFY_SECRET);
        }

        @Override
        public String toString() {
            return "Shopify[id=" + id + ", shop=" + shop + ", pacing=" + pacing + "]";
        }
    }

    /**
     * An Amazon seller account.
     *
     * @param tokenLife how long an access token is good for
     * @param pacing calls, for each operation: burst and rate
     */
    public record Amazon(
            String id,
            String sellerId,
            List<String> marketplaceIds,
            String clientId,
            String clientSecret,
            String refreshToken,
            Duration tokenLife,
            Pacing pacing) {
        @Override
        public String toString() {
            return "Amazon[id=" + id + ", sellerId=" + sellerId + ", marketplaceIds=" + marketplaceIds + ", tokenLife="
                    + tokenLife + ", pacing=" + pacing + "]";
        }
    }

    /**
     * The dealer portal.
     *
     * @param pacing calls: burst and rate
     */
    public record Dealer(String id, String token, Pacing pacing) {
        @Override
        public String toString() {
            return "Dealer[id=" + id + ", pacing=" + pacing + "]";
        }
    }
}
