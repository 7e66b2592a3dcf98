package io.stockrelay.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The forms of Amazon's answers. */
final class AmazonReplies {
    private AmazonReplies() {}

    static Reply submission(String sku, String status, String requestId, List<String> issues) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("sku", sku);
        answer.put("status", status);
        answer.put("submissionId", requestId);
        answer.put("issues", issues.stream().map(AmazonReplies::issue).toList());
        return Reply.json(200, answer);
    }

    private static Map<String, Object> issue(String message) {
        return Map.of(
                "code",
                "90220",
                "message",
                message,
                "severity",
                "ERROR",
                "attributeNames",
                List.of("fulfillment_availability"),
                "categories",
                List.of("INVALID_ATTRIBUTE"));
    }

    static Reply unauthorised(String details) {
        return error(403, "Unauthorized", "Access to requested resource is denied.", details);
    }

    static Reply error(int status, String code, String message, String details) {
        return Reply.json(
                status, Map.of("errors", List.of(Map.of("code", code, "message", message, "details", details))));
    }

    static Reply oauth(int status, String error, String description) {
        return Reply.json(status, Map.of("error", error, "error_description", description));
    }
}
