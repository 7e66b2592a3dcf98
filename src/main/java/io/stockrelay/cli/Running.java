package io.stockrelay.cli;

import io.stockrelay.platform.Folders;
import io.stockrelay.platform.RunningInstance;
import io.stockrelay.platform.Secrets;
import io.stockrelay.sandbox.load.QueueSender;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The running instance seen from a sender's side: its addresses and the passwords it gave its senders. */
record Running(Folders folders, RunningInstance instance) {

    private static final String BROKER_USER = "client";

    URI webhook(String source) {
        return URI.create(instance.address() + "/webhooks/" + Instance.encoded(source));
    }

    QueueSender queue(String name) {
        int port = port("openwire", "ActiveMQ");
        try {
            return QueueSender.open(
                    "tcp://127.0.0.1:" + port, BROKER_USER, secret("broker-" + BROKER_USER, "the broker"), name);
        } catch (JMSException e) {
            throw new CommandFailed("The broker on port " + port + " did not take the connection: " + e.getMessage()
                    + "\n  Nothing was sent.");
        }
    }

    SftpUpload sftp(String source) {
        int port = port("sftp", "SFTP server");
        String password = secret("sftp-" + source, "an SFTP account '" + source + "'");
        try {
            return SftpUpload.open(port, source, password, folders.data().resolve("sftp/known_hosts"));
        } catch (IOException e) {
            throw new CommandFailed("The SFTP server on port " + port + " did not let '" + source + "' in: "
                    + e.getMessage() + "\n  Nothing was sent.");
        }
    }

    int port(String name, String what) {
        Integer port = instance.ports().get(name);
        if (port == null) {
            throw new CommandFailed("The running instance has no " + what + " of its own.\n  Nothing was sent.\n"
                    + "  Send to the external one with its own tools; docs/sources.md says what it expects.");
        }
        return port;
    }

    /** Read, never made: a name that does not exist is a mistake of whoever asked. */
    private String secret(String name, String what) {
        Path file = new Secrets(folders.secrets()).file(name);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CommandFailed(
                    "There is no password for " + what + " in " + folders.secrets()
                            + ".\n  Nothing was sent.\n  Sources and their routes are in config/stockrelay.yaml and routes/sources/.");
        }
    }
}
