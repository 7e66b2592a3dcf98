package io.stockrelay.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/** When everything is up: writes where it is for other commands, and prints it for people. */
class StartupSummary {

    private static final Logger LOG = LoggerFactory.getLogger(StartupSummary.class);
    private static final int TOPIC_WIDTH = 18;

    private final Folders folders;
    private final Clock clock;
    private final ObjectProvider<SummaryLine> lines;
    private final ObjectProvider<ListeningPort> ports;

    StartupSummary(
            Folders folders, Clock clock, ObjectProvider<SummaryLine> lines, ObjectProvider<ListeningPort> ports) {
        this.folders = folders;
        this.clock = clock;
        this.lines = lines;
        this.ports = ports;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (!(event.getApplicationContext() instanceof ServletWebServerApplicationContext web)) {
            return;
        }
        var port = web.getWebServer().getPort();
        var address = "http://" + host(web.getEnvironment().getProperty("server.address", "127.0.0.1")) + ":" + port;
        RunningInstance.token(folders);
        new RunningInstance(ProcessHandle.current().pid(), port, address, clock.instant(), portNumbers())
                .write(folders);
        LOG.info(
                "event=ready address={} ports={} pid={}\n{}",
                address,
                portNumbers(),
                ProcessHandle.current().pid(),
                text(address));
    }

    @EventListener
    void closed(ContextClosedEvent event) {
        RunningInstance.forget(folders);
    }

    private Map<String, Integer> portNumbers() {
        return ports.orderedStream().collect(Collectors.toMap(ListeningPort::name, ListeningPort::number));
    }

    private String text(String address) {
        var all = new ArrayList<>(List.of(
                new SummaryLine("StockRelay", address),
                new SummaryLine("Health", address + "/actuator/health/readiness"),
                new SummaryLine("Home", folders.home().toString()),
                new SummaryLine("Data", folders.data() + "  (logs in logs/, token in run/token)")));
        lines.orderedStream().forEach(all::add);
        all.add(new SummaryLine("Stop", "Ctrl-C"));
        return all.stream().map(StartupSummary::line).collect(Collectors.joining("\n", "\n", "\n"));
    }

    private static String line(SummaryLine line) {
        return "  " + line.topic()
                + " ".repeat(Math.max(1, TOPIC_WIDTH - line.topic().length())) + line.text();
    }

    /** What listens on every address is reached by the loopback one. */
    private static String host(String address) {
        try {
            return InetAddress.getByName(address).isAnyLocalAddress() ? "127.0.0.1" : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
