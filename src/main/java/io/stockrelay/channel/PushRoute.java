package io.stockrelay.channel;

/** The way out: one call through the Camel route of that name. */
public interface PushRoute {

    /** Never throws for what the other side or the network did; an interrupted thread gets {@link Reply.Reach#BROKEN}. */
    Reply send(String route, PushRequest request);
}
