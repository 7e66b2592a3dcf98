package io.stockrelay.day;

import io.stockrelay.testkit.RunningStockRelay;
import io.stockrelay.testkit.StompClient;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.jspecify.annotations.Nullable;

/** The program's doors as its sources use them. One thread at a time; a call returns when it is acknowledged. */
final class Doors implements AutoCloseable {

    static final String ERP_SECRET = "whsec_c3RvY2tyZWxheSBzYW5kYm94IGVycCBzZWNyZXQ=";

    private static final String QUEUE = "wms.inventory";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final RunningStockRelay program;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private @Nullable Jms openWire;
    private @Nullable Jms amqp;
    private @Nullable StompClient stomp;

    Doors(RunningStockRelay program) {
        this.program = program;
    }

    /** A message of the WMS, stored by the broker when this returns. */
    void send(Message message) throws IOException, JMSException {
        switch (message.way()) {
            case OPENWIRE -> openWire().send(message.body(), message.group());
            case AMQP -> amqp().send(message.body(), message.group());
            case STOMP, WEBHOOK -> send(message.way(), message.body());
        }
    }

    void send(Message.Way way, String text) throws IOException, JMSException {
        switch (way) {
            case OPENWIRE -> openWire().send(text);
            case AMQP -> amqp().send(text);
            case STOMP -> stomp().send(QUEUE, text);
            case WEBHOOK -> throw new IllegalArgumentException("the WMS sends messages");
        }
    }

    HttpResponse<String> webhook(String id, String json) throws IOException {
        return webhook(id, json.getBytes(StandardCharsets.UTF_8), "application/json", Instant.now());
    }

    HttpResponse<String> webhook(String id, byte[] body, String contentType, Instant signedAt) throws IOException {
        long seconds = signedAt.getEpochSecond();
        return post(request(id, seconds, RawSigner.sign(ERP_SECRET, id + "." + seconds + ".", body), contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    HttpResponse<String> webhookSignedAs(String signature, String id, String json) throws IOException {
        return post(request(id, Instant.now().getEpochSecond(), signature, "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /** As senders should: under another name first, then renamed. */
    void upload(String name, byte[] content) throws IOException {
        put(name + ".part", content);
        sftp(sftp -> sftp.rename("/in/" + name + ".part", "/in/" + name));
    }

    void put(String name, byte[] content) throws IOException {
        sftp(sftp -> {
            try (var out = sftp.write("/in/" + name)) {
                out.write(content);
            }
        });
    }

    @Override
    public void close() {
        quietly(openWire);
        quietly(amqp);
        quietly(stomp);
    }

    private static void quietly(@Nullable AutoCloseable door) {
        try {
            if (door != null) {
                door.close();
            }
        } catch (Exception e) {
            // The other side may be dead: then it is closed already.
        }
    }

    private HttpRequest.Builder request(String id, long seconds, String signature, String contentType) {
        return HttpRequest.newBuilder(URI.create(program.address() + "/webhooks/erp"))
                .timeout(LIMIT)
                .header("content-type", contentType)
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(seconds))
                .header("webhook-signature", signature);
    }

    private HttpResponse<String> post(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private Jms openWire() throws JMSException {
        if (openWire == null) {
            openWire = new Jms(
                    new ActiveMQConnectionFactory("client", password(), "tcp://127.0.0.1:" + program.port("openwire")));
        }
        return openWire;
    }

    private Jms amqp() throws JMSException {
        if (amqp == null) {
            var factory = new JmsConnectionFactory(
                    "client", password(), "amqp://127.0.0.1:" + program.port("amqp") + "?jms.sendTimeout=20000");
            amqp = new Jms(factory);
        }
        return amqp;
    }

    private StompClient stomp() throws IOException {
        if (stomp == null) {
            stomp = new StompClient(program.port("stomp"), "client", password());
        }
        return stomp;
    }

    private String password() {
        return program.secret("broker-client");
    }

    private interface Doing {
        void with(SftpClient sftp) throws IOException;
    }

    private void sftp(Doing doing) throws IOException {
        try (var client = SshClient.setUpDefaultClient()) {
            client.setServerKeyVerifier((session, address, key) -> true);
            client.start();
            try (var session = client.connect("threepl", "127.0.0.1", program.port("sftp"))
                    .verify(LIMIT)
                    .getSession()) {
                session.addPasswordIdentity(program.secret("sftp-threepl"));
                session.auth().verify(LIMIT);
                try (var sftp = SftpClientFactory.instance().createSftpClient(session)) {
                    doing.with(sftp);
                }
            }
        }
    }

    /** One connection that sends persistent texts and waits for the broker each time. */
    private static final class Jms implements AutoCloseable {
        private final Connection connection;
        private final Session session;
        private final MessageProducer producer;

        Jms(ConnectionFactory factory) throws JMSException {
            connection = factory.createConnection();
            session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            producer = session.createProducer(session.createQueue(QUEUE));
        }

        void send(String text) throws JMSException {
            send(text, null);
        }

        void send(String text, @Nullable String group) throws JMSException {
            var message = session.createTextMessage(text);
            if (group != null) {
                message.setStringProperty("JMSXGroupID", group);
            }
            producer.send(message);
        }

        @Override
        public void close() throws JMSException {
            connection.close();
        }
    }
}
