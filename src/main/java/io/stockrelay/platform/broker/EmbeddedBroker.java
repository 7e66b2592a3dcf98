package io.stockrelay.platform.broker;

import io.stockrelay.platform.Ports;
import io.stockrelay.platform.PrivateFiles;
import io.stockrelay.platform.Secrets;
import io.stockrelay.platform.StartOrder;
import io.stockrelay.platform.StartRefused;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.TransportConnector;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;
import org.apache.activemq.usage.SystemUsage;
import org.springframework.context.SmartLifecycle;

/** An ActiveMQ broker of our own on the loopback address: OpenWire, AMQP and STOMP, messages kept in KahaDB. */
public final class EmbeddedBroker implements SmartLifecycle {

    private static final long TEMPORARY_BYTES_MAX = 1L << 30;
    private static final int CONNECTIONS_MAX = 1_000;
    private static final String NAME = "stockrelay";

    private final BrokerService broker;
    private final int openWirePort;
    private final int amqpPort;
    private final int stompPort;
    private final String servicePassword;
    private final Path clientPasswordFile;

    /** Starts at once, so that its ports are known to what is built after it; stops in its place of the order. */
    public EmbeddedBroker(Path data, BrokerSettings settings, Secrets secrets) {
        Ports.requireFree(settings.port(), "ActiveMQ (OpenWire)", "stockrelay.broker.port");
        Ports.requireFree(settings.amqpPort(), "ActiveMQ (AMQP)", "stockrelay.broker.amqp-port");
        Ports.requireFree(settings.stompPort(), "ActiveMQ (STOMP)", "stockrelay.broker.stomp-port");
        servicePassword = secrets.secret("broker-" + BrokerPolicy.SERVICE_USER);
        clientPasswordFile = secrets.file("broker-" + BrokerPolicy.CLIENT_USER);
        broker = new BrokerService();
        try {
            configure(data.resolve("broker").toFile(), settings);
            var openWire = listen("tcp", settings.port(), settings, "");
            // The default transformer hands AMQP bytes through; "jms" makes ordinary text and bytes messages of them.
            var amqp = listen("amqp", settings.amqpPort(), settings, "&transport.transformer=jms");
            var stomp = listen("stomp", settings.stompPort(), settings, "");
            broker.setPlugins(
                    BrokerPolicy.access(servicePassword, secrets.secret("broker-" + BrokerPolicy.CLIENT_USER)));
            broker.start();
            broker.waitUntilStarted();
            openWirePort = port(openWire);
            amqpPort = port(amqp);
            stompPort = port(stomp);
        } catch (Exception e) { // BrokerService declares no narrower type
            throw new StartRefused(
                    "The embedded ActiveMQ in " + data.resolve("broker") + " did not start: " + e.getMessage(),
                    "StockRelay was not started; stored messages are untouched.",
                    "Details are in the log file. An external broker can be used instead: STOCKRELAY_BROKER_URL.",
                    e);
        }
    }

    private void configure(File folder, BrokerSettings settings) throws Exception {
        PrivateFiles.folder(folder.toPath());
        broker.setBrokerName(NAME);
        broker.setUseJmx(false);
        broker.setUseShutdownHook(false); // Spring stops it, after its users
        broker.setSchedulerSupport(false);
        broker.setAdvisorySupport(true); // AMQP and temporary queues need it
        broker.setDataDirectoryFile(folder);
        broker.setPersistenceAdapter(store(folder));
        broker.setDestinationPolicy(BrokerPolicy.destinations());
        limit(broker.getSystemUsage(), settings);
    }

    private TransportConnector listen(String scheme, int port, BrokerSettings settings, String further)
            throws Exception {
        return broker.addConnector(scheme + "://127.0.0.1:" + port + "?maximumConnections=" + CONNECTIONS_MAX
                + "&wireFormat.maxFrameSize=" + settings.messageSize().toBytes() + further);
    }

    private static int port(TransportConnector listening) throws Exception {
        return listening.getServer().getSocketAddress().getPort();
    }

    private static KahaDBPersistenceAdapter store(File folder) throws IOException {
        var store = new KahaDBPersistenceAdapter();
        store.setDirectory(new File(folder, "kahadb"));
        store.setJournalDiskSyncStrategy("always"); // a message is acknowledged when it is on the disk
        store.setCheckForCorruptJournalFiles(true); // after a crash: truncate the torn end instead of refusing to start
        store.setChecksumJournalFiles(true);
        store.setDatabaseLockedWaitDelay(500); // a process that was just killed lets its lock go in a moment
        return store;
    }

    private static void limit(SystemUsage usage, BrokerSettings settings) {
        usage.getMemoryUsage().setLimit(settings.memory().toBytes());
        usage.getStoreUsage().setLimit(settings.store().toBytes());
        usage.getTempUsage().setLimit(TEMPORARY_BYTES_MAX);
        usage.setSendFailIfNoSpaceAfterTimeout(
                5_000); // a full broker answers its senders with an error, not with silence
    }

    /** In this process, without TCP; never starts a second broker. */
    BrokerAddress address() {
        return new BrokerAddress("vm://" + NAME + "?create=false", BrokerPolicy.SERVICE_USER, servicePassword);
    }

    public int openWirePort() {
        return openWirePort;
    }

    public int amqpPort() {
        return amqpPort;
    }

    public int stompPort() {
        return stompPort;
    }

    /** The account for other systems on this machine; its password is in {@link #clientPasswordFile}. */
    public String clientUser() {
        return BrokerPolicy.CLIENT_USER;
    }

    /** The file with the password of {@link #clientUser}. */
    public Path clientPasswordFile() {
        return clientPasswordFile;
    }

    @Override
    public void start() {
        // started by the constructor
    }

    @Override
    public void stop() {
        try {
            broker.stop();
            broker.waitUntilStopped();
        } catch (Exception e) { // BrokerService declares no narrower type
            throw new IllegalStateException("the embedded broker did not stop cleanly", e);
        }
    }

    @Override
    public boolean isRunning() {
        return !broker.isStopped();
    }

    @Override
    public int getPhase() {
        return StartOrder.BROKER.phase();
    }
}
