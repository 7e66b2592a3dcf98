package io.stockrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrelay.shared.Invariant;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code verify}: whether everything that must always be true is true. */
@Command(
        name = "verify",
        description = "Check everything that must always be true against the database; exit code 1 if anything is not.",
        sortOptions = false)
final class VerifyCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init") // filled in by picocli
    private Asking asking;

    @Override
    public Integer call() {
        JsonNode answer = asking.instance().getSlowly("/api/v1/verify");
        asking.print(answer, VerifyCommand::inWords);
        return answer.path("ok").asBoolean() ? 0 : 1;
    }

    static void inWords(JsonNode answer, PrintWriter out) {
        for (JsonNode check : answer.path("checks")) {
            JsonNode violations = check.path("violations");
            out.println((violations.isEmpty() ? "ok     " : "BROKEN ")
                    + check.path("sentence").asText());
            violations.forEach(violation -> out.println("       - " + violation.asText()));
            check.path("irregularities").forEach(one -> out.println("       ~ worth a look: " + one.asText()));
            if (violations.size() >= Invariant.VIOLATIONS_MAX) {
                out.println("       - and maybe more: only the first " + Invariant.VIOLATIONS_MAX + " are told");
            }
        }
        out.println(
                answer.path("ok").asBoolean()
                        ? "Everything that was checked holds."
                        : "What is BROKEN above must never happen: keep the data folder and its logs, and report it.");
    }
}
