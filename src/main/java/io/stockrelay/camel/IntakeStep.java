package io.stockrelay.camel;

import io.stockrelay.shared.Delivery;
import io.stockrelay.source.Intake;
import io.stockrelay.stock.DecidedSubmission;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Hands the received message to the ledger and goes on when it is committed. */
final class IntakeStep implements Processor {

    private final Taking taking;

    private IntakeStep(Taking taking) {
        this.taking = taking;
    }

    /** Refuses at once where the ledger has no room: for senders that can be told to come again. */
    static IntakeStep atOnce(Intake intake) {
        return new IntakeStep(intake::take);
    }

    /** Waits for room: for messages that wait in a queue anyway. */
    static IntakeStep whenRoom(Intake intake) {
        return new IntakeStep(intake::takeWhenRoom);
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        ExchangeNames.keep(exchange, taking.take(ExchangeNames.delivery(exchange)));
    }

    private interface Taking {
        DecidedSubmission take(Delivery delivery) throws InterruptedException;
    }
}
