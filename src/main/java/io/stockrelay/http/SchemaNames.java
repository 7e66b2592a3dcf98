package io.stockrelay.http;

import io.swagger.v3.core.jackson.TypeNameResolver;

/** Names a nested record after what it is nested in: a line of a reservation is no line of a lot list. */
final class SchemaNames extends TypeNameResolver {

    @Override
    protected String getNameOfClass(Class<?> type) {
        Class<?> around = type.getEnclosingClass();
        return around == null
                ? type.getSimpleName()
                : getNameOfClass(around).replaceFirst("Controller$", "") + type.getSimpleName();
    }
}
