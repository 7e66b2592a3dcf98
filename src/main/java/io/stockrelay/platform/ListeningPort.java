package io.stockrelay.platform;

/**
 * A port that an embedded part listens on; make it a bean and it is written to {@code run/instance.json}.
 *
 * @param name for example {@code openwire}
 * @param number the real number, also where 0 was asked for
 */
public record ListeningPort(String name, int number) {}
