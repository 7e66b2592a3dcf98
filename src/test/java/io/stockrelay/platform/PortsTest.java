package io.stockrelay.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PortsTest {

    private static final int OUTGOING_FROM = 32_768;

    @Test
    void a_wanted_port_that_is_taken_is_refused_by_its_number_and_setting() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Ports.requireFree(taken.getLocalPort(), "the tests", "stockrelay.tests.port"))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " for the tests is taken")
                    .hasMessageContaining("--set stockrelay.tests.port=N");
        }
    }

    @Test
    void a_wanted_port_that_is_free_is_not_refused() {
        assertThatCode(() -> Ports.requireFree(Ports.anyFree(), "the tests", "stockrelay.tests.port"))
                .doesNotThrowAnyException();
    }

    @RepeatedTest(20)
    void any_free_port_can_be_listened_to_and_is_none_that_an_outgoing_connection_gets() throws IOException {
        int port = Ports.anyFree();

        assertThat(port).isLessThan(OUTGOING_FROM);
        try (var listening = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(listening.getLocalPort()).isEqualTo(port);
        }
    }
}
