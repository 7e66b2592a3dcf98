package io.stockrelay.platform.postgres;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Holds while no external database address is set; an empty address counts as none. */
final class OnEmbeddedDatabase implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return isEmbedded(context.getEnvironment());
    }

    private static boolean isEmbedded(Environment environment) {
        return environment.getProperty("stockrelay.database.url", "").isBlank();
    }
}
