package io.stockrelay.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses bodies of API calls larger than {@link #BYTES_MAX}, also where no length was stated. */
@Component
class BodyLimit extends OncePerRequestFilter {

    static final long BYTES_MAX = 2 * 1024 * 1024;

    private static final int CAUSES_MAX = 10;

    private final ObjectMapper json;

    BodyLimit(ObjectMapper json) {
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > BYTES_MAX) {
            ProblemWriter.write(json, response, problem());
            return;
        }
        chain.doFilter(new Limited(request), response);
    }

    /** The refusal, if that is why reading the body ended; null otherwise. */
    static @Nullable ApiProblem tooLarge(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
            if (cause instanceof TooLarge) {
                return problem();
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static ApiProblem problem() {
        return ApiProblem.of(
                ProblemKind.TOO_LARGE,
                "the body is larger than the " + BYTES_MAX
                        + " bytes one call may have; nothing was taken, send it in parts");
    }

    private static final class TooLarge extends IOException {}

    private static final class Limited extends HttpServletRequestWrapper {
        Limited(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counting(super.getInputStream());
        }
    }

    private static final class Counting extends ServletInputStream {
        private final ServletInputStream body;
        private long read;

        Counting(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int one = body.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int many = body.read(bytes, offset, length);
            count(Math.max(0, many));
            return many;
        }

        private void count(int more) throws TooLarge {
            read += more;
            if (read > BYTES_MAX) {
                throw new TooLarge();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
