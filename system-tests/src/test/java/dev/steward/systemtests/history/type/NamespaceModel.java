package dev.steward.systemtests.history.type;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A namespace is a {@link LinkedHashMap} in which what is not there is an error. The state is its attributes in the order in
 * which they were set first.
 */
record NamespaceModel() implements TwinModel<List<Entry<String, Long>>, Map<String, Long>> {

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
        String name = NamespacePlay.attribute(call.argument(0));
        return switch (call.name()) {
            case "get" -> found(twin.get(name));
            case "set" -> {
                twin.put(name, call.argument(1));
                yield null;
            }
            case "delete" -> {
                found(twin.remove(name));
                yield null;
            }
            case "contains" -> twin.containsKey(name);
            case "update" -> {
                twin.putAll(NamespacePlay.attributes(call.arguments()));
                yield null;
            }
            case "toMap" -> twin.toString();
            default -> throw new IllegalStateException(call.name());
        };
    }

    private static long found(@Nullable Long value) {
        if (value == null) {
            throw new NoSuchElementException();
        }
        return value;
    }
}
