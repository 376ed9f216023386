package dev.steward.systemtests.house.wrong.objects;

import java.util.Set;

/** Wrong on purpose: iterates in an order that each JVM draws anew. */
public final class DrawnOrder {
    final Set<String> names = Set.of("a", "b");
}
