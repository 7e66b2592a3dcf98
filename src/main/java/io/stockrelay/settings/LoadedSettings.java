package io.stockrelay.settings;

import io.stockrelay.shared.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What reading the configuration gave: the settings, or every problem; warnings come with either. */
public final class LoadedSettings {

    private final @Nullable Settings draft;
    private final List<Problem> problems;

    LoadedSettings(@Nullable Settings draft, List<Problem> problems) {
        this.draft = draft;
        this.problems = List.copyOf(problems);
    }

    /** Empty where any problem is an error. */
    public Optional<Settings> settings() {
        return problems.stream().anyMatch(Problem::isError) ? Optional.empty() : draft();
    }

    /** What could be read in spite of errors, to go on looking for further ones; never to work with. */
    Optional<Settings> draft() {
        return Optional.ofNullable(draft);
    }

    /** All of them in the order of the file, warnings included. */
    public List<Problem> problems() {
        return problems;
    }

    /** The settings, or an exception that tells every problem. */
    public Settings orThrow() {
        return settings().orElseThrow(() -> new ConfigurationRefused(problems));
    }
}
