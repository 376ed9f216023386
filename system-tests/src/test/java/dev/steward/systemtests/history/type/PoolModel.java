package dev.steward.systemtests.history.type;

import dev.steward.systemtests.history.SequentialModel;
import org.jspecify.annotations.Nullable;

/** A pool without workers: tasks wait until it is terminated, and it takes none once it is shut down. */
record PoolModel() implements SequentialModel<PoolModel.State, TypedCall> {

    /** Whether it takes no more tasks, and how many wait. */
    record State(boolean isShutDown, int waiting) {}

    @Override
    public State initial() {
        return new State(false, 0);
    }

    @Override
    public @Nullable State after(State state, TypedCall call) {
        return switch (call.name()) {
            case "bring" -> bring(state, call);
            case "isShutdown" -> call.told(state.isShutDown) ? state : null;
            case "waiting" -> call.told((long) state.waiting) ? state : null;
            case "shutdown" -> new State(true, state.waiting);
            case "terminate" -> new State(true, 0);
            case "join" -> call.told(state.isShutDown ? state.waiting == 0 : "it runs") ? state : null;
            default -> throw new IllegalStateException(call.name());
        };
    }

    private static @Nullable State bring(State state, TypedCall call) {
        if (!call.told(!state.isShutDown)) {
            return null;
        }
        return state.isShutDown ? state : new State(false, state.waiting + 1);
    }
}
