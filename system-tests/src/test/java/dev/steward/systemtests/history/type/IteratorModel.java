package dev.steward.systemtests.history.type;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An iterator that several share is a line of elements, each of which goes to one of them. */
record IteratorModel(List<Long> initial) implements TwinModel<List<Long>, Deque<Long>> {

    @Override
    public Deque<Long> twin(List<Long> state) {
        return new ArrayDeque<>(state);
    }

    @Override
    public List<Long> state(Deque<Long> twin) {
        return List.copyOf(twin);
    }

    @Override
    public @Nullable Object tell(Deque<Long> twin, TypedCall call) {
        return switch (call.name()) {
            case "next" -> twin.remove();
            case "nextIfAny" -> twin.poll();
            case "snapshot" -> state(twin);
            case "close" -> {
                twin.clear();
                yield null;
            }
            default -> throw new IllegalStateException(call.name());
        };
    }
}
