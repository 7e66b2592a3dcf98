package io.stockrelay.sandbox.load;

import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the sample company's systems say on a busy day, in their own formats. It opens with a figure for every item; then
 * every receipt is followed by the issue of the same goods, so that stock ends where it began however much is sent.
 *
 * @param run makes the numbers of documents unlike those of another run
 * @param codes the system's own codes of the items
 * @param start of the day; what is said is said as of then, or later
 */
public record SampleDay(String run, List<String> codes, Instant start) {

    private static final ZoneId GERMANY = ZoneId.of("Europe/Berlin");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter ROW = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");
    private static final DateTimeFormatter FILE = DateTimeFormatter.ofPattern("yyyyMMdd_HHmm");
    private static final int UNITS_AT_OPENING = 500;
    private static final int UNITS_MAX = 7;
    private static final int GROUPS = 256;

    public SampleDay {
        if (codes.isEmpty()) {
            throw new IllegalArgumentException("there are no codes to make a load of");
        }
        codes = List.copyOf(codes);
        start = start.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The ERP's stock list of Rotterdam. */
    public String erpOpening() {
        return IntStream.range(0, codes.size())
                .mapToObj(i -> """
                        {"line":%d,"plant":"RTM","material":"%s","stock":%d}""".formatted(i + 1, codes.get(i), UNITS_AT_OPENING))
                .collect(Collectors.joining(
                        ",",
                        "{\"type\":\"stockList\",\"document\":\"" + run + "-EX\",\"extractedAt\":\"" + start
                                + "\",\"lines\":[",
                        "]}"));
    }

    /** A goods receipt in Rotterdam, or the goods issue that takes it out again. */
    public String erpDocument(long call) {
        return """
                {"type":"%s","document":"%s-%d","postedAt":"%s","lines":[{"line":1,"plant":"RTM","material":"%s","quantity":%d}]}""".formatted(
                isIn(call) ? "goodsReceipt" : "goodsIssue", run, call, start.plusSeconds(1), code(call), units(call));
    }

    /** The WMS's snapshot of Hamburg. */
    public String wmsOpening() {
        return codes.stream()
                .map(code -> """
                        {"SKU_ID":"%s","ON_HAND":%d,"QC_HOLD":0,"DAMAGED":0}""".formatted(code, UNITS_AT_OPENING))
                .collect(Collectors.joining(
                        ",",
                        "{\"snapshot\":{\"run\":\"" + run + "\",\"WHSE\":\"HH1\",\"asOf\":\"" + local(start)
                                + "\",\"final\":false,\"items\":[",
                        "]}}"));
    }

    /** A receipt in Hamburg, or the shipment that takes it out again. */
    public String wmsMessage(long call) {
        return """
                {"transactions":[{"TRAN_TYPE":"%s","TRAN_CODE":"01","TRAN_NBR":"%s-%d","PIX_SEQ_NBR":1,"WHSE":"HH1",\
                "SKU_ID":"%s","INVN_ADJMT_QTY":%d,"UOM":"UNIT","CREATE_DATE_TIME":"%s"}]}""".formatted(
                        isIn(call) ? "100" : "400", run, call, code(call), units(call), local(start.plusSeconds(1)));
    }

    /** Messages of one item keep their order. */
    public String wmsGroup(long call) {
        return Integer.toString(Math.floorMod(code(call).hashCode(), GROUPS));
    }

    /** The 3PL's nightly file: a row for every item. */
    public CsvFileLoad file() {
        String stamp = ROW.withZone(GERMANY).format(start);
        return new CsvFileLoad(
                Charset.forName("windows-1252"),
                ';',
                List.of("Lager", "Artikel", "Einheit", "Bestand", "Gesperrt", "Stand"),
                row -> List.of("BRE1", code(row * 2), "ST", (100 + 5 * row) + ",00", "0", stamp));
    }

    public String fileName() {
        return "bestand_" + FILE.withZone(GERMANY).format(start) + ".csv";
    }

    private static boolean isIn(long call) {
        return call % 2 == 0;
    }

    private String code(long call) {
        return codes.get((int) (call / 2 % codes.size()));
    }

    private static long units(long call) {
        return 1 + call / 2 % UNITS_MAX;
    }

    private static String local(Instant time) {
        return LOCAL.withZone(GERMANY).format(time);
    }
}
