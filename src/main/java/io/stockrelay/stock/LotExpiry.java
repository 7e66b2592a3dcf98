package io.stockrelay.stock;

import java.util.concurrent.CompletionException;

/** Takes lots out of what is available once their time is over: finds them, and lets the ledger decide under its locks. */
public final class LotExpiry {

    /** How many positions are looked at in one turn. */
    public static final int BATCH_MAX = 500;

    private final LotRegister lots;

    public LotExpiry(LotRegister lots) {
        this.lots = lots;
    }

    /** How many positions were due, as far as it looked; other nodes may have been faster. */
    public int take() {
        var due = lots.due(BATCH_MAX);
        if (due.isEmpty()) {
            return 0;
        }
        try {
            return lots.submit(new LotTask.Turn(due)).join();
        } catch (LedgerFull full) {
            return 0; // they stay due
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }
}
