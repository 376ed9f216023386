package dev.steward.systemtests.house.wrong.objects;

import java.util.HashMap;
import java.util.Map;

/** Wrong on purpose: iterates in hash order. */
public final class HashOrder {
    final Map<String, String> byName = new HashMap<>();
}
