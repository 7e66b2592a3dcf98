package io.stockrelay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ExplainTextTest {

    @Test
    void every_term_is_a_line_with_its_rule() throws JsonProcessingException {
        String json = """
                {"confirmed":38,"confirmedAt":"2026-11-21T12:00:00Z","open":true,"now":{"channel":"amazon","sku":"10045",
                 "number":40,"generation":"abc","pool":[{"location":"DC1","onHand":55,"allocated":5,"qualityHold":0,
                 "damaged":0,"available":50,"safetyStock":5,"counted":45,"rule":"keep five","line":"config/stockrelay.yaml:9"}],
                 "steps":[{"kind":"SHARE","percent":100,"before":45,"after":45},{"kind":"BUFFER","units":3,"before":45,"after":42},
                 {"kind":"STOP_AT","units":2,"before":42,"after":42},{"kind":"CAP","units":40,"before":42,"after":40}]}}
                """;
        var out = new StringWriter();

        ExplainText.print(new ObjectMapper().readTree(json), new PrintWriter(out, true));

        assertThat(out.toString().lines())
                .containsExactly(
                        "amazon shows 38 (confirmed 2026-11-21T12:00:00Z) of 10045; computed now: 40",
                        "       50  available at DC1: on hand 55 - allocated 5 - on hold 0 - damaged 0, stated as of -",
                        "       45  counted of it: less safety stock 5, never below 0  [keep five, config/stockrelay.yaml:9]",
                        "       45  share of 100 %, rounded down",
                        "       42  less a buffer of 3",
                        "       42  stops at 2: that or less is shown as 0",
                        "       40  never more than 40",
                        "       40  the number, by configuration abc");
    }

    @Test
    void what_is_in_flight_is_told_with_what_keeps_it_and_what_ended_before() throws JsonProcessingException {
        String json = """
                {"confirmed":8,"confirmedAt":"2026-11-21T12:00:00Z","open":true,"inFlight":2,
                 "inFlightSince":"2026-11-21T11:00:00Z","inFlightStays":"1 dead letter(s) of its orders are open",
                 "inFlightEnded":{"units":3,"at":"2026-11-20T12:00:00Z","by":"poll of the orders begun 2026-11-20T11:59:58Z"},
                 "now":{"channel":"shop","sku":"A","number":8,"generation":"abc","pool":[],
                  "steps":[{"kind":"IN_FLIGHT","units":2,"before":10,"after":8}]}}
                """;
        var out = new StringWriter();

        ExplainText.print(new ObjectMapper().readTree(json), new PrintWriter(out, true));

        assertThat(out.toString().lines())
                .containsExactly(
                        "shop shows 8 (confirmed 2026-11-21T12:00:00Z) of A; computed now: 8",
                        "        8  less 2 sold there whose order has not arrived",
                        "        8  the number, by configuration abc",
                        "In flight since 2026-11-21T11:00:00Z: 1 dead letter(s) of its orders are open",
                        "3 in flight ended 2026-11-20T12:00:00Z by poll of the orders begun 2026-11-20T11:59:58Z");
    }

    @Test
    void a_kits_components_are_told_and_what_each_makes() throws JsonProcessingException {
        String json = """
                {"open":true,"now":{"channel":"shop","sku":"SET","number":3,"generation":"abc","pool":[
                 {"location":"DC1","component":"TENT","perKit":1,"onHand":5,"allocated":0,"qualityHold":0,"damaged":0,
                  "available":5,"safetyStock":0,"counted":5},
                 {"location":"DC1","component":"PEG","perKit":4,"onHand":16,"allocated":0,"qualityHold":0,"damaged":0,
                  "available":16,"safetyStock":1,"counted":15,"rule":"keep one","line":"config/stockrelay.yaml:9"}],"steps":[]}}
                """;
        var out = new StringWriter();

        ExplainText.print(new ObjectMapper().readTree(json), new PrintWriter(out, true));

        assertThat(out.toString().lines())
                .containsExactly(
                        "shop shows nothing yet of SET; computed now: 3",
                        "        5  available TENT at DC1: on hand 5 - allocated 0 - on hold 0 - damaged 0, stated as of -",
                        "        5  counted of it: less safety stock 0, never below 0",
                        "       16  available PEG at DC1: on hand 16 - allocated 0 - on hold 0 - damaged 0, stated as of -",
                        "       15  counted of it: less safety stock 1, never below 0  [keep one, config/stockrelay.yaml:9]",
                        "        5  kits from TENT at DC1, 1 in each, rounded down",
                        "        3  kits from PEG at DC1, 4 in each, rounded down",
                        "        3  kits at DC1: as many as the scarcest component makes",
                        "        3  the number, by configuration abc");
    }
}
