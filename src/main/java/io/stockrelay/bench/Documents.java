package io.stockrelay.bench;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.IntUnaryOperator;

/** What the ERP and the WMS send: the sample company's documents over generated items. */
final class Documents {

    private static final int LINE_CHARACTERS = 120;

    private static final long STOCK = 1_000;

    private final Keys keys;
    private final Clock clock;
    private final long stock;

    Documents(Keys keys, Clock clock) {
        this(keys, clock, STOCK);
    }

    /** @param stock what every position of the ERP opens with */
    Documents(Keys keys, Clock clock, long stock) {
        this.keys = keys;
        this.clock = clock;
        this.stock = stock;
    }

    /** A stock correction of so many lines, a piece each; the plainest movement there is, as in the floor. */
    String corrections(String document, long first, int lines) {
        return corrections(document, lines, line -> keys.sku(first + line), line -> keys.location(first + line));
    }

    /** The same for one item after the other at the first plant. */
    String additions(String document, long first, int lines) {
        return corrections(document, lines, line -> inTurn(first + line), line -> 1);
    }

    /** The same, all of one item at the first plant. */
    String additionsOf(int sku, String document, int lines) {
        return corrections(document, lines, line -> sku, line -> 1);
    }

    /** The item whose turn it is. */
    int inTurn(long number) {
        return (int) (number % keys.skus());
    }

    private String corrections(String document, int lines, IntUnaryOperator sku, IntUnaryOperator location) {
        var json = new StringBuilder(LINE_CHARACTERS * (lines + 1));
        json.append("{\"type\":\"correction\",\"document\":\"").append(document).append("\",\"postedAt\":\"");
        json.append(now()).append("\",\"lines\":[");
        for (int line = 0; line < lines; line++) {
            json.append(line == 0 ? "" : ",").append("{\"line\":").append(line + 1);
            json.append(",\"material\":\"").append(BenchHome.sku(sku.applyAsInt(line)));
            json.append("\",\"plant\":\"E").append(location.applyAsInt(line));
            json.append("\",\"quantity\":1,\"unit\":\"PCE\",\"movement\":\"701\",\"reason\":\"bench\"}");
        }
        return json.append("]}").toString();
    }

    /** The ERP's books for some items at one of its plants: opens their positions. */
    String stockList(String document, int location, int fromSku, int toSku) {
        var json = new StringBuilder(LINE_CHARACTERS * (toSku - fromSku + 1));
        json.append("{\"type\":\"stockList\",\"document\":\"").append(document).append("\",\"extractedAt\":\"");
        json.append(now()).append("\",\"lines\":[");
        for (int sku = fromSku; sku < toSku; sku++) {
            json.append(sku == fromSku ? "" : ",").append("{\"line\":").append(sku);
            json.append(",\"material\":\"")
                    .append(BenchHome.sku(sku))
                    .append("\",\"plant\":\"E")
                    .append(location);
            json.append("\",\"unit\":\"PCE\",\"stock\":").append(stock).append('}');
        }
        return json.append("]}").toString();
    }

    /** One adjustment by the WMS. */
    String adjustment(long number) {
        return "{\"transactions\":[{\"TRAN_TYPE\":\"300\",\"TRAN_CODE\":\"01\",\"TRAN_NBR\":" + number
                + ",\"PIX_SEQ_NBR\":1,\"SKU_ID\":\"" + BenchHome.sku(keys.sku(number)) + "\",\"WHSE\":\"W"
                + keys.location(number) + "\",\"UOM\":\"UNIT\",\"INVN_ADJMT_QTY\":1,\"INVN_ADJMT_TYPE\":\"A\","
                + "\"CREATE_DATE_TIME\":\"" + now() + "\"}]}";
    }

    /** The broker keeps messages of one group in order: those of one SKU and location share one. */
    String group(long number, int groups) {
        return "g" + Math.floorMod(31 * keys.sku(number) + keys.location(number), groups);
    }

    /** The WMS's snapshot of some items: opens their positions. */
    String snapshot(String run, int location, int fromSku, int toSku) {
        var json = new StringBuilder(LINE_CHARACTERS * (toSku - fromSku + 1));
        json.append("{\"snapshot\":{\"run\":\"")
                .append(run)
                .append("\",\"WHSE\":\"W")
                .append(location);
        json.append("\",\"asOf\":\"").append(now()).append("\",\"items\":[");
        for (int sku = fromSku; sku < toSku; sku++) {
            json.append(sku == fromSku ? "" : ",").append("{\"SKU_ID\":\"").append(BenchHome.sku(sku));
            json.append("\",\"ON_HAND\":1000,\"QC_HOLD\":0,\"DAMAGED\":0}");
        }
        return json.append("]}}").toString();
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
