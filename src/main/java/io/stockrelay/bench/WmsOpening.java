package io.stockrelay.bench;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The WMS's snapshots that open its positions. */
final class WmsOpening {

    private static final int ITEMS = 200;

    private WmsOpening() {}

    static List<String> snapshots(Documents documents, BenchPlan plan) {
        return IntStream.rangeClosed(1, BenchPlan.LOCATIONS)
                .boxed()
                .flatMap(location -> ofLocation(documents, plan, location))
                .toList();
    }

    private static Stream<String> ofLocation(Documents documents, BenchPlan plan, int location) {
        return IntStream.iterate(0, from -> from < plan.skus(), from -> from + ITEMS)
                .mapToObj(from ->
                        documents.snapshot("OPEN-" + location, location, from, Math.min(plan.skus(), from + ITEMS)));
    }
}
