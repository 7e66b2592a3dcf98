package io.stockrelay.camel.push;

import io.stockrelay.channel.ChannelSettings;
import io.stockrelay.settings.Settings;
import io.stockrelay.shared.ChannelId;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Lets routes name what the configuration says of a channel: {@code {{channel:amazon.url}}} is its connection's url,
 * {@code {{channel:amazon.timeout-millis}}} the time-out of one call.
 */
@Component
@Order(0) // before the routes are loaded
class ChannelPlaceholders implements CamelContextConfiguration, PropertiesFunction {

    private final Settings settings;

    ChannelPlaceholders(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void beforeApplicationStart(CamelContext context) {
        context.getPropertiesComponent().addPropertiesFunction(this);
        for (var scheme : List.of("http", "https")) {
            // The client would answer 429 and 503 by itself: wait out Retry-After inside the call, then send again.
            context.getComponent(scheme, HttpComponent.class).setAutomaticRetriesDisabled(true);
        }
    }

    @Override
    public void afterApplicationStart(CamelContext context) {
        // nothing to do
    }

    @Override
    public String getName() {
        return "channel";
    }

    @Override
    public String apply(String remainder) {
        int dot = remainder.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException(
                    "{{channel:" + remainder + "}} names no setting: write {{channel:<channel>.<setting>}}");
        }
        var channel = settings.channel(new ChannelId(remainder.substring(0, dot)))
                .orElseThrow(() -> new IllegalArgumentException(
                        "{{channel:" + remainder + "}} names a channel that config/stockrelay.yaml does not have"));
        return setting(channel, remainder.substring(dot + 1));
    }

    private static String setting(ChannelSettings channel, String name) {
        if (name.equals("timeout-millis")) {
            return String.valueOf(channel.timeout().toMillis());
        }
        var value = channel.connection().get(name);
        // Only addresses: a secret in a route would be shown wherever routes are shown.
        if (value == null || !(name.equals("url") || name.endsWith("-url"))) {
            throw new IllegalArgumentException(
                    "channel " + channel.id() + " has no address connection." + name + " in config/stockrelay.yaml");
        }
        return value;
    }
}
