package io.stockrelay.deadletter;

/** Names the configuration that is running, so that a dead letter tells under which one it failed. */
public interface RunningGeneration {

    String name();
}
