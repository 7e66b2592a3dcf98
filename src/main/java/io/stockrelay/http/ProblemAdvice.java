package io.stockrelay.http;

import io.stockrelay.source.UnknownSource;
import io.stockrelay.stock.LedgerFull;
import io.stockrelay.stock.LedgerUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns every exception that reaches the web layer into a problem people can act on; never a stack trace. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final int FULL_RETRY_SECONDS = 1;
    private static final int AWAY_RETRY_SECONDS = 5;

    @ExceptionHandler
    ResponseEntity<Object> told(RuntimeException failure) {
        return of(failure).answer(HttpHeaders.EMPTY);
    }

    /** What is told of whatever went wrong while a call was answered. */
    static ApiProblem of(RuntimeException failure) {
        if (failure instanceof ApiProblem problem) {
            return problem;
        }
        if (failure instanceof UnknownSource) {
            return ApiProblem.of(ProblemKind.NOT_FOUND, String.valueOf(failure.getMessage()));
        }
        if (failure instanceof LedgerFull) {
            return ApiProblem.later(
                    ProblemKind.TOO_BUSY,
                    "more arrives than can be stored right now; nothing was taken, send it again",
                    FULL_RETRY_SECONDS);
        }
        return isAway(failure) ? away(failure) : unforeseen(failure);
    }

    private static boolean isAway(RuntimeException failure) {
        return failure instanceof LedgerUnavailable
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessException
                || failure instanceof QueryTimeoutException
                || failure instanceof CannotCreateTransactionException;
    }

    private static ApiProblem away(RuntimeException away) {
        LOG.warn("event=database-away reason=\"{}\"", away.getMessage());
        return ApiProblem.later(
                ProblemKind.NOT_AVAILABLE,
                "the database did not answer; send the same again, repeats are recognised",
                AWAY_RETRY_SECONDS);
    }

    /** The only place that sees what nobody foresaw: logged whole, told without anything of it. */
    private static ApiProblem unforeseen(RuntimeException mistake) {
        LOG.error("event=unforeseen", mistake);
        return ApiProblem.of(ProblemKind.INTERNAL, "something went wrong here that nobody foresaw; the log has it");
    }

    /** Spring's own refusals (404, 405, 415, unreadable body ...) under our types. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception refusal, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ApiProblem tooLarge = BodyLimit.tooLarge(refusal);
        return (tooLarge == null ? told(refusal, status) : tooLarge).answer(headers);
    }

    private static ApiProblem told(Exception refusal, HttpStatusCode status) {
        if (refusal instanceof MissingServletRequestParameterException missing) {
            return ApiProblem.of(
                    ProblemKind.INVALID_PARAMETER, "the parameter " + missing.getParameterName() + " is missing");
        }
        if (refusal instanceof TypeMismatchException mismatch) {
            return mismatch(mismatch);
        }
        if (refusal instanceof HttpRequestMethodNotSupportedException method) {
            return ApiProblem.of(
                    ProblemKind.METHOD_NOT_ALLOWED,
                    "this address does not take " + method.getMethod()
                            + (method.getSupportedHttpMethods() == null
                                    ? ""
                                    : ", only " + method.getSupportedHttpMethods()));
        }
        if (refusal instanceof HttpMediaTypeNotSupportedException media) {
            return ApiProblem.of(
                    ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                    "content type '" + ApiProblem.shown(String.valueOf(media.getContentType()))
                            + "' is not taken here; send application/json");
        }
        if (refusal instanceof HttpMediaTypeNotAcceptableException) {
            return ApiProblem.of(ProblemKind.NOT_ACCEPTABLE, "the answer is JSON only; accept application/json");
        }
        return byStatus(status.value());
    }

    private static ApiProblem mismatch(TypeMismatchException mismatch) {
        String name = mismatch instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(mismatch.getPropertyName());
        Class<?> type = mismatch.getRequiredType();
        String wanted = type != null && type.isEnum()
                ? "it must be one of " + String.join(", ", Parameters.names(type))
                : "it must be a " + (type == null ? "value of another kind" : Parameters.kind(type));
        return ApiProblem.parameter(name, String.valueOf(mismatch.getValue()), wanted);
    }

    static ApiProblem byStatus(int status) {
        return switch (status) {
            case 400 ->
                ApiProblem.of(
                        ProblemKind.NOT_PARSEABLE,
                        "the request could not be read; the body must be valid JSON in UTF-8");
            case 404 ->
                ApiProblem.of(ProblemKind.NOT_FOUND, "there is nothing at this address; /openapi.json lists all");
            case 413 -> ApiProblem.of(ProblemKind.TOO_LARGE, "the body is too large; nothing was taken");
            case 503 ->
                ApiProblem.later(
                        ProblemKind.NOT_AVAILABLE,
                        "there was no answer in time, so it is not known whether this was stored; send the same again in a"
                                + " moment, repeats are recognised",
                        AWAY_RETRY_SECONDS);
            default ->
                ApiProblem.of(
                        status < 500 ? ProblemKind.INVALID : ProblemKind.INTERNAL, "the request could not be answered");
        };
    }
}
