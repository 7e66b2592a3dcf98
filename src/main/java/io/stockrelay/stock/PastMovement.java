package io.stockrelay.stock;

import io.stockrelay.shared.SourceId;
import java.time.Instant;

/** A recorded movement of a position, as far as a new base needs to know it. */
public record PastMovement(Instant at, SourceId source, Changes changes) {}
