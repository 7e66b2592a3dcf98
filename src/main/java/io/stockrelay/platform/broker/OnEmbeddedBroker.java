package io.stockrelay.platform.broker;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Holds while no external broker address is set; an empty address counts as none. */
final class OnEmbeddedBroker implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return context.getEnvironment().getProperty("stockrelay.broker.url", "").isBlank();
    }
}
