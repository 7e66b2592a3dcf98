package io.stockrelay.bench;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One client's connection over HTTP/1.1, with one call under way at a time; answers' bodies are read and dropped. */
final class Caller {

    private static final int HEAD_MAX = 8_192;
    private static final String LENGTH = "\r\ncontent-length:";
    private static final int STATUS_FROM = "HTTP/1.1 ".length();
    private static final int STATUS_TO = STATUS_FROM + 3;
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final SocketChannel channel;
    private final byte[] head = new byte[HEAD_MAX];
    private int headLength;
    private boolean isHeadWhole;
    private long bodyLeft;
    private long began;

    Caller(SocketChannel channel) {
        this.channel = channel;
    }

    /** A call is much smaller than what the system takes at once; one that is not taken whole fails. */
    void send(byte[] request, long now) throws IOException {
        began = now;
        headLength = 0;
        isHeadWhole = false;
        if (channel.write(ByteBuffer.wrap(request)) < request.length) {
            throw new IOException("a call of " + request.length + " bytes was not taken at once");
        }
    }

    /** When the call under way was sent, by {@link System#nanoTime()}. */
    long began() {
        return began;
    }

    /** Of the answer. */
    int status() {
        return Integer.parseInt(new String(head, STATUS_FROM, STATUS_TO - STATUS_FROM, StandardCharsets.ISO_8859_1));
    }

    /** Reads what has come and tells whether the answer is whole. */
    boolean isAnswered(ByteBuffer room) throws IOException {
        room.clear();
        if (channel.read(room) < 0) {
            throw new EOFException("the connection was closed before the answer was whole");
        }
        room.flip();
        while (!isHeadWhole && room.hasRemaining()) {
            takeHead(room.get());
        }
        bodyLeft -= isHeadWhole ? room.remaining() : 0;
        return isHeadWhole && bodyLeft == 0;
    }

    private void takeHead(byte next) throws IOException {
        if (headLength == HEAD_MAX) {
            throw new IOException("the head of an answer is longer than " + HEAD_MAX + " bytes");
        }
        head[headLength++] = next;
        if (endsHead()) {
            isHeadWhole = true;
            bodyLeft = bodyLength(new String(head, 0, headLength, StandardCharsets.ISO_8859_1));
        }
    }

    private boolean endsHead() {
        if (headLength < HEAD_END.length) {
            return false;
        }
        for (int i = 1; i <= HEAD_END.length; i++) {
            if (head[headLength - i] != HEAD_END[HEAD_END.length - i]) {
                return false;
            }
        }
        return true;
    }

    private static long bodyLength(String head) throws IOException {
        int at = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        if (!head.startsWith("HTTP/1.1 ") || at < 0) {
            throw new IOException("not an answer whose length is told: "
                    + head.lines().findFirst().orElse(""));
        }
        int from = at + LENGTH.length();
        return Long.parseLong(head.substring(from, head.indexOf('\r', from)).strip());
    }
}
