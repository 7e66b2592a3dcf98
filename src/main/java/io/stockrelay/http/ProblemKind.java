package io.stockrelay.http;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/** Every kind of refusal this API gives; the name in {@code type} is stable. */
enum ProblemKind {
    INVALID_PARAMETER(HttpStatus.BAD_REQUEST, "Invalid parameter"),
    UNKNOWN_PARAMETER(HttpStatus.BAD_REQUEST, "Unknown parameter"),
    NOT_PARSEABLE(HttpStatus.BAD_REQUEST, "Not parseable"),
    NOT_SIGNED_IN(HttpStatus.UNAUTHORIZED, "Not signed in"),
    NOT_ALLOWED(HttpStatus.FORBIDDEN, "Not allowed"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "Not found"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "Not acceptable"),
    NOT_POSSIBLE_NOW(HttpStatus.CONFLICT, "Not possible in this state"),
    INSUFFICIENT_STOCK(HttpStatus.CONFLICT, "Not enough stock to promise"),
    DIFFERENT_CONTENT(HttpStatus.CONFLICT, "The id is taken by other content"),
    REFERENCE_TAKEN(HttpStatus.CONFLICT, "The order number is taken"),
    VERSION(HttpStatus.CONFLICT, "Changed meanwhile"),
    BEYOND_RESERVED(HttpStatus.CONFLICT, "More than is left to dispatch"),
    UNKNOWN_LOT(HttpStatus.CONFLICT, "Nothing is known of the lot there"),
    DIFFERENT_SHIPMENT(HttpStatus.CONFLICT, "The shipment id is taken by other lines"),
    CANCELLED(HttpStatus.CONFLICT, "The reservation was cancelled"),
    EXPIRED(HttpStatus.CONFLICT, "The reservation expired"),
    FAILED(HttpStatus.CONFLICT, "The reservation failed"),
    BELOW_TAKEN(HttpStatus.CONFLICT, "Orders took more of it"),
    NOT_ENOUGH_SET_ASIDE(HttpStatus.CONFLICT, "Not enough is set aside"),
    DISPATCHED(HttpStatus.CONFLICT, "The goods have left"),
    TOO_LARGE(HttpStatus.PAYLOAD_TOO_LARGE, "Payload too large"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type"),
    INVALID(HttpStatus.UNPROCESSABLE_ENTITY, "Invalid content"),
    TOO_BUSY(HttpStatus.TOO_MANY_REQUESTS, "Too busy"),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Our mistake"),
    NOT_AVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Not available right now");

    private static final String TYPES = "urn:stockrelay:problem:";

    private final HttpStatus status;
    private final String title;

    ProblemKind(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    HttpStatus status() {
        return status;
    }

    String title() {
        return title;
    }

    String type() {
        return TYPES + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
