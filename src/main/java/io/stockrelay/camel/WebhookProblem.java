package io.stockrelay.camel;

import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.SignatureVerdict;
import java.util.Map;

/** Every refusal a webhook's sender can get, in one place: status, stable type, and what to do next. */
final class WebhookProblem {

    static final int FULL_RETRY_SECONDS = 1;
    static final int AWAY_RETRY_SECONDS = 5;
    static final int PAUSED_RETRY_SECONDS = 30;

    private WebhookProblem() {}

    static Answer unknownSource(SourceId source) {
        return Answer.problem(
                404,
                "unknown-source",
                "Unknown source",
                "there is no source '" + source + "' that may send webhooks; check the address");
    }

    static Answer paused(SourceId source) {
        return Answer.problem(
                        503,
                        "source-paused",
                        "Source paused",
                        "source '" + source + "' is paused by an operator; nothing was taken, send it again later",
                        Map.of("source", source.value()))
                .retryAfter(PAUSED_RETRY_SECONDS);
    }

    static Answer unsupported(String contentType) {
        return Answer.problem(
                415,
                "unsupported-media-type",
                "Unsupported media type",
                "content type '" + shortened(contentType) + "' is not taken; send JSON, XML or text");
    }

    static Answer tooLarge(long bytesMax) {
        return Answer.problem(
                413,
                "too-large",
                "Payload too large",
                "the body is larger than the " + bytesMax + " bytes this source may send at once; nothing was taken,"
                        + " send it in parts");
    }

    static Answer empty() {
        return Answer.problem(400, "empty-body", "Empty body", "the body is empty; nothing was taken");
    }

    static Answer refused(SignatureVerdict verdict) {
        return Answer.problem(401, "signature-refused", "Signature refused", verdict.told() + "; nothing was taken");
    }

    static Answer unparseable(Delivery delivery, String reason) {
        return Answer.problem(
                400,
                "not-parseable",
                "Not parseable",
                reason + "; kept as a dead letter under receipt " + delivery.receipt(),
                Map.of(
                        "receipt",
                        delivery.receipt().toString(),
                        "deadLetters",
                        "/api/v1/dead-letters?receipt=" + delivery.receipt()));
    }

    static Answer full() {
        return Answer.problem(
                        429,
                        "too-busy",
                        "Too busy",
                        "more arrives than can be stored right now; nothing was taken, send it again")
                .retryAfter(FULL_RETRY_SECONDS);
    }

    static Answer away() {
        return Answer.problem(
                        503,
                        "not-stored",
                        "Not stored",
                        "it could not be stored durably right now; send the same again, repeats are recognised")
                .retryAfter(AWAY_RETRY_SECONDS);
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
