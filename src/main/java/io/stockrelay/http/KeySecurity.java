package io.stockrelay.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrelay.access.Action;
import io.stockrelay.access.Allowed;
import io.stockrelay.access.ApiKey;
import io.stockrelay.access.KeyHash;
import io.stockrelay.access.KeyRing;
import io.stockrelay.platform.Folders;
import io.stockrelay.platform.RunningInstance;
import io.stockrelay.settings.Settings;
import jakarta.servlet.DispatcherType;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Bearer keys and nothing else: no session, no cookie, and whatever is not named here is closed. */
@Configuration(proxyBeanMethods = false)
class KeySecurity {

    static final String LOCAL = "local";

    private static final int AFTER_ALL_OTHERS = 1_000;

    /** The configured keys, and the token of this data folder for commands on the same machine. */
    @Bean
    KeyRing keyRing(Settings settings, Folders folders) {
        var keys = new ArrayList<>(settings.keys());
        keys.add(new ApiKey(LOCAL, KeyHash.of(RunningInstance.token(folders)), List.of(Allowed.EVERYTHING)));
        return new KeyRing(keys);
    }

    /** Nobody signs in by name here; without it Spring Boot would make a user and print a password. */
    @Bean
    UserDetailsService nobody() {
        return name -> {
            throw new UsernameNotFoundException(name);
        };
    }

    /** A timer around each filter of each call costs more than it tells. */
    @Bean
    SecurityObservationSettings filtersWithoutTimers() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    @Order(AFTER_ALL_OTHERS)
    SecurityFilterChain keys(HttpSecurity http, KeyRing keys, ObjectMapper json) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable) // no cookies, so nothing a foreign page could ride on
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(new KeyFilter(keys), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(KeySecurity::rules)
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint((request, response, reason) -> {
                            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                            ProblemWriter.write(
                                    json, response, notSignedIn(request.getHeader(HttpHeaders.AUTHORIZATION)));
                        })
                        .accessDeniedHandler((request, response, reason) -> ProblemWriter.write(
                                json, response, notAllowed(request.getUserPrincipal(), request.getMethod()))))
                .build();
    }

    @Bean
    RequestRejectedHandler ambiguous(ObjectMapper json) {
        return (request, response, reason) -> ProblemWriter.write(json, response, ServerProblems.AMBIGUOUS);
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers("/webhooks/**") // each source's own signature is checked on the raw bytes
                .permitAll()
                .requestMatchers("/actuator/prometheus")
                .access((caller, context) ->
                        new AuthorizationDecision(isFromHere(context) || allows(caller, Action.METRICS)))
                .requestMatchers(HttpMethod.POST, "/api/v1/movements")
                .access((caller, context) -> new AuthorizationDecision(allows(caller, Action.MOVE)))
                .requestMatchers(HttpMethod.GET, "/api/v1/reservations", "/api/v1/reservations/**")
                .access((caller, context) ->
                        new AuthorizationDecision(allows(caller, Action.RESERVE) || allows(caller, Action.READ)))
                .requestMatchers("/api/v1/reservations", "/api/v1/reservations/**")
                .access((caller, context) -> new AuthorizationDecision(allows(caller, Action.RESERVE)))
                .requestMatchers(HttpMethod.GET, "/api/v1/allocations", "/api/v1/allocations/**")
                .access((caller, context) ->
                        new AuthorizationDecision(allows(caller, Action.ALLOCATE) || allows(caller, Action.READ)))
                .requestMatchers("/api/v1/allocations", "/api/v1/allocations/**")
                .access((caller, context) -> new AuthorizationDecision(allows(caller, Action.ALLOCATE)))
                .requestMatchers(HttpMethod.POST, "/api/v1/availability/query", "/api/v1/bench/availability/query")
                .access((caller, context) -> new AuthorizationDecision(allows(caller, Action.READ)))
                .requestMatchers(HttpMethod.GET, "/api/v1/**", "/openapi.json", "/openapi.json/**")
                .access((caller, context) -> new AuthorizationDecision(allows(caller, Action.READ)))
                .requestMatchers("/api/v1/**")
                .access((caller, context) -> new AuthorizationDecision(allows(caller, Action.OPERATE)))
                .anyRequest()
                .access((caller, context) -> new AuthorizationDecision(allows(caller, Action.ALL)));
    }

    private static boolean allows(Supplier<Authentication> caller, Action action) {
        return caller.get() instanceof KeyAuthentication known && known.key().allows(action);
    }

    /** A collector on this machine needs no key; what came through a proxy did not come from here. */
    private static boolean isFromHere(RequestAuthorizationContext context) {
        var request = context.getRequest();
        boolean isLoopback = List.of("127.0.0.1", "::1", "0:0:0:0:0:0:0:1").contains(request.getRemoteAddr());
        return isLoopback && request.getHeader("X-Forwarded-For") == null && request.getHeader("Forwarded") == null;
    }

    private static ApiProblem notSignedIn(@Nullable String header) {
        return ApiProblem.of(
                ProblemKind.NOT_SIGNED_IN,
                header == null
                        ? "no key was sent; send the header Authorization: Bearer KEY (on this machine: the token in the"
                                + " data folder, run/token)"
                        : "the key that was sent is not known here; ./stockrelay keys new NAME makes one");
    }

    private static ApiProblem notAllowed(@Nullable Principal caller, String method) {
        return ApiProblem.of(
                ProblemKind.NOT_ALLOWED,
                "the key '" + (caller == null ? "?" : caller.getName()) + "' does not allow this " + method
                        + "; its allow list in config/stockrelay.yaml (access.keys) says what it does");
    }
}
