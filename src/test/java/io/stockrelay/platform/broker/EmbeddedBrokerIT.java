package io.stockrelay.platform.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockrelay.platform.Secrets;
import io.stockrelay.testkit.StompClient;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class EmbeddedBrokerIT {

    private static final String QUEUE = "wms.inventory";
    private static final int RECEIVE_MILLIS = 5_000;

    @TempDir
    Path data;

    @SuppressWarnings("NullAway.Init") // made by start()
    private EmbeddedBroker broker;

    @BeforeEach
    void start() {
        var settings = new BrokerSettings(
                null,
                null,
                "",
                0,
                0,
                0,
                100,
                4,
                DataSize.ofMegabytes(64),
                DataSize.ofMegabytes(512),
                DataSize.ofMegabytes(20));
        broker = new EmbeddedBroker(data, settings, secrets());
    }

    @AfterEach
    void stop() {
        broker.stop();
    }

    @Test
    void messages_are_kept_over_a_restart() throws Exception {
        try (var client = connect(openWire("client"))) {
            send(client, session -> session.createTextMessage("kept"));
        }
        broker.stop();
        start();

        assertThat(receive()).isEqualTo("kept");
    }

    @Test
    void a_text_sent_over_amqp_arrives_as_text() throws Exception {
        var amqp = new JmsConnectionFactory("client", password("client"), "amqp://127.0.0.1:" + broker.amqpPort());
        try (var client = connect(amqp)) {
            send(client, session -> session.createTextMessage("über AMQP"));
        }

        assertThat(receive()).isEqualTo("über AMQP");
    }

    @Test
    void a_text_sent_over_stomp_arrives_as_text() throws Exception {
        try (var client = new StompClient(broker.stompPort(), "client", password("client"))) {
            client.send(QUEUE, "über STOMP");
        }

        assertThat(receive()).isEqualTo("über STOMP");
    }

    @Test
    void bytes_can_be_read_again_by_a_second_attempt() throws Exception {
        try (var client = connect(openWire("client"))) {
            send(client, session -> {
                var message = session.createBytesMessage();
                message.writeBytes(new byte[] {1, 2, 3});
                return message;
            });
        }
        try (var service = connect(openWire("stockrelay"))) {
            var message = next(service);

            assertThat(new PlainMessages().fromMessage(message)).isEqualTo(new byte[] {1, 2, 3});
            assertThat(new PlainMessages().fromMessage(message)).isEqualTo(new byte[] {1, 2, 3});
        }
    }

    @Test
    void a_serialised_object_is_never_decoded_and_its_bytes_are_not_lost() throws Exception {
        try (var client = connect(openWire("client"))) {
            send(client, session -> session.createObjectMessage(new BigDecimal("12.5")));
        }
        try (var service = connect(openWire("stockrelay"))) {
            var body = new PlainMessages().fromMessage(next(service));

            assertThat(body).isInstanceOf(byte[].class);
            assertThat((byte[]) body).startsWith(0xAC, 0xED).hasSizeGreaterThan(20);
        }
    }

    @Test
    void a_client_may_send_but_not_read() throws Exception {
        try (var client = connect(openWire("client"))) {
            assertThatThrownBy(() -> next(client))
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining("not authorized");
        }
    }

    /** A webhook on the broker was let in by its signature: nobody may put one there by hand, by whatever name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "webhooks.erp",
                "webhooks.",
                "ActiveMQ.DLQ",
                "wms.inventory,webhooks.erp",
                "wms.inventory,queue://webhooks.erp",
                "webhooks.>",
                "*.erp",
                ">",
            })
    void a_client_may_not_send_to_our_own_queues(String queue) throws Exception {
        try (var service = connect(openWire("stockrelay"));
                var client = connect(openWire("client"))) {
            var own = service.createSession(false, Session.AUTO_ACKNOWLEDGE);
            var waiting = own.createConsumer(own.createQueue("webhooks.erp"));
            var session = client.createSession(false, Session.AUTO_ACKNOWLEDGE);

            assertThatThrownBy(() -> session.createProducer(session.createQueue(queue))
                            .send(session.createTextMessage("forged")))
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining("not authorized");
            assertThatThrownBy(() -> session.createProducer(null)
                            .send(session.createQueue(queue), session.createTextMessage("forged")))
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining("not authorized");
            assertThat(waiting.receive(100)).isNull();
        }
        assertThatThrownBy(() -> {
                    try (var client = new StompClient(broker.stompPort(), "client", password("client"))) {
                        client.send(queue, "forged");
                    }
                })
                .isInstanceOf(IOException.class);
        var amqp = new JmsConnectionFactory("client", password("client"), "amqp://127.0.0.1:" + broker.amqpPort());
        try (var client = connect(amqp)) {
            var session = client.createSession(false, Session.AUTO_ACKNOWLEDGE);
            assertThatThrownBy(() -> session.createProducer(session.createQueue(queue))
                            .send(session.createTextMessage("forged")))
                    .isInstanceOf(JMSException.class);
        }
    }

    @Test
    void the_service_account_may_send_to_our_own_queues() throws Exception {
        try (var service = connect(openWire("stockrelay"))) {
            var session = service.createSession(false, Session.AUTO_ACKNOWLEDGE);
            session.createProducer(session.createQueue("webhooks.erp")).send(session.createTextMessage("ours"));

            assertThat(session.createConsumer(session.createQueue("webhooks.erp"))
                            .receive(RECEIVE_MILLIS))
                    .isNotNull();
        }
    }

    @Test
    void nobody_gets_in_without_the_password() {
        var nobody = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + broker.openWirePort());
        var guess = new ActiveMQConnectionFactory("client", "guess", "tcp://127.0.0.1:" + broker.openWirePort());

        assertThatThrownBy(() -> connect(nobody).close()).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> connect(guess).close()).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> new StompClient(broker.stompPort(), "client", "guess").close())
                .isInstanceOf(IOException.class);
    }

    @Test
    void one_group_stays_with_one_consumer_also_beyond_1024_groups() throws Exception {
        try (var service = connect(openWire("stockrelay"))) {
            var first = consumer(service);
            var second = consumer(service);
            for (int round = 0; round < 2; round++) {
                var numbers = round;
                var session = service.createSession(true, Session.SESSION_TRANSACTED);
                var producer = session.createProducer(session.createQueue(QUEUE));
                for (int group = 0; group < 1_500; group++) {
                    var message = session.createTextMessage(group + ":" + numbers);
                    message.setStringProperty("JMSXGroupID", "g" + group);
                    producer.send(message);
                }
                session.commit();
            }

            List<String> firstGot = new ArrayList<>();
            List<String> secondGot = new ArrayList<>();
            while (firstGot.size() + secondGot.size() < 3_000) {
                take(first, firstGot);
                take(second, secondGot);
            }

            assertThat(groups(firstGot)).isNotEmpty().doesNotContainAnyElementsOf(groups(secondGot));
            assertThat(groups(secondGot)).isNotEmpty();
        }
    }

    private static void take(MessageConsumer consumer, List<String> taken) throws JMSException {
        var message = consumer.receive(50);
        if (message != null) {
            taken.add(((TextMessage) message).getText());
        }
    }

    private static List<String> groups(List<String> messages) {
        return messages.stream()
                .map(each -> each.substring(0, each.indexOf(':')))
                .distinct()
                .toList();
    }

    private String receive() throws JMSException {
        try (var service = connect(openWire("stockrelay"))) {
            return (String) new PlainMessages().fromMessage(next(service));
        }
    }

    private static Message next(Connection connection) throws JMSException {
        var message = consumer(connection).receive(RECEIVE_MILLIS);
        assertThat(message).as("a message within %s ms", RECEIVE_MILLIS).isNotNull();
        return message;
    }

    private static MessageConsumer consumer(Connection connection) throws JMSException {
        var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        return session.createConsumer(session.createQueue(QUEUE));
    }

    private interface Making {
        Message in(Session session) throws JMSException;
    }

    private static void send(Connection connection, Making making) throws JMSException {
        var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        session.createProducer(session.createQueue(QUEUE)).send(making.in(session));
    }

    private ConnectionFactory openWire(String user) {
        return new ActiveMQConnectionFactory(user, password(user), "tcp://127.0.0.1:" + broker.openWirePort());
    }

    private static Connection connect(ConnectionFactory factory) throws JMSException {
        var connection = factory.createConnection();
        try {
            connection.start();
            return connection;
        } catch (JMSException e) {
            connection.close();
            throw e;
        }
    }

    private String password(String user) {
        return secrets().secret("broker-" + user);
    }

    private Secrets secrets() {
        return new Secrets(data.resolve("secrets"));
    }
}
