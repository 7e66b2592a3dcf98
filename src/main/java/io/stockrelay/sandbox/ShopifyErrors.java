package io.stockrelay.sandbox;

import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a data fetcher throws into a top-level error of the answer. */
final class ShopifyErrors implements DataFetcherExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ShopifyErrors.class);

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters thrown) {
        Throwable cause = thrown.getException();
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult(GraphqlErrorBuilder.newError()
                                .message("%s", message(cause))
                                .path(thrown.getPath())
                                .location(thrown.getSourceLocation())
                                .extensions(Map.of("code", code(cause)))
                                .build())
                        .build());
    }

    private static String message(Throwable cause) {
        return cause instanceof ShopifyError error ? String.valueOf(error.getMessage()) : "Internal error";
    }

    private static String code(Throwable cause) {
        if (cause instanceof ShopifyError error) {
            return error.code();
        }
        log.error("the simulated shop failed", cause);
        return "INTERNAL_SERVER_ERROR";
    }
}
