package dev.steward.systemtests.history.type;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/** What has names and a number for each: its twin is a {@link LinkedHashMap}, the state its entries in their order. */
interface EntriesModel extends TwinModel<List<Entry<String, Long>>, Map<String, Long>> {

    @Override
    default List<Entry<String, Long>> initial() {
        return List.of();
    }

    @Override
    default Map<String, Long> twin(List<Entry<String, Long>> state) {
        Map<String, Long> twin = new LinkedHashMap<>();
        state.forEach(entry -> twin.put(entry.getKey(), entry.getValue()));
        return twin;
    }

    @Override
    default List<Entry<String, Long>> state(Map<String, Long> twin) {
        return twin.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .toList();
    }
}
