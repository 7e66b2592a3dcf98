package io.stockrelay.platform;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/**
 * Starts what calls out once the routes run: a call before them would find no way out, and one of a start that then ends
 * (a port is taken, a route is wrong) must not have been made.
 */
class CallersStart {

    private final ObjectProvider<SmartLifecycle> parts;

    CallersStart(ObjectProvider<SmartLifecycle> parts) {
        this.parts = parts;
    }

    @EventListener
    void started(ApplicationStartedEvent event) {
        parts.stream()
                .filter(part -> part.getPhase() == StartOrder.CALLERS.phase())
                .forEach(SmartLifecycle::start);
    }
}
