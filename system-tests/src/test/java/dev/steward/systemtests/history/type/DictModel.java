package dev.steward.systemtests.history.type;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/** A dict is a {@link LinkedHashMap}. The state is its entries in their order. */
record DictModel() implements TwinModel<List<Entry<String, Long>>, Map<String, Long>> {

    @Override
    public List<Entry<String, Long>> initial() {
        return List.of();
    }

    @Override
    public Map<String, Long> twin(List<Entry<String, Long>> state) {
        Map<String, Long> twin = new LinkedHashMap<>();
        state.forEach(entry -> twin.put(entry.getKey(), entry.getValue()));
        return twin;
    }

    @Override
    public List<Entry<String, Long>> state(Map<String, Long> twin) {
        return twin.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public @Nullable Object tell(Map<String, Long> twin, TypedCall call) {
        return DictDeed.valueOf(call.name()).on(twin, call.arguments());
    }
}
