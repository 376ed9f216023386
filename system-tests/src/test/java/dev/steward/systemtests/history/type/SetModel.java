package dev.steward.systemtests.history.type;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A set is a {@link LinkedHashSet}. The state is its elements in their order. */
record SetModel() implements TwinModel<List<Long>, Set<Long>> {

    @Override
    public List<Long> initial() {
        return List.of();
    }

    @Override
    public Set<Long> twin(List<Long> state) {
        return new LinkedHashSet<>(state);
    }

    @Override
    public List<Long> state(Set<Long> twin) {
        return List.copyOf(twin);
    }

    @Override
    public @Nullable Object tell(Set<Long> twin, TypedCall call) {
        return SetDeed.valueOf(call.name()).on(twin, call.arguments());
    }
}
