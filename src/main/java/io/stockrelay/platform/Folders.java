package io.stockrelay.platform;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where things are.
 *
 * @param home the folder with {@code routes/}, {@code mappings/} and {@code config/}; default: the working folder
 * @param data everything the program writes; default {@code ./data}
 */
@ConfigurationProperties("stockrelay")
public record Folders(
        @DefaultValue(".") Path home,
        @DefaultValue("./data") Path data) {

    public Folders {
        home = home.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }

    /** Secrets of the embedded parts, one file each, readable by this account only. */
    public Path secrets() {
        return data.resolve("secrets");
    }

    /** What tells other programs about the running instance: lock, address, token. */
    public Path run() {
        return data.resolve("run");
    }
}
