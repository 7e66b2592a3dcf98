package io.stockrelay.camel;

import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.Step;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.EventOutcome;
import io.stockrelay.stock.Outcome;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** 202 with the receipt and how many events ended how; 400 where the payload could not be read at all. */
final class WebhookAnswer implements Processor {

    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final String[] NAMES = names();

    @Override
    public void process(Exchange exchange) {
        var decided = ExchangeNames.decided(exchange);
        var delivery = decided.submission().delivery();
        unparseable(decided)
                .map(failure -> WebhookProblem.unparseable(delivery, failure.message()))
                .orElseGet(() -> Answer.json(202, accepted(delivery, decided)))
                .putOn(exchange);
    }

    private static Optional<Failure> unparseable(DecidedSubmission decided) {
        var submission = decided.submission();
        if (!submission.groups().isEmpty() || submission.failures().size() != 1) {
            return Optional.empty();
        }
        return Optional.of(submission.failures().get(0)).filter(failure -> failure.step() == Step.PARSE);
    }

    private static String accepted(Delivery delivery, DecidedSubmission decided) {
        int[] counts = new int[OUTCOMES.length];
        for (EventOutcome each : decided.outcomes()) {
            counts[each.outcome().ordinal()]++;
        }
        var json = new StringBuilder(240);
        json.append("{\"receipt\":\"").append(delivery.receipt()).append("\",\"events\":");
        json.append(decided.outcomes().size()).append(",\"outcomes\":{");
        for (int i = OUTCOMES.length - 1; i >= 0; i--) {
            json.append('"').append(NAMES[i]).append("\":").append(counts[i]).append(i == 0 ? "}}" : ",");
        }
        return json.toString();
    }

    /** As in the outside contract: a dead letter is counted as deadLettered. */
    private static String[] names() {
        var names = new String[OUTCOMES.length];
        for (var outcome : OUTCOMES) {
            names[outcome.ordinal()] = switch (outcome) {
                case DEAD_LETTER -> "deadLettered";
                case ALREADY_COUNTED -> "alreadyCounted";
                case CONFLICT, DUPLICATE, HELD, COMPARISON, STALE, IGNORED, APPLIED ->
                    outcome.name().toLowerCase(Locale.ROOT);
            };
        }
        return names;
    }
}
