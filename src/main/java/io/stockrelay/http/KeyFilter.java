package io.stockrelay.http;

import io.stockrelay.access.KeyRing;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Recognises the caller by {@code Authorization: Bearer KEY}; whoever sends none or a wrong one stays unknown. */
final class KeyFilter extends OncePerRequestFilter {

    private static final String SCHEME = "bearer ";

    private final KeyRing keys;

    KeyFilter(KeyRing keys) {
        this.keys = keys;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        presented(request.getHeader(HttpHeaders.AUTHORIZATION))
                .flatMap(keys::find)
                .ifPresent(key -> {
                    var context = SecurityContextHolder.createEmptyContext();
                    context.setAuthentication(new KeyAuthentication(key));
                    SecurityContextHolder.setContext(context);
                });
        chain.doFilter(request, response);
    }

    /** The key that came with a request in its {@code Authorization}, known or not. */
    static Optional<String> presented(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }
}
