package io.stockrelay.deadletter;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.ReceiptId;
import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.Step;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.EventOutcome;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.Submission;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Deliveries, failures and answers of the ledger for the tests of dead letters. */
public final class Samples {

    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private Samples() {}

    public static Delivery delivery(String body) {
        return delivery(body, Map.of("webhook-id", "m-1"));
    }

    public static Delivery delivery(String body, Map<String, String> headers) {
        return new Delivery(
                new ReceiptId(UUID.randomUUID()),
                new SourceId("wms"),
                "wms-inventory",
                NOON,
                "application/json",
                headers,
                null,
                body.getBytes(StandardCharsets.UTF_8));
    }

    public static Failure unknownSku(String eventId) {
        return new Failure(
                Step.CROSS_REFERENCE,
                CauseClass.MAPPING,
                "sku 4711 of source wms is not known",
                "sku 4711 in mappings/wms/skus.csv",
                eventId,
                "4711",
                "WH1",
                0,
                "[{\"id\":\"" + eventId + "\"}]");
    }

    public static Failure unparseable() {
        return Failure.ofWhole(Step.PARSE, CauseClass.UNPARSEABLE, "not JSON: line 1, column 2");
    }

    /** The ledger's answer: these outcomes, these failures. */
    public static DecidedSubmission decided(Delivery delivery, List<Failure> failures, Outcome... outcomes) {
        var submission = new Submission(delivery, List.of(), List.of(), List.of(), List.of());
        var all = Stream.of(outcomes)
                .map(outcome -> new EventOutcome("e", outcome, null, null, 0))
                .toList();
        return new DecidedSubmission(submission, all, failures);
    }

    public static DeadLetter letter(Step step, CauseClass cause, @Nullable String canonicalJson, UUID partKey) {
        return new DeadLetter(
                1,
                partKey,
                DeadLetter.Direction.INBOUND,
                "wms",
                7L,
                UUID.randomUUID(),
                step,
                "wms-inventory",
                cause,
                "m",
                null,
                "e",
                null,
                null,
                null,
                0,
                canonicalJson,
                null,
                null,
                null,
                "g",
                1,
                DeadLetter.State.OPEN,
                null,
                null,
                null,
                NOON,
                NOON);
    }
}
