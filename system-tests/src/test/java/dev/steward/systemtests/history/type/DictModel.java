package dev.steward.systemtests.history.type;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A dict is a {@link LinkedHashMap}. The state is its entries in their order. */
record DictModel() implements EntriesModel {

    @Override
    public @Nullable Object tell(Map<String, Long> twin, TypedCall call) {
        return DictDeed.valueOf(call.name()).on(twin, call.arguments());
    }
}
