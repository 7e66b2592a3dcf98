package io.stockrelay.http;

import io.stockrelay.deadletter.DeadLetter;
import io.stockrelay.deadletter.ReplayRun;
import io.stockrelay.deadletter.StoredMessage;
import io.stockrelay.deadletter.TrailEntry;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the dead letter calls answer. */
final class DeadLetterAnswers {

    private static final int TEXT_BYTES_MAX = 20_000;

    private DeadLetterAnswers() {}

    /**
     * @param next give it as {@code before} for the next page; null on the last one
     */
    record Page(List<DeadLetter> items, @Nullable Long next) {

        static Page of(List<DeadLetter> found, int limit) {
            return new Page(
                    found, found.size() < limit ? null : found.get(limit - 1).id());
        }
    }

    /** One dead letter with all that is known of it. */
    record Whole(DeadLetter deadLetter, @Nullable Message message, List<TrailEntry> trail) {}

    /**
     * The raw message, readable.
     *
     * @param text its beginning; null where it is no UTF-8 text
     * @param bytes how long it was
     * @param kept how much of it is kept
     */
    record Message(
            @Nullable String contentType,
            Map<String, String> headers,
            Instant receivedAt,
            long bytes,
            long kept,
            @Nullable String text) {

        static Message of(StoredMessage stored) {
            var delivery = stored.delivery();
            return new Message(
                    delivery.contentType(),
                    delivery.headers(),
                    delivery.receivedAt(),
                    stored.bytesTotal(),
                    delivery.bytes().length,
                    beginning(delivery.bytes()));
        }

        private static @Nullable String beginning(byte[] bytes) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(shorter(bytes)))
                        .toString();
            } catch (CharacterCodingException e) {
                return null;
            }
        }

        /** Cut between characters: a continuation byte of UTF-8 is never the first of what is left out. */
        private static byte[] shorter(byte[] bytes) {
            if (bytes.length <= TEXT_BYTES_MAX) {
                return bytes;
            }
            int end = TEXT_BYTES_MAX;
            while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
                end--;
            }
            return Arrays.copyOf(bytes, end);
        }
    }

    /** How far a replay of many is. */
    record Run(
            UUID id,
            String state,
            String chosen,
            String actor,
            int total,
            int done,
            int replayed,
            int failed,
            String note,
            Instant startedAt) {

        static Run of(ReplayRun run, Instant now) {
            boolean isInterrupted = run.isInterruptedAt(now);
            return new Run(
                    run.id(),
                    isInterrupted ? "INTERRUPTED" : run.state().name(),
                    run.chosen(),
                    run.actor(),
                    run.total(),
                    run.done(),
                    run.replayed(),
                    run.failed(),
                    isInterrupted ? "its program went away; what it did not reach is still open" : run.note(),
                    run.startedAt());
        }
    }

    /** What a discard of many did. */
    record Discarded(int discarded, List<Long> unchanged) {}
}
