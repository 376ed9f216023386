package dev.steward.systemtests.history.type;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list is an {@link ArrayList}. */
record ListModel() implements TwinModel<List<Long>, List<Long>> {

    @Override
    public List<Long> initial() {
        return List.of();
    }

    @Override
    public List<Long> twin(List<Long> state) {
        return new ArrayList<>(state);
    }

    @Override
    public List<Long> state(List<Long> twin) {
        return List.copyOf(twin);
    }

    @Override
    public @Nullable Object tell(List<Long> twin, TypedCall call) {
        return ListDeed.valueOf(call.name()).on(twin, call.arguments());
    }
}
