package io.stockrelay.platform.sftp;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Holds while no external SFTP server is set; an empty name counts as none. */
final class OnEmbeddedSftp implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return context.getEnvironment().getProperty("stockrelay.sftp.host", "").isBlank();
    }
}
