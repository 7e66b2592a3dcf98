package io.stockrelay.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills {@code ${NAME}}, {@code ${NAME:default}} and {@code file:path} in values of the configuration. */
final class Placeholders {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_.-]*)(?::([^}]*))?}");
    private static final String FILE = "file:";
    private static final long SECRET_FILE_BYTES_MAX = 64 << 10;

    private final Path home;
    private final Function<String, @Nullable String> env;

    Placeholders(Path home, Function<String, @Nullable String> env) {
        this.home = home;
        this.env = env;
    }

    /**
     * A value after filling in.
     *
     * @param text null where something was missing
     * @param written whether any of the text stands in the file itself
     * @param problem what was missing, null where nothing was
     */
    record Filled(
            @Nullable String text,
            boolean written,
            @Nullable String problem,
            String fix) {}

    Filled fill(String raw) {
        var matcher = VARIABLE.matcher(raw);
        var text = new StringBuilder();
        boolean found = false;
        boolean written = false;
        while (matcher.find()) {
            found = true;
            var name = matcher.group(1);
            var value = env.apply(name);
            if (value == null) {
                value = matcher.group(2);
                written = true;
            }
            if (value == null) {
                return missing(name);
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        matcher.appendTail(text);
        return new Filled(text.toString(), written || !found, null, "");
    }

    Filled fillSecret(String raw) {
        var filled = fill(raw);
        if (filled.text() == null || !filled.text().startsWith(FILE)) {
            return filled;
        }
        var path = filled.text().substring(FILE.length());
        try {
            var file = home.resolve(path);
            if (Files.size(file) > SECRET_FILE_BYTES_MAX) {
                return new Filled(null, false, "the secret file " + path + " is larger than 64KB", "Check the path.");
            }
            return new Filled(Files.readString(file, StandardCharsets.UTF_8).strip(), false, null, "");
        } catch (IOException unreadable) {
            return new Filled(
                    null,
                    false,
                    "the secret file " + path + " cannot be read",
                    "Create it and let the program's user read it; a relative path starts at the home folder.");
        }
    }

    private static Filled missing(String name) {
        return new Filled(
                null,
                false,
                "the environment variable " + name + " is not set",
                "Set " + name + ", or give a default for trying things out: ${" + name + ":value}.");
    }

    /** Whether a secret says of itself that it is for the sandbox, in clear or inside a {@code whsec_} value. */
    static boolean isForSandbox(String secret) {
        if (secret.toLowerCase(Locale.ROOT).contains("sandbox")) {
            return true;
        }
        if (!secret.startsWith("whsec_")) {
            return false;
        }
        try {
            var bytes = Base64.getDecoder().decode(secret.substring("whsec_".length()));
            return new String(bytes, StandardCharsets.ISO_8859_1)
                    .toLowerCase(Locale.ROOT)
                    .contains("sandbox");
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
