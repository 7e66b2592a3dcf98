package io.stockrelay.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** A refusal on purpose: its detail names field and value, and holds nothing secret. */
final class ApiProblem extends RuntimeException {

    private static final int VALUE_SHOWN_MAX = 100;

    private final ProblemKind kind;
    private final int retryAfterSeconds;
    private final transient Map<String, Object> members = new LinkedHashMap<>();

    private ApiProblem(ProblemKind kind, String detail, int retryAfterSeconds) {
        super(detail, null, false, false);
        this.kind = kind;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    static ApiProblem of(ProblemKind kind, String detail) {
        return new ApiProblem(kind, detail, 0);
    }

    static ApiProblem later(ProblemKind kind, String detail, int retryAfterSeconds) {
        return new ApiProblem(kind, detail, retryAfterSeconds);
    }

    static ApiProblem parameter(String name, String value, String wanted) {
        return of(ProblemKind.INVALID_PARAMETER, name + " is '" + shown(value) + "': " + wanted);
    }

    static ApiProblem invalid(String field, String value, String wanted) {
        return of(ProblemKind.INVALID, field + " is '" + shown(value) + "': " + wanted);
    }

    static ApiProblem notFound(String what, String value) {
        return of(ProblemKind.NOT_FOUND, "there is no " + what + " '" + shown(value) + "'");
    }

    /** The same with a further member for programs to read. */
    ApiProblem with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    ProblemKind kind() {
        return kind;
    }

    ResponseEntity<Object> answer(HttpHeaders given) {
        var headers = new HttpHeaders();
        headers.putAll(given);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (retryAfterSeconds > 0) {
            headers.set(HttpHeaders.RETRY_AFTER, Integer.toString(retryAfterSeconds));
        }
        return new ResponseEntity<>(body(), headers, kind.status());
    }

    ProblemDetail body() {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatusCode.valueOf(kind.status().value()), getMessage());
        problem.setType(URI.create(kind.type()));
        problem.setTitle(kind.title());
        members.forEach(problem::setProperty);
        return problem;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    static String shown(String value) {
        String printable = value.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= VALUE_SHOWN_MAX ? printable : printable.substring(0, VALUE_SHOWN_MAX) + "…";
    }
}
