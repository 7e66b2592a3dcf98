package io.stockrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.TimeUnit;

/** Follows a replay of many to its end, with a line of progress for people. */
final class ReplayWatch {

    private static final long EVERY_MILLIS = 300;
    private static final int LINES_EVERY = 10;

    private final Instance instance;
    private final Asking asking;

    ReplayWatch(Instance instance, Asking asking) {
        this.instance = instance;
        this.asking = asking;
    }

    JsonNode toTheEnd(JsonNode started) {
        String run = started.path("id").asText();
        say("Replay " + run + " of " + started.path("total").asText() + "; stop it with: deadletters replay --cancel "
                + run);
        JsonNode told = started;
        for (int look = 1; "RUNNING".equals(told.path("state").asText()); look++) {
            pause();
            told = instance.get("/api/v1/dead-letters/replays/" + run);
            if (look % LINES_EVERY == 0) {
                say(told.path("done").asText() + " of " + told.path("total").asText() + " done, "
                        + told.path("failed").asText() + " failed");
            }
        }
        return told;
    }

    private void say(String words) {
        if (!asking.isJsonWanted()) {
            asking.out().println(words);
            asking.out().flush();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted; the replay itself goes on.");
        }
    }
}
