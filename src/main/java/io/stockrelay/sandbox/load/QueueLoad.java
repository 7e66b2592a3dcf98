package io.stockrelay.sandbox.load;

import io.stockrelay.sandbox.load.WebhookLoad.Answers;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.function.LongFunction;

/**
 * Messages as a WMS sends them.
 *
 * @param body makes the text of a message
 * @param group makes its message group
 * @param answers hears 202 for every message the broker has stored
 */
public record QueueLoad(QueueSender sender, LongFunction<String> body, LongFunction<String> group, Answers answers) {

    private static final int STORED = 202;

    /** Sends by plan and returns when all messages are stored or have failed. */
    public LoadResult run(LoadPlan plan) throws JMSException, InterruptedException {
        var lines = new ArrayDeque<QueueSender.Line>();
        for (int i = 0; i < plan.connections(); i++) {
            lines.add(sender.line());
        }
        return LoadRun.of(plan, () -> {
            var line = lines.remove();
            return call -> send(line, call);
        });
    }

    private int send(QueueSender.Line line, int call) throws IOException {
        try {
            line.send(body.apply(call).getBytes(StandardCharsets.UTF_8), group.apply(call));
            answers.answered(call, STORED);
            return STORED;
        } catch (JMSException e) {
            throw new IOException(e);
        }
    }
}
