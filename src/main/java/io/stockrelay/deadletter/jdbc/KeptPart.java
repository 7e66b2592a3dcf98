package io.stockrelay.deadletter.jdbc;

import io.stockrelay.deadletter.ContentKey;
import io.stockrelay.deadletter.DeadLetter;
import io.stockrelay.deadletter.DeadLetters.RefusedPush;
import io.stockrelay.deadletter.DeadLetters.UndeliveredNotice;
import io.stockrelay.deadletter.Redaction;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One failure as its row in dead_letter: bounded, and without secrets. */
record KeptPart(
        UUID partKey,
        DeadLetter.Direction direction,
        String party,
        @Nullable UUID contentKey,
        Step step,
        String cause,
        String message,
        @Nullable String missing,
        @Nullable String eventId,
        @Nullable String sku,
        @Nullable String location,
        long line,
        @Nullable String canonicalJson,
        @Nullable Long listing,
        @Nullable String listingName,
        byte @Nullable [] payload,
        @Nullable String reply,
        int attempts) {

    static final int TEXT_MAX = 4_000;
    static final int CODE_MAX = 200;
    static final int REPLY_MAX = 10_000;
    static final int PAYLOAD_MAX = 1024 * 1024;

    static List<KeptPart> of(KeptMessage message, List<Failure> failures) {
        Delivery delivery = message.delivery();
        List<UUID> keys = ContentKey.ofParts(delivery, failures);
        var parts = new ArrayList<KeptPart>(failures.size());
        for (int i = 0; i < failures.size(); i++) {
            parts.add(of(keys.get(i), message, failures.get(i)));
        }
        return parts;
    }

    private static KeptPart of(UUID key, KeptMessage message, Failure failure) {
        return new KeptPart(
                key,
                DeadLetter.Direction.INBOUND,
                message.delivery().source().value(),
                message.contentKey(),
                failure.step(),
                failure.cause().name(),
                cut(Redaction.text(failure.message()), TEXT_MAX),
                text(failure.missing(), TEXT_MAX),
                text(failure.eventId(), CODE_MAX),
                text(failure.sku(), CODE_MAX),
                text(failure.location(), CODE_MAX),
                failure.line(),
                failure.canonicalJson(),
                null,
                null,
                null,
                null,
                1);
    }

    static KeptPart of(RefusedPush push) {
        byte[] payload = push.payload();
        return new KeptPart(
                ContentKey.ofPush(push.channel(), push.listing()),
                DeadLetter.Direction.PUSH,
                push.channel().value(),
                null,
                Step.PUBLISH,
                push.cause().name(),
                cut(Redaction.text(push.message()), TEXT_MAX),
                null,
                null,
                null,
                null,
                0,
                null,
                push.listing(),
                text(push.listingName(), CODE_MAX),
                payload == null || payload.length <= PAYLOAD_MAX ? payload : Arrays.copyOf(payload, PAYLOAD_MAX),
                push.reply() == null ? null : cut(Redaction.text(push.reply()), REPLY_MAX),
                Math.max(1, push.attempts()));
    }

    static KeptPart of(UndeliveredNotice notice) {
        return new KeptPart(
                ContentKey.ofNotice(notice.notice()),
                DeadLetter.Direction.NOTICE,
                notice.party(),
                null,
                Step.PUBLISH,
                notice.cause().name(),
                cut(Redaction.text(notice.message()), TEXT_MAX),
                null,
                null,
                null,
                null,
                0,
                null,
                notice.notice(),
                text(notice.name(), CODE_MAX),
                notice.payload(),
                cut(Redaction.text(notice.reply()), REPLY_MAX),
                Math.max(1, notice.attempts()));
    }

    /** One statement may touch a row only once: the same part twice in one batch is one row with more attempts. */
    KeptPart plus(KeptPart later) {
        return new KeptPart(
                partKey,
                direction,
                party,
                contentKey,
                later.step,
                later.cause,
                later.message,
                later.missing,
                eventId,
                later.sku,
                later.location,
                line,
                canonicalJson,
                listing,
                listingName,
                later.payload,
                later.reply,
                attempts + later.attempts);
    }

    private static @Nullable String text(@Nullable String text, int lengthMax) {
        return text == null ? null : cut(text.replace('\0', '\uFFFD'), lengthMax);
    }

    private static String cut(String text, int lengthMax) {
        return text.length() <= lengthMax ? text : text.substring(0, lengthMax - 1) + "…";
    }
}
