package io.stockrelay.camel;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.util.ByteSequence;
import org.jspecify.annotations.Nullable;

/** The bytes of a JMS message, without ever making an object of what somebody sent. */
final class JmsBody {

    private JmsBody() {}

    /** Whether it is text or bytes; anything else would have to be deserialised and is not taken. */
    static boolean isPlain(Message message) {
        return message instanceof TextMessage || message instanceof BytesMessage;
    }

    /** Of text and bytes as sent; of anything else what was on the wire, for the dead letter. */
    static byte[] of(Message message) throws JMSException {
        if (message instanceof TextMessage text) {
            return text.getText() == null ? new byte[0] : text.getText().getBytes(StandardCharsets.UTF_8);
        }
        if (message instanceof BytesMessage bytes) {
            byte[] body = new byte[Math.toIntExact(bytes.getBodyLength())];
            bytes.reset();
            bytes.readBytes(body);
            return body;
        }
        return message instanceof ActiveMQMessage raw ? wire(raw.getContent()) : new byte[0];
    }

    private static byte[] wire(@Nullable ByteSequence content) {
        return content == null ? new byte[0] : content.toArray();
    }
}
