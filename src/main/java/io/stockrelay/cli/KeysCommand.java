package io.stockrelay.cli;

import io.stockrelay.access.KeyHash;
import java.security.SecureRandom;
import java.util.Base64;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code keys}: makes API keys; only their hash goes into the configuration. */
@Command(name = "keys", description = "Make API keys.", sortOptions = false)
final class KeysCommand extends CommandFamily {

    private static final String NAMES = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    KeysCommand() {
        super("Say what to do: keys new NAME.");
    }

    @Command(name = "new", description = "Print a new key, and what to put into config/stockrelay.yaml.")
    int make(@Parameters(paramLabel = "NAME", description = "Who will use it.") String name) {
        if (!name.matches(NAMES)) {
            throw misused("'" + name + "' cannot name a key: use up to 64 letters, digits, dots and hyphens.");
        }
        var bytes = new byte[KeyHash.KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var out = spec().commandLine().getOut();
        out.println("The key, shown only now; give it to " + name + " and keep it nowhere else:");
        out.println("  " + key);
        out.println();
        out.println("Into config/stockrelay.yaml (allow: read, move, move:SOURCE, reserve,"
                + " reserve:account:ACCOUNT, reserve:channel:CHANNEL, operate, metrics, all):");
        out.println("access:");
        out.println("  keys:");
        out.println("    - { name: " + name + ", hash: " + KeyHash.of(key) + ", allow: [read] }");
        out.flush();
        return 0;
    }
}
