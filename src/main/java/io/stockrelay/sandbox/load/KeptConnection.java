package io.stockrelay.sandbox.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an HTTP server on this machine, kept from call to call, used by one thread. No more of a client than
 * that: generator and program share the cores, and what the one burns the other lacks.
 */
public final class KeptConnection implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final int LINE_MAX = 8_192;

    private final InetSocketAddress address;
    private final String postLine;
    private final byte[] line = new byte[LINE_MAX];
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    /** @param target where posts go */
    public KeptConnection(URI target) {
        address = new InetSocketAddress(target.getHost(), target.getPort());
        postLine = "POST " + target.getRawPath() + " HTTP/1.1\r\nHost: " + target.getAuthority() + "\r\n";
    }

    /**
     * Posts and returns the status; the answer's body is read and dropped.
     *
     * @param headers whole lines, each with its line break
     */
    public int post(String headers, byte[] body) throws IOException {
        var head = postLine + headers + "Content-Length: " + body.length + "\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] message = new byte[start.length + body.length];
        System.arraycopy(start, 0, message, 0, start.length);
        System.arraycopy(body, 0, message, start.length, body.length);
        return send(message);
    }

    private int send(byte[] message) throws IOException {
        try {
            var input = opened();
            if (socket != null) {
                socket.getOutputStream().write(message);
            }
            return answer(input);
        } catch (IOException e) {
            close(); // what is left in it belongs to no later call
            throw e;
        }
    }

    private InputStream opened() throws IOException {
        if (in != null) {
            return in;
        }
        var made = new Socket();
        socket = made;
        made.setTcpNoDelay(true);
        made.setSoTimeout((int) ANSWER_LIMIT.toMillis());
        made.connect(address, (int) CONNECT_LIMIT.toMillis());
        in = new BufferedInputStream(made.getInputStream(), LINE_MAX);
        return in;
    }

    private int answer(InputStream input) throws IOException {
        var status = line(input);
        if (status.length() < 12 || !status.startsWith("HTTP/1.")) {
            throw new IOException("not an answer in HTTP: " + status);
        }
        long length = 0;
        boolean isChunked = false;
        boolean isLast = false;
        for (var header = line(input); !header.isEmpty(); header = line(input)) {
            var lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            }
            isChunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
            isLast |= lower.startsWith("connection:") && lower.contains("close");
        }
        if (isChunked) {
            dropChunks(input);
        } else {
            input.skipNBytes(length);
        }
        if (isLast) {
            close();
        }
        return Integer.parseInt(status.substring(9, 12));
    }

    private void dropChunks(InputStream input) throws IOException {
        for (long size = chunk(input); size > 0; size = chunk(input)) {
            input.skipNBytes(size);
            line(input);
        }
        while (!line(input).isEmpty()) {
            // trailers
        }
    }

    private long chunk(InputStream input) throws IOException {
        return Long.parseLong(line(input).split(";", 2)[0].strip(), 16);
    }

    private String line(InputStream input) throws IOException {
        int length = 0;
        for (int c = input.read(); c != '\n'; c = input.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed before the answer was whole");
            }
            if (length == LINE_MAX) {
                throw new IOException("a line of the answer is longer than " + LINE_MAX + " bytes");
            }
            line[length++] = (byte) c;
        }
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        var open = socket;
        socket = null;
        in = null;
        if (open != null) {
            open.close();
        }
    }
}
