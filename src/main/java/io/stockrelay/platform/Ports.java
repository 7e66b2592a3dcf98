package io.stockrelay.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports on this machine's loopback address. */
public final class Ports {

    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final int ATTEMPTS_MAX = 100;

    private Ports() {}

    /**
     * Refuses kindly when a port is wanted that is taken. 0 wants any: whoever listens then takes one and tells it
     * afterwards, for one that is looked for beforehand may be somebody else's a moment later.
     */
    public static void requireFree(int wanted, String purpose, String property) {
        if (wanted != 0 && !isFree(wanted)) {
            throw new StartRefused(
                    "Port " + wanted + " for " + purpose + " is taken by another program.",
                    "StockRelay was not started.",
                    "Choose another with --set " + property + "=N (0 means any free port), or stop the other program.");
        }
    }

    /**
     * A free port for who cannot take one and tell it. It is none of those that systems give to outgoing connections
     * (from 32768 on), so that none of the thousands made meanwhile gets it.
     */
    public static int anyFree() {
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            if (isFree(port)) {
                return port;
            }
        }
        throw new StartRefused(
                "None of " + ATTEMPTS_MAX + " ports between " + FIRST + " and " + LAST + " that were tried is free.",
                "StockRelay was not started.",
                "See which programs listen on this machine, or name a port for each service instead of 0.");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
