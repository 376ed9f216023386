package dev.steward.systemtests.history.type;

import dev.steward.systemtests.history.SequentialModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event is Python's {@code threading.Event}: setting it lets all go that wait, whatever comes after. "await" has as
 * argument how long it waits.
 */
record EventModel() implements SequentialModel<EventModel.State, TypedCall> {

    /** The flag, and the calls that wait for it. */
    record State(boolean isSet, List<Integer> waiting) {}

    @Override
    public State initial() {
        return new State(false, List.of());
    }

    @Override
    public @Nullable State after(State state, TypedCall call) {
        return switch (call.name()) {
            case "set" -> new State(true, List.of());
            case "clear" -> new State(false, state.waiting);
            case "isSet" -> call.told(state.isSet) ? state : null;
            case "await" -> await(state, call);
            default -> throw new IllegalStateException(call.name());
        };
    }

    private static @Nullable State await(State state, TypedCall call) {
        if (state.isSet || call.argument(0) == 0) {
            return call.told(state.isSet) ? state : null;
        }
        return new State(false, Lists.with(state.waiting, call.number()));
    }

    @Override
    public boolean givesUp(TypedCall call) {
        return call.is("await") && call.argument(0) > 0 && call.told(false);
    }

    @Override
    public @Nullable State givenUp(State state, TypedCall call) {
        return state.waiting.contains(call.number())
                ? new State(false, Lists.without(state.waiting, number -> number == call.number()))
                : null;
    }

    @Override
    public @Nullable State returned(State state, TypedCall call) {
        return state.waiting.contains(call.number()) ? null : state;
    }
}
