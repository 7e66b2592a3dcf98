package io.stockrelay.http;

import io.stockrelay.allocation.AllocationAnswer;
import io.stockrelay.allocation.AllocationCommand;

/** What each no means to its caller, and what to do next. */
final class AllocationVerdicts {

    private AllocationVerdicts() {}

    static ApiProblem problem(AllocationAnswer answer, AllocationCommand command) {
        var known = answer.allocations().get(0);
        var setAside = known.setAside();
        var name = "what is set aside for " + known.key();
        return switch (answer.verdict()) {
            case CHANGED, UNCHANGED -> throw new IllegalArgumentException("a yes: " + answer.verdict());
            case OTHER_VERSION ->
                ApiProblem.of(
                                ProblemKind.VERSION,
                                name + " is at version " + setAside.version() + " now; nothing was changed. Look at it"
                                        + " (GET), then send it with that version, or with none")
                        .with("allocation", AllocationTold.of(known));
            case BELOW_TAKEN ->
                ApiProblem.of(
                                ProblemKind.BELOW_TAKEN,
                                "orders took " + setAside.taken() + " of " + name
                                        + "; nothing was changed. Grant at least" + " as much, or release the rest")
                        .with("allocation", AllocationTold.of(known));
            case NOT_ENOUGH_LEFT ->
                ApiProblem.of(
                                ProblemKind.NOT_ENOUGH_SET_ASIDE,
                                "of " + name + " " + setAside.free()
                                        + " are not consumed; nothing was moved. Move no more" + " than that")
                        .with("allocation", AllocationTold.of(known));
            case DIFFERENT_CONTENT ->
                ApiProblem.of(
                        ProblemKind.DIFFERENT_CONTENT,
                        "the reallocation '" + ApiProblem.shown(request(command))
                                + "' was made with other content; nothing was moved. Use another id");
        };
    }

    private static String request(AllocationCommand command) {
        return command instanceof AllocationCommand.Reallocate move ? move.request() : "";
    }
}
