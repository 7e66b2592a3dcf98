package io.stockrelay.camel;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a JMS message says beside its body, by names in lower case; read from the message, never by way of Camel. */
final class JmsHeaders {

    private static final int PROPERTIES_MAX = 100;
    private static final int VALUE_LENGTH_MAX = 4_000;
    private static final String CAMEL = "camel";

    /** JMS names must be Java identifiers, AMQP and STOMP clients have names of their own for it. */
    private static final List<String> CONTENT_TYPES =
            List.of("content-type", "content_type", "contenttype", "content_hyphen_type", "jms_amqp_contenttype");

    private JmsHeaders() {}

    static Map<String, String> of(Message message) throws JMSException {
        var headers = new HashMap<String, String>();
        put(headers, "jmsmessageid", message.getJMSMessageID());
        put(headers, "jmscorrelationid", message.getJMSCorrelationID());
        put(headers, "jmstype", message.getJMSType());
        var names = message.getPropertyNames();
        for (int i = 0; names.hasMoreElements() && i < PROPERTIES_MAX; i++) {
            String name = String.valueOf(names.nextElement());
            String lower = name.toLowerCase(Locale.ROOT);
            if (!lower.startsWith(CAMEL)) {
                put(headers, lower, Objects.toString(message.getObjectProperty(name), null));
            }
        }
        return headers;
    }

    static @Nullable String contentType(Map<String, String> headers) {
        return CONTENT_TYPES.stream()
                .map(headers::get)
                .filter(type -> type != null && type.contains("/"))
                .findFirst()
                .orElse(null);
    }

    private static void put(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value.length() <= VALUE_LENGTH_MAX ? value : value.substring(0, VALUE_LENGTH_MAX));
        }
    }
}
