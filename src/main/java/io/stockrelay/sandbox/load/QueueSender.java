package io.stockrelay.sandbox.load;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.apache.activemq.ActiveMQConnectionFactory;

/** Sends messages to one queue as a WMS does: bytes, persistent, on the broker's disk before {@code send} returns. */
public final class QueueSender implements AutoCloseable {

    private static final int ANSWER_MILLIS_MAX = 30_000;

    private final Connection connection;
    private final String queue;

    private QueueSender(Connection connection, String queue) {
        this.connection = connection;
        this.queue = queue;
    }

    public static QueueSender open(String url, String user, String password, String queue) throws JMSException {
        var factory = new ActiveMQConnectionFactory(user, password, url);
        factory.setSendTimeout(ANSWER_MILLIS_MAX);
        factory.setConnectResponseTimeout(ANSWER_MILLIS_MAX);
        factory.setWatchTopicAdvisories(false);
        var connection = factory.createConnection();
        connection.start();
        return new QueueSender(connection, queue);
    }

    /** A line of its own to the queue, for one thread. */
    public Line line() throws JMSException {
        var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        var producer = session.createProducer(session.createQueue(queue));
        producer.setDeliveryMode(DeliveryMode.PERSISTENT);
        return new Line(session, producer);
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }

    /** One thread's way to the queue. */
    public static final class Line {

        private final Session session;
        private final MessageProducer producer;

        private Line(Session session, MessageProducer producer) {
            this.session = session;
            this.producer = producer;
        }

        /**
         * @param group messages of one group keep their order; empty for none
         */
        public void send(byte[] content, String group) throws JMSException {
            var message = session.createBytesMessage();
            message.writeBytes(content);
            if (!group.isEmpty()) {
                message.setStringProperty("JMSXGroupID", group);
            }
            producer.send(message);
        }
    }
}
