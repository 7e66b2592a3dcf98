package io.stockrelay.platform;

/**
 * One line of what is printed when the program is ready; make it a bean and it appears, in the order of {@code @Order}.
 *
 * @param topic a word or two, for example {@code Shopify sandbox}
 * @param text an address, or a command to paste; never a secret, but the file it is in
 */
public record SummaryLine(String topic, String text) {}
