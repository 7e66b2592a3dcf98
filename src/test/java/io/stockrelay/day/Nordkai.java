package io.stockrelay.day;

import io.stockrelay.day.Fact.Kind;
import io.stockrelay.day.Fact.State;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the 3PL's file: windows-1252, semicolons, decimal comma, loose pieces and cartons in rows of their own. */
final class Nordkai {

    static final Charset CHARSET = Charset.forName("windows-1252");
    static final String HEADER = "Lager;Artikel;Bezeichnung;Einheit;Bestand;Gesperrt;Stand\n";
    static final Map<String, String> CODES = Company.pairs("threepl/skus.csv", "sku", "code");

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final DateTimeFormatter STAND =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm").withZone(BERLIN);
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm").withZone(BERLIN);

    private final Instant stand;
    private final StringBuilder rows = new StringBuilder(HEADER);
    private final List<Fact> facts = new ArrayList<>();

    Nordkai(Instant stand) {
        this.stand = stand;
    }

    static Map<String, Long> cartons() {
        var found = new TreeMap<String, Long>();
        Company.table("threepl/units.csv").stream()
                .filter(row -> Company.cell(row, "unit").equals("KAR"))
                .forEach(row -> found.put(Company.cell(row, "sku"), Long.parseLong(Company.cell(row, "numerator"))));
        return found;
    }

    /** Pieces and full cartons of one article: two rows, one figure. */
    Nordkai article(String sku, long pieces, long cartons, long held) {
        var code = String.valueOf(CODES.get(sku));
        row(code, "ST", thousands(pieces) + ",00", Long.toString(held));
        if (cartons > 0) {
            row(code, "KAR", Long.toString(cartons), "0");
        }
        long all = pieces + cartons * cartons().getOrDefault(sku, 0L);
        facts.add(new Fact(
                "threepl",
                id(code, "ST"),
                Kind.LEVEL,
                sku,
                "3PL",
                stand,
                Map.of(State.ON_HAND, all, State.HOLD, held)));
        return this;
    }

    Nordkai row(String code, String unit, String quantity, String held) {
        return line(
                "BRE1;" + code + ";Größe „M“ – 5 €;" + unit + ";" + quantity + ";" + held + ";" + STAND.format(stand));
    }

    Nordkai line(String text) {
        rows.append(text).append('\n');
        return this;
    }

    /** What a row of this file is known by. */
    String id(String code, String unit) {
        return "NK-" + ID.format(stand) + "-BRE1-" + code + "-" + unit;
    }

    /** Rows, with the line of totals and without the header. */
    long size() {
        return rows.chars().filter(c -> c == '\n').count();
    }

    byte[] bytes() {
        return (rows + ";SUMME;;;48.112;;\n").getBytes(CHARSET);
    }

    List<Fact> facts() {
        return facts;
    }

    private static String thousands(long number) {
        return number < 1_000 ? Long.toString(number) : number / 1_000 + "." + String.format("%03d", number % 1_000);
    }
}
