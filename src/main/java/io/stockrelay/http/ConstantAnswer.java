package io.stockrelay.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrelay.access.Action;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers of the shape of {@link AvailabilityController} that nobody had to look up: what {@code bench availability}
 * measures against. Only where the benchmark asks for it.
 */
@RestController
@RequestMapping(ConstantAnswer.PATH)
@ConditionalOnProperty("stockrelay.bench.constant")
@Hidden
class ConstantAnswer implements ShortCalls {

    static final String PATH = "/api/v1/bench/availability";

    private static final AvailabilityAnswer.Line LINE = new AvailabilityAnswer.Line(
            "SKU-1000000",
            "E1",
            1_000_000_000L,
            0L,
            0L,
            0L,
            0L,
            null,
            1_000_000_000L,
            1_000_000_000L,
            null,
            Instant.EPOCH,
            "erp",
            1L,
            false,
            List.of(),
            null);

    private final ObjectMapper json;

    ConstantAnswer(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Stream<ShortCall> shortCalls() {
        return Stream.of(
                ShortCall.asked(
                        PATH,
                        Action.READ,
                        "sku",
                        Set.of("location"),
                        Set.of(),
                        (request, caller) -> AvailabilityController.answered(
                                one(Parameters.given(request, "sku"), Parameters.given(request, "location")))),
                ShortCall.posted(
                        PATH + "/query",
                        Action.READ,
                        (body, caller) ->
                                AvailabilityController.answered(many(AvailabilityController.Query.of(json, body)))));
    }

    @GetMapping
    AvailabilityAnswer one(@RequestParam List<String> sku, @RequestParam List<String> location) {
        return answer(sku.size() * location.size());
    }

    @PostMapping("/query")
    AvailabilityAnswer many(@RequestBody AvailabilityController.Query query) {
        return answer(query.skus() == null ? 0 : query.skus().size());
    }

    private static AvailabilityAnswer answer(int lines) {
        return new AvailabilityAnswer(Instant.EPOCH, Collections.nCopies(lines, LINE), List.of(), List.of());
    }
}
