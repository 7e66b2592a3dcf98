package io.stockrelay.platform.broker;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Arrays;
import org.apache.activemq.command.ActiveMQMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jms.support.converter.MessageConversionException;
import org.springframework.jms.support.converter.MessageConverter;

/**
 * Text and bytes in, text and bytes out; never a serialised Java object.
 *
 * <p>Any other kind of message comes in as its undecoded bytes: no mapping can read them, so it ends as a dead letter
 * with exactly these bytes, instead of as code run from a message (CVE-2026-40860).
 */
final class PlainMessages implements MessageConverter {

    private static final byte[] NOTHING = {};

    @Override
    public Object fromMessage(Message message) throws JMSException {
        if (message instanceof TextMessage text) {
            return text.getText() == null ? "" : text.getText();
        }
        if (message instanceof BytesMessage bytes) {
            return bytesOf(bytes);
        }
        if (message instanceof ActiveMQMessage other) {
            return undecodedBytesOf(other);
        }
        throw new MessageConversionException(
                "a " + message.getClass().getSimpleName() + " cannot be read: send a text or bytes message");
    }

    @Override
    public Message toMessage(Object body, Session session) throws JMSException {
        if (body instanceof byte[] bytes) {
            var message = session.createBytesMessage();
            message.writeBytes(bytes);
            return message;
        }
        if (body instanceof CharSequence text) {
            return session.createTextMessage(text.toString());
        }
        throw new MessageConversionException(
                "a " + body.getClass().getName() + " is not sent: make it text or bytes first");
    }

    private static byte[] bytesOf(BytesMessage message) throws JMSException {
        message.reset(); // a second attempt reads from the start again
        var bytes = new byte[Math.toIntExact(message.getBodyLength())];
        message.readBytes(bytes);
        return bytes;
    }

    private static byte[] undecodedBytesOf(ActiveMQMessage message) {
        var content = contentOf(message);
        return content == null
                ? NOTHING
                : Arrays.copyOfRange(content.data, content.offset, content.offset + content.length);
    }

    private static org.apache.activemq.util.@Nullable ByteSequence contentOf(ActiveMQMessage message) {
        message.storeContentAndClear();
        return message.getContent();
    }
}
