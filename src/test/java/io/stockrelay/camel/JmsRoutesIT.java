package io.stockrelay.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.SourceId;
import io.stockrelay.stock.Ledger;
import io.stockrelay.testkit.FixedSources;
import io.stockrelay.testkit.RecordingDeadLetters;
import io.stockrelay.testkit.RecordingLedger;
import io.stockrelay.testkit.RecordingLedger.Mood;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(
        classes = IntakeTestConfiguration.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "camel.main.routes-include-pattern=file:routes/templates/jms-queue.camel.yaml,"
                    + "file:routes/templates/failures.camel.yaml,file:routes/sources/wms.camel.yaml,"
                    + "file:routes/sources/broker-dead-letters.camel.yaml",
            "management.endpoint.health.validate-group-membership=false"
        })
class JmsRoutesIT {

    private static final String QUEUE = "wms.inventory";

    @Autowired
    Ledger ledger;

    @Autowired
    FixedSources directory;

    @Autowired
    RecordingDeadLetters deadLetters;

    @Autowired
    ActiveMQConnectionFactory connections;

    @Autowired
    CamelContext camel;

    @BeforeEach
    void anew() {
        directory.pausing().resume(new SourceId("wms"), "test");
        recording().clear();
        deadLetters.kept().clear();
    }

    @Test
    void text_and_bytes_are_taken_with_their_properties() throws Exception {
        send(session -> {
            var text = session.createTextMessage("<a/>");
            text.setStringProperty("Content_Type", "application/vnd.wms+xml");
            text.setStringProperty("CamelFileName", "x");
            text.setStringProperty("Warehouse", "WH1");
            return text;
        });
        send(session -> {
            var bytes = session.createBytesMessage();
            bytes.writeBytes(" [B-1]".getBytes(StandardCharsets.UTF_8));
            return bytes;
        });

        soon(() -> assertThat(recording().taken()).hasSize(2));
        var deliveries =
                recording().taken().stream().map(taken -> taken.delivery()).toList();
        assertThat(deliveries)
                .extracting(delivery -> delivery.contentType())
                .containsExactlyInAnyOrder("application/vnd.wms+xml", "application/json");
        assertThat(deliveries)
                .anySatisfy(delivery -> assertThat(delivery.headers())
                        .containsEntry("warehouse", "WH1")
                        .doesNotContainKey("camelfilename"));
        assertThat(deliveries).allSatisfy(delivery -> {
            assertThat(delivery.source()).isEqualTo(new SourceId("wms"));
            assertThat(delivery.route()).isEqualTo("wms");
        });
    }

    @Test
    void messages_of_a_group_keep_their_order() throws Exception {
        var ids = IntStream.range(0, 200).mapToObj(i -> "C-" + i).toList();
        for (String id : ids) {
            send(session -> {
                var message = session.createTextMessage(id);
                message.setStringProperty("JMSXGroupID", "g1");
                return message;
            });
        }

        soon(() -> assertThat(recording().applied()).containsExactlyElementsOf(ids));
    }

    @Test
    void an_object_map_or_stream_message_is_a_dead_letter_and_never_an_object() throws Exception {
        send(session -> session.createObjectMessage(new java.util.ArrayList<>(List.of("x"))));
        send(session -> session.createMapMessage());
        send(session -> session.createStreamMessage());

        soon(() -> assertThat(recording().taken()).hasSize(3));
        assertThat(recording().taken())
                .allSatisfy(taken -> assertThat(taken.failures().get(0).cause()).isEqualTo(CauseClass.UNSUPPORTED));
        assertThat(recording().taken())
                .anySatisfy(
                        taken -> assertThat(taken.failures().get(0).message()).startsWith("a ObjectMessage"));
        assertThat(recording().taken())
                .anySatisfy(taken -> assertThat(taken.delivery().bytes()).isNotEmpty());
    }

    @Test
    void while_the_database_is_away_messages_wait_and_come_in_order_afterwards() throws Exception {
        recording().become(Mood.AWAY);
        var ids = IntStream.range(0, 10).mapToObj(i -> "D-" + i).toList();
        for (String id : ids) {
            send(session -> {
                var message = session.createTextMessage(id);
                message.setStringProperty("JMSXGroupID", "g2");
                return message;
            });
        }
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(recording().taken()).isEmpty());

        recording().become(Mood.WELL);

        soon(() -> assertThat(recording().applied()).containsExactlyElementsOf(ids));
        assertThat(deadLetters.kept()).isEmpty();
    }

    @Test
    void what_nobody_foresaw_is_kept_and_does_not_come_again() throws Exception {
        send(session -> session.createTextMessage("boom"));
        send(session -> session.createTextMessage("E-1"));

        soon(() -> assertThat(recording().applied()).containsExactly("E-1"));
        soon(() -> assertThat(deadLetters.kept()).hasSize(1));
        assertThat(deadLetters.kept().get(0).failure().cause()).isEqualTo(CauseClass.POISON);
        assertThat(deadLetters.kept().get(0).failure().message()).contains("a mapping that nobody tested");
    }

    @Test
    void while_dead_letters_cannot_be_stored_nothing_is_acknowledged() throws Exception {
        recording().become(Mood.AWAY);
        send(session -> session.createObjectMessage("x"));
        await().during(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(recording().taken()).isEmpty());

        recording().become(Mood.WELL);

        soon(() -> assertThat(recording().taken()).hasSize(1));
    }

    @Test
    void a_paused_source_leaves_its_messages_on_the_broker() throws Exception {
        var wms = new SourceId("wms");
        directory.pausing().pause(wms, "test");
        soon(() -> assertThat(camel.getRouteController().getRouteStatus("wms")).isEqualTo(ServiceStatus.Suspended));
        send(session -> session.createTextMessage("F-1"));
        await().during(Duration.ofMillis(700))
                .atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(recording().taken()).isEmpty());

        directory.pausing().resume(wms, "test");

        soon(() -> assertThat(recording().applied()).containsExactly("F-1"));
    }

    @Test
    void what_the_broker_gave_up_on_is_moved_to_our_dead_letters() throws Exception {
        directory.pausing().pause(new SourceId("wms"), "test");
        soon(() -> assertThat(camel.getRouteController().getRouteStatus("wms")).isEqualTo(ServiceStatus.Suspended));
        try (var connection = connections.createConnection();
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            var producer = session.createProducer(session.createQueue(QUEUE));
            producer.setTimeToLive(1);
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            producer.send(session.createTextMessage("G-1"));
        }
        await().during(Duration.ofMillis(50)).until(() -> true); // it expires in the queue
        directory.pausing().resume(new SourceId("wms"), "test");

        soon(() -> assertThat(deadLetters.kept()).hasSize(1));
        var kept = deadLetters.kept().get(0);
        assertThat(new String(kept.delivery().bytes(), StandardCharsets.UTF_8)).isEqualTo("G-1");
        assertThat(kept.delivery().source()).isEqualTo(new SourceId("wms"));
        assertThat(kept.failure().cause()).isEqualTo(CauseClass.REJECTED);
        assertThat(kept.failure().message()).contains("queue '" + QUEUE + "'");
    }

    private void send(MessageMaker maker) throws JMSException {
        try (var connection = connections.createConnection();
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            session.createProducer(session.createQueue(QUEUE)).send(maker.make(session));
        }
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
    }

    private RecordingLedger recording() {
        return (RecordingLedger) ledger;
    }

    private interface MessageMaker {
        Message make(Session session) throws JMSException;
    }
}
