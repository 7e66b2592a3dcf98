package io.stockrelay;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;

/** Everything that {@code run} starts. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class) // it would invent a password and log it
public class StockRelayApplication {}
