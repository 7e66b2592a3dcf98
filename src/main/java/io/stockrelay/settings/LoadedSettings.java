package io.stockrelay.settings;

import io.stockrelay.shared.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reading the configuration gave.
 *
 * @param settings null where any problem is an error
 * @param problems all of them in the order of the file, warnings included
 */
public record LoadedSettings(@Nullable Settings settings, List<Problem> problems) {

    /** The settings, or an exception that tells every problem. */
    public Settings orThrow() {
        if (settings == null) {
            throw new ConfigurationRefused(problems);
        }
        return settings;
    }
}
