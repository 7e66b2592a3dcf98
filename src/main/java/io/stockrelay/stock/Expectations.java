package io.stockrelay.stock;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what is announced and has not been received, as last committed. */
public interface Expectations {

    /** By position, those without any left out; at most 10,000 keys. */
    Map<PositionKey, List<Expected>> open(Collection<PositionKey> keys);

    /**
     * All that is due on one day.
     *
     * @param dueOn null where nobody said when
     */
    record Expected(long units, @Nullable LocalDate dueOn) {}
}
