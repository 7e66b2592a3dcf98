package io.stockrelay.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Names that the user gives to sources, locations and channels. */
final class Ids {

    private static final Pattern FOLDER_NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private Ids() {}

    /** Sources and channels name folders, addresses and queues: lower case, digits and hyphens. */
    static <T> Map<T, Section> folderNames(Section top, String key, Function<String, T> type) {
        var found = new LinkedHashMap<T, Section>();
        top.named(key).forEach((name, section) -> {
            if (FOLDER_NAME.matcher(name).matches()) {
                found.put(type.apply(name), section);
            } else {
                section.problem(
                        "name",
                        "'" + name + "' cannot name a folder and an address",
                        "Use up to 64 lower-case letters, digits and hyphens.");
            }
        });
        return found;
    }

    /** Codes of any spelling, such as locations. */
    static <T> Map<T, Section> codes(Section top, String key, Function<String, T> type) {
        var found = new LinkedHashMap<T, Section>();
        top.named(key)
                .forEach((name, section) -> code(name, type)
                        .ifPresentOrElse(
                                id -> found.put(id, section),
                                () -> section.problem(
                                        "name",
                                        "'" + name + "' is not a usable code",
                                        "Use 1 to 64 characters without blanks around them.")));
        return found;
    }

    static <T> Optional<T> code(String text, Function<String, T> type) {
        try {
            return Optional.of(type.apply(text));
        } catch (IllegalArgumentException notACode) {
            return Optional.empty();
        }
    }

    /** The one of the known ids that is written there; a problem where it is none of them. */
    static <T> Optional<T> reference(Section section, String key, Map<T, Section> known, String what) {
        return section.text(key).flatMap(text -> known(section, key, text, known, what));
    }

    static <T> Optional<T> known(Section section, String key, String text, Map<T, Section> known, String what) {
        var match = known.keySet().stream()
                .filter(id -> String.valueOf(id).equals(text))
                .findFirst();
        if (match.isEmpty()) {
            section.problem(
                    "unknown-" + what,
                    key,
                    "there is no " + what + " '" + text + "'",
                    Suggestions.sentence(
                            text, known.keySet().stream().map(String::valueOf).toList()));
        }
        return match;
    }
}
