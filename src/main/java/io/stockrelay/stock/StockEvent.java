package io.stockrelay.stock;

/** The canonical inbound fact: a movement, a level, an expectation, or a line of an order book. */
public sealed interface StockEvent permits MovementEvent, LevelEvent, ExpectEvent, BookEvent {

    EventHeader header();
}
