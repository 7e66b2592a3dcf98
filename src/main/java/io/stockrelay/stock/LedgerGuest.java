package io.stockrelay.stock;

import io.stockrelay.shared.ReceiptId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A capability whose tasks are decided inside the ledger's batches, on the same locked positions as events. */
public interface LedgerGuest {

    /**
     * Opens one batch. Runs inside the transaction, before anything is locked.
     *
     * @param shipped the orders that events of this batch ship for
     * @param documents that may be decided in it, unless they are repeats
     */
    Visit visit(List<LedgerTask<?>> tasks, Set<OrderReference> shipped, List<DocumentEvent> documents);

    /** The same, for a guest that keeps orders by their numbers. */
    default Visit visit(
            List<LedgerTask<?>> tasks,
            Set<OrderReference> shipped,
            List<DocumentEvent> documents,
            OrderNumbers numbers) {
        return visit(tasks, shipped, documents);
    }

    /** Whether this is the guest that decides such tasks. */
    default boolean takes(LedgerTask<?> task) {
        return true;
    }

    /** Whether this is the guest that decides such documents. */
    default boolean takes(DocumentEvent document) {
        return true;
    }

    /** One batch, in the order of its methods; used by one thread inside one transaction. */
    interface Visit {

        /** The batch is decided again, because something was not as it was taken to be: nothing is taken to be, now. */
        default void lookFirst() {}

        /** Nothing is decided in this batch but its tasks. */
        default void alone() {}

        /** What its tasks may change: these references are read, and their positions locked. */
        Collection<ReferenceKey> references();

        /**
         * Whether nothing is known of any of its references, so that nobody needs to read them. Should anything be,
         * {@link #open} has the batch decided again.
         */
        default boolean beginsReferences() {
            return false;
        }

        /** Further positions its tasks may change: they are locked too. */
        default Collection<PositionKey> positions() {
            return List.of();
        }

        /**
         * The positions are locked: locks and reads its own rows.
         *
         * @throws DecideAgain where they changed so that other positions would be needed
         */
        void open(Desk desk);

        /** Decides one task, in the order of arrival among all work of the batch. */
        Object decide(LedgerTask<?> task);

        /** Whether all that is promised under this number is an order accepted elsewhere. */
        default boolean isStated(OrderReference order) {
            return false;
        }

        /** Why a document that is no repeat cannot be taken, as a sentence for people; empty where it can. */
        default Optional<String> objection(DocumentEvent document) {
            return Optional.empty();
        }

        /** Decides one document that is no repeat, in the same order. */
        default DocumentDecision decide(DocumentEvent document) {
            throw new IllegalArgumentException("nobody decides " + document);
        }

        /** All is decided: draws its conclusions from what events changed, then writes its own rows. */
        void close();
    }

    /** What a guest decides with: the batch's drafts, and the ledger's own rules to change them. */
    interface Desk {

        Drafts drafts();

        /** Whether the batch holds this reference's totals; others are read by the guest itself. */
        boolean holds(ReferenceKey key);

        /** Makes this what is promised under the reference. */
        void reserve(ReferenceKey key, long units);

        /** The guest's own rows tell what is known under the reference, and the ledger will find it there. */
        void leaveUnwritten(ReferenceKey key);

        /** Records that goods left for an order, as a task told; an id repeated within the batch has no effect. */
        void ship(MovementEvent movement, OrderReference order, ReceiptId receipt);

        /** The stored id of a position the batch holds. */
        long id(PositionKey position);
    }

    /** A ledger of events alone. */
    LedgerGuest NONE = (tasks, shipped, documents) -> new NoVisit();

    /** The visit of nobody. */
    final class NoVisit implements Visit {

        @Override
        public Collection<ReferenceKey> references() {
            return List.of();
        }

        @Override
        public boolean beginsReferences() {
            return true; // there are none
        }

        @Override
        public void open(Desk desk) {}

        @Override
        public Object decide(LedgerTask<?> task) {
            throw new IllegalArgumentException("nobody decides " + task);
        }

        @Override
        public void close() {}
    }

    /** Something changed between the first look and the lock: the batch is decided anew. */
    final class DecideAgain extends RuntimeException {
        public DecideAgain(String why) {
            super(why);
        }
    }
}
