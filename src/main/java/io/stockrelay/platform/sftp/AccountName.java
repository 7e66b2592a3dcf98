package io.stockrelay.platform.sftp;

import io.stockrelay.platform.StartRefused;
import java.util.regex.Pattern;

/** The rule for account names: they become folder and file names, so nothing that could lead elsewhere. */
final class AccountName {

    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    private AccountName() {}

    static boolean isAllowed(String name) {
        return ALLOWED.matcher(name).matches();
    }

    static String require(String name) {
        if (isAllowed(name)) {
            return name;
        }
        throw new StartRefused(
                "\"" + name + "\" cannot be an SFTP account.",
                "No account was made for it.",
                "Use lower-case letters, digits, - and _, at most 63, beginning with a letter or digit.");
    }
}
