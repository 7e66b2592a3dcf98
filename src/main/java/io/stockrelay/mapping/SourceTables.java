package io.stockrelay.mapping;

import io.stockrelay.shared.LocationId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cross-references of one source.
 *
 * @param folder such as {@code mappings/wms}, for messages
 * @param skus null where the source has no {@code skus.csv}: it speaks our codes
 * @param locations null where the source has no {@code locations.csv}: it speaks our codes
 */
record SourceTables(
        String folder,
        @Nullable Map<String, Item> skus,
        @Nullable Map<String, LocationId> locations,
        UnitFactors units) {

    static SourceTables ofOurCodes(String folder) {
        return new SourceTables(folder, null, null, UnitFactors.NONE);
    }
}
