package io.stockrelay.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** STOMP as any scripting language would speak it: text frames over a socket. */
public final class StompClient implements AutoCloseable {

    private final Socket socket;

    public StompClient(int port, String user, String password) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        expect(
                exchange("CONNECT\naccept-version:1.2\nhost:stockrelay\nlogin:" + user + "\npasscode:" + password
                        + "\n\n"),
                "CONNECTED");
    }

    /** Returns when the broker has stored the message. */
    public void send(String queue, String text) throws IOException {
        expect(exchange("SEND\ndestination:/queue/" + queue + "\npersistent:true\nreceipt:r1\n\n" + text), "RECEIPT");
    }

    private String exchange(String frame) throws IOException {
        socket.getOutputStream().write((frame + "\0").getBytes(StandardCharsets.UTF_8));
        var answer = new ByteArrayOutputStream();
        for (int next = socket.getInputStream().read();
                next > 0;
                next = socket.getInputStream().read()) {
            answer.write(next);
        }
        return answer.toString(StandardCharsets.UTF_8).strip();
    }

    private static void expect(String answer, String command) throws IOException {
        if (!answer.startsWith(command)) {
            throw new IOException(answer);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
