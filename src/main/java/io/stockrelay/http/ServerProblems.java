package io.stockrelay.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** What the web server answers before anybody else sees a request, or when it can give it to nobody: problems, too. */
final class ServerProblems implements Request.Handler {

    /** What could be read in two ways is read in none, whoever asks. */
    static final ApiProblem AMBIGUOUS = ApiProblem.of(
            ProblemKind.NOT_PARSEABLE,
            "the method, the address or a header is written in a way that is not taken here, for example with"
                    + " '//', ';', '..' or '%2e' in the address; nothing was done");

    private static final ApiProblem TOO_LONG = ApiProblem.of(
            ProblemKind.NOT_PARSEABLE, "the address or the headers are too long; nothing was done, shorten them");

    private final ObjectMapper json;

    ServerProblems(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws JsonProcessingException {
        var answer = problem(status(request, response)).answer(HttpHeaders.EMPTY);
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> response.getHeaders().put(name, values));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.write(true, ByteBuffer.wrap(json.writeValueAsBytes(answer.getBody())), callback);
        return true;
    }

    private static int status(Request request, Response response) {
        return request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException known
                ? known.getCode()
                : response.getStatus();
    }

    private static ApiProblem problem(int status) {
        return switch (status) {
            case HttpStatus.URI_TOO_LONG_414, HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 -> TOO_LONG;
            case HttpStatus.NOT_FOUND_404, HttpStatus.PAYLOAD_TOO_LARGE_413 -> ProblemAdvice.byStatus(status);
            default -> HttpStatus.isClientError(status) ? AMBIGUOUS : ProblemAdvice.byStatus(status);
        };
    }
}
