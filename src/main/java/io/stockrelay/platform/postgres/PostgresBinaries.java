package io.stockrelay.platform.postgres;

import io.stockrelay.platform.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Chooses the folder that PostgreSQL's programs are unpacked into, once per account. */
public final class PostgresBinaries {

    private PostgresBinaries() {}

    /**
     * The account's cache folder, or {@code fallback} where the account has no home of its own.
     * Never a shared temporary folder: whoever made it first could plant programs there.
     */
    public static Path folder(Path fallback) {
        var home = Path.of(System.getProperty("user.home", "/nonexistent"));
        if (!isOurs(home)) {
            return PrivateFiles.folder(fallback).resolve("programs");
        }
        try {
            return PrivateFiles.folder(home.resolve(".cache/stockrelay")).resolve("postgres");
        } catch (UncheckedIOException e) {
            return PrivateFiles.folder(fallback).resolve("programs"); // a cache folder that another account made
        }
    }

    private static boolean isOurs(Path home) {
        try {
            // HOME may still name another account's folder after a change of user (su, setpriv, runuser).
            return Files.isDirectory(home)
                    && Files.isWritable(home)
                    && Files.getOwner(home).getName().equals(System.getProperty("user.name"));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
