package io.stockrelay.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;

/** Random secrets of the embedded parts, made once and kept in private files of the data folder. */
public final class Secrets {

    private static final int SECRET_BYTES = 24;

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    public Secrets(Path folder) {
        this.folder = folder;
    }

    /** The secret of that name, made now if there was none. */
    public String secret(String name) {
        return secretIn(file(name));
    }

    /** The file that keeps the secret of that name. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    /** The secret kept in that file, made now if there was none. */
    public synchronized String secretIn(Path file) {
        try {
            var kept = Files.readString(file).strip();
            if (!kept.isEmpty()) {
                return kept;
            }
        } catch (NoSuchFileException e) {
            // the first start
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        var fresh = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        PrivateFiles.folder(folderOf(file));
        PrivateFiles.write(file, fresh + "\n");
        return fresh;
    }
}
