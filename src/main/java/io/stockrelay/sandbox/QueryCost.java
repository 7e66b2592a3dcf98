package io.stockrelay.sandbox;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shopify's query cost in points: a mutation 10, an object 1, a connection 2 and its objects, a scalar nothing. Close to
 * the real count, whose details are not published.
 */
final class QueryCost {
    /** A query above this is refused whatever the bucket holds. */
    static final long POINTS_MAX = 1_000;

    private static final long MUTATION = 10;
    private static final long CONNECTION = 2;
    private static final int DEPTH_MAX = 20;
    private static final Set<String> INSIDE_CONNECTION = Set.of("nodes", "edges", "pageInfo");

    private final Document document;
    private final Map<String, Object> variables;

    private QueryCost(Document document, Map<String, Object> variables) {
        this.document = document;
        this.variables = variables;
    }

    static long of(Document document, Map<String, Object> variables) {
        QueryCost cost = new QueryCost(document, variables);
        return document.getDefinitionsOfType(OperationDefinition.class).stream()
                .mapToLong(cost::operation)
                .max()
                .orElse(0);
    }

    private long operation(OperationDefinition operation) {
        if (operation.getOperation() == OperationDefinition.Operation.MUTATION) {
            return MUTATION * operation.getSelectionSet().getSelections().size();
        }
        return selections(operation.getSelectionSet(), false, 0);
    }

    private long selections(@Nullable SelectionSet set, boolean inConnection, int depth) {
        if (set == null || depth > DEPTH_MAX) {
            return 0;
        }
        long points = 0;
        for (Selection<?> selection : set.getSelections()) {
            points = Math.min(Integer.MAX_VALUE, points + selection(selection, inConnection, depth));
        }
        return points;
    }

    private long selection(Selection<?> selection, boolean inConnection, int depth) {
        if (selection instanceof InlineFragment inline) {
            return selections(inline.getSelectionSet(), inConnection, depth + 1);
        }
        if (selection instanceof FragmentSpread spread) {
            return fragment(spread.getName())
                    .map(found -> selections(found.getSelectionSet(), inConnection, depth + 1))
                    .orElse(0L);
        }
        return selection instanceof Field field ? field(field, inConnection, depth) : 0;
    }

    private long field(Field field, boolean inConnection, int depth) {
        if (field.getSelectionSet() == null) {
            return 0;
        }
        Optional<Long> first = argument(field, "first").flatMap(this::number);
        if (first.isPresent()) {
            return CONNECTION + first.get() * (1 + selections(field.getSelectionSet(), true, depth + 1));
        }
        long children = selections(field.getSelectionSet(), false, depth + 1);
        if (inConnection && INSIDE_CONNECTION.contains(field.getName())) {
            return field.getName().equals("pageInfo") ? 0 : children;
        }
        long objects = argument(field, "ids").map(this::size).orElse(1L);
        return objects * (1 + children);
    }

    private Optional<FragmentDefinition> fragment(String name) {
        return document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .filter(fragment -> fragment.getName().equals(name))
                .findFirst();
    }

    private static Optional<Value<?>> argument(Field field, String name) {
        return field.getArguments().stream()
                .filter(argument -> argument.getName().equals(name))
                .<Value<?>>map(Argument::getValue)
                .findFirst();
    }

    private Optional<Long> number(Value<?> value) {
        if (value instanceof IntValue literal) {
            return Optional.of(literal.getValue().longValue());
        }
        if (value instanceof VariableReference reference
                && variables.get(reference.getName()) instanceof Number number) {
            return Optional.of(number.longValue());
        }
        return Optional.empty();
    }

    private long size(Value<?> value) {
        if (value instanceof ArrayValue literal) {
            return literal.getValues().size();
        }
        if (value instanceof VariableReference reference
                && variables.get(reference.getName()) instanceof List<?> list) {
            return list.size();
        }
        return 1;
    }
}
