package io.stockrelay.sandbox;

import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Keeps the parsed and validated form of the few documents a caller uses. */
final class KnownDocuments implements PreparsedDocumentProvider {
    private static final int DOCUMENTS_MAX = 200;

    private final Map<String, PreparsedDocumentEntry> entries = new ConcurrentHashMap<>();

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> validate) {
        if (entries.size() >= DOCUMENTS_MAX) {
            entries.clear();
        }
        return CompletableFuture.completedFuture(
                entries.computeIfAbsent(input.getQuery(), text -> validate.apply(input)));
    }
}
