package dev.steward.systemtests.history.type;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A namespace is a {@link LinkedHashMap} in which what is not there is an error. The state is its attributes in the order in
 * which they were set first.
 */
record NamespaceModel() implements EntriesModel {

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
