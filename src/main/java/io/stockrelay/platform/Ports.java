package io.stockrelay.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports on this machine's loopback address. */
public final class Ports {

    private Ports() {}

    /** The wanted port if it is free, or any free one for 0; refuses kindly when the wanted one is taken. */
    public static int choose(int wanted, String purpose, String property) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartRefused(
                    "Port " + wanted + " for " + purpose + " is taken by another program.",
                    "StockRelay was not started.",
                    "Choose another with --set " + property + "=N (0 means any free port), or stop the other program.",
                    e);
        }
    }
}
