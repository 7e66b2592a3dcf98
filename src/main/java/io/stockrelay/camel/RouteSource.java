package io.stockrelay.camel;

import io.stockrelay.shared.SourceId;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;

/** Whose messages a route takes: the parameter {@code source} of its template, or else its {@code group}. */
final class RouteSource {

    private RouteSource() {}

    static Optional<SourceId> of(CamelContext camel, Route route) {
        return parameter(camel, route.getRouteId())
                .or(() -> Optional.ofNullable(route.getGroup()))
                .filter(name -> !name.isBlank() && !name.startsWith("{{"))
                .map(SourceId::new);
    }

    // Camel 4.18 leaves a placeholder in a template's group as it is, so the group alone does not do.
    private static Optional<String> parameter(CamelContext camel, String routeId) {
        var definition = ((ModelCamelContext) camel).getRouteDefinition(routeId);
        return definition == null || definition.getTemplateParameters() == null
                ? Optional.empty()
                : Optional.ofNullable(definition.getTemplateParameters().get(ExchangeNames.SOURCE))
                        .map(Object::toString);
    }
}
