package io.stockrelay.source;

import io.stockrelay.shared.SourceId;
import java.util.Collection;
import java.util.Optional;

/** The sources of the running generation; asked anew each time, so that a swapped configuration counts at once. */
public interface SourceDirectory {

    Optional<SourceSettings> find(SourceId source);

    Collection<SourceSettings> all();

    Guards guards();
}
