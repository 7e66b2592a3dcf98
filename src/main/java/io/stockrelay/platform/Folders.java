package io.stockrelay.platform;

import java.nio.file.Path;

/**
 * Where things are.
 *
 * @param home the folder with {@code routes/}, {@code mappings/} and {@code config/}; default: the working folder
 * @param data everything the program writes; default {@code ./data}
 */
public record Folders(Path home, Path data) {

    public Folders {
        home = home.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }

    /** From settings. Taken as text: Spring would read a relative {@code Path} as relative to the web server's folder. */
    public static Folders of(String home, String data) {
        return new Folders(Path.of(home), Path.of(data));
    }

    /** Secrets of the embedded parts, one file each, readable by this account only. */
    public Path secrets() {
        return data.resolve("secrets");
    }

    /** Files in progress: what a kill leaves here nobody reads again, so it is emptied at each start. */
    public Path inProgress() {
        return data.resolve("in-progress");
    }

    /** What tells other programs about the running instance: lock, address, token. */
    public Path run() {
        return data.resolve("run");
    }
}
