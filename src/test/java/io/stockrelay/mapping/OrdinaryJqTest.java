package io.stockrelay.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The programs must do the same with the ordinary jq, where a machine has it. */
class OrdinaryJqTest {

    @TestFactory
    Stream<DynamicTest> the_ordinary_jq_gives_the_same_events() {
        return MappingExamples.read(SampleCompany.HOME).stream()
                .filter(example -> !example.content().has("failures"))
                .map(example ->
                        DynamicTest.dynamicTest(example.file() + ": " + example.name(), () -> compare(example)));
    }

    private static void compare(MappingExample example) throws Exception {
        assumeTrue(isInstalled(), "jq is not installed");
        var delivery = example.delivery();
        var payload = payload(example);
        var file = SampleCompany.HOME.resolve(example.file().replace(".test.yaml", ".jq"));
        var ours = Program.compile(file.toString(), Files.readString(file)).run(payload, delivery, 2);

        assertThat(jq(file, example, payload)).isEqualTo(Payloads.json(Payloads.JSON.writeValueAsString(ours)));
    }

    private static JsonNode payload(MappingExample example) throws Unreadable {
        if (example.content().path("row") instanceof ObjectNode row) {
            return row;
        }
        var delivery = example.delivery();
        return Payloads.read(Format.of(delivery.contentType(), delivery.bytes()), delivery);
    }

    private static JsonNode jq(Path program, MappingExample example, JsonNode payload) throws Exception {
        var delivery = example.delivery();
        var file = delivery.fileName() == null ? "" : delivery.fileName();
        var command = new ArrayList<>(List.of("jq", "-c", "-f", program.toString()));
        command.addAll(List.of(
                "--arg", "file", file, "--arg", "source", delivery.source().value()));
        command.addAll(List.of("--arg", "receivedAt", delivery.receivedAt().toString()));
        var headers = Payloads.JSON.writeValueAsString(delivery.headers());
        command.addAll(List.of("--argjson", "headers", headers, "--argjson", "line", "2"));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(Payloads.JSON.writeValueAsBytes(payload));
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        var events = new ArrayList<JsonNode>();
        for (var line : output.lines().toList()) {
            var event = Payloads.json(line);
            if (event.isArray()) {
                event.forEach(events::add);
            } else {
                events.add(event);
            }
        }
        return Payloads.JSON.valueToTree(events);
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("jq", "--version").start().waitFor(5, TimeUnit.SECONDS);
        } catch (IOException notThere) {
            return false;
        }
    }
}
