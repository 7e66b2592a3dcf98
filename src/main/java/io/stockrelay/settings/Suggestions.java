package io.stockrelay.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** "Did you mean …?" for names that nobody knows. */
public final class Suggestions {

    private static final int COMPARED_LENGTH_MAX = 100;

    private Suggestions() {}

    /** The known name nearest to the given one, where one is near enough to be meant. */
    public static Optional<String> nearest(String given, Collection<String> known) {
        if (given.length() > COMPARED_LENGTH_MAX) {
            return Optional.empty();
        }
        int farthest = Math.max(1, given.length() / 3);
        return known.stream()
                .filter(name -> distance(given, name) <= farthest)
                .min(Comparator.comparingInt((String name) -> distance(given, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** A sentence for the fix: the nearest name, or else all of them. */
    public static String sentence(String given, Collection<String> known) {
        var all = known.stream().sorted().toList();
        return nearest(given, known)
                .map(name -> "Did you mean '" + name + "'?")
                .orElseGet(() -> all.isEmpty() ? "Remove it." : "Known here: " + String.join(", ", all) + ".");
    }

    private static int distance(String left, String right) {
        int[] above = new int[right.length() + 1];
        for (int column = 0; column < above.length; column++) {
            above[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[above.length];
            current[0] = row;
            for (int column = 1; column < above.length; column++) {
                int changed = above[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(changed, Math.min(above[column], current[column - 1]) + 1);
            }
            above = current;
        }
        return above[right.length()];
    }
}
