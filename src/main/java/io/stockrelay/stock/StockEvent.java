package io.stockrelay.stock;

/** The canonical inbound fact: a movement, a level, or an expectation. */
public sealed interface StockEvent permits MovementEvent, LevelEvent, ExpectEvent {

    EventHeader header();
}
