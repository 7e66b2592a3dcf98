package io.stockrelay.sandbox;

/** A top-level GraphQL error with Shopify's machine-readable code. */
final class ShopifyError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    ShopifyError(String code, String message) {
        super(message);
        this.code = code;
    }

    String code() {
        return code;
    }
}
