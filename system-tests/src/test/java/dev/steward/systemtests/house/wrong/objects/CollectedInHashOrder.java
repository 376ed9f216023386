package dev.steward.systemtests.house.wrong.objects;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Wrong on purpose: iterates in hash order. */
public final class CollectedInHashOrder {
    private CollectedInHashOrder() {}

    static Set<String> run(Stream<String> names) {
        return names.collect(Collectors.toSet());
    }
}
