package io.stockrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Columns for people: numbers to the right, everything as wide as it needs, long texts cut. */
final class Table {

    private static final int CELL_MAX = 80;

    private final List<List<String>> rows = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();

    Table(String... headings) {
        add(headings);
    }

    Table add(String... cells) {
        var row = new ArrayList<String>();
        for (String cell : cells) {
            String text = cell.replaceAll("\\p{Cntrl}", " ");
            row.add(text.length() <= CELL_MAX ? text : text.substring(0, CELL_MAX - 1) + "…");
        }
        for (int i = 0; i < row.size(); i++) {
            if (i == widths.size()) {
                widths.add(0);
            }
            widths.set(i, Math.max(widths.get(i), row.get(i).length()));
        }
        rows.add(row);
        return this;
    }

    /** Says instead what it means that there is nothing. */
    void print(PrintWriter out, String whenEmpty) {
        if (rows.size() == 1) {
            out.println(whenEmpty);
            return;
        }
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String cell = row.get(i);
                String blanks = " ".repeat(widths.get(i) - cell.length());
                line.append(cell.matches("-?\\d+") ? blanks + cell : cell + blanks)
                        .append("  ");
            }
            out.println(line.toString().stripTrailing());
        }
    }

    /** How to go on where the page was not the last one. */
    static void more(PrintWriter out, JsonNode page, String option) {
        if (page.hasNonNull("next")) {
            out.println("There are more: " + option + " " + page.path("next").asText());
        }
    }

    static String text(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? "-" : node.asText();
    }
}
