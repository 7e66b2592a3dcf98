package io.stockrelay.platform.broker;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which ActiveMQ to use.
 *
 * @param url address of an external ActiveMQ, for example {@code failover:(tcp://mq1:61616,tcp://mq2:61616)}; absent:
 *     an embedded one starts
 * @param user account at the external ActiveMQ; none if absent
 * @param password its password
 * @param port OpenWire port of the embedded broker; 0 means any free one
 * @param amqpPort its AMQP 1.0 port; 0 means any free one
 * @param stompPort its STOMP port; 0 means any free one
 * @param prefetch messages handed to a consumer ahead of its work, at most
 * @param connections pooled connections for sending, at most
 * @param memory memory of the embedded broker for messages, at most
 * @param store disk of the embedded broker for messages, at most; senders are refused beyond it
 * @param messageSize size of one message, at most
 */
@ConfigurationProperties(value = "stockrelay.broker", ignoreUnknownFields = false)
public record BrokerSettings(
        @Nullable String url,
        @Nullable String user,
        @DefaultValue("") String password,
        @DefaultValue("61616") int port,
        @DefaultValue("5672") int amqpPort,
        @DefaultValue("61613") int stompPort,
        @DefaultValue("100") int prefetch,
        @DefaultValue("4") int connections,
        @DefaultValue("128MB") DataSize memory,
        @DefaultValue("10GB") DataSize store,
        @DefaultValue("20MB") DataSize messageSize) {

    /** Whether an embedded broker is wanted. */
    public boolean isEmbedded() {
        return url == null || url.isBlank();
    }
}
