package dev.steward.systemtests.history.type;

import dev.steward.systemtests.history.SequentialModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A barrier is a {@link java.util.concurrent.CyclicBarrier}: so many parties go on together, each told how many were still
 * to come, or none does. "await" has as argument how long it waits.
 */
record BarrierModel(int parties) implements SequentialModel<BarrierModel.State, TypedCall> {

    private static final String BROKEN = "BrokenBarrierException";
    private static final String TIMEOUT = "TimeoutException";

    /** Whether it is broken, the calls that wait in the order in which they came, and those that are to hear it broke. */
    record State(boolean isBroken, List<Integer> waiting, List<Integer> told) {}

    @Override
    public State initial() {
        return new State(false, List.of(), List.of());
    }

    @Override
    public @Nullable State after(State state, TypedCall call) {
        return switch (call.name()) {
            case "await" -> await(state, call);
            case "abort" -> broken(state, true);
            case "reset" -> broken(state, false);
            case "isBroken" -> call.told(state.isBroken) ? state : null;
            case "getNumberWaiting" -> call.told(state.waiting.size()) ? state : null;
            default -> throw new IllegalStateException(call.name());
        };
    }

    private static State broken(State state, boolean stays) {
        List<Integer> told = new ArrayList<>(state.told);
        told.addAll(state.waiting);
        return new State(stays, List.of(), List.copyOf(told));
    }

    private @Nullable State await(State state, TypedCall call) {
        if (state.isBroken) {
            return call.told(BROKEN) ? new State(true, List.of(), Lists.with(state.told, call.number())) : null;
        }
        int stillToCome = parties - 1 - state.waiting.size();
        if (stillToCome == 0) {
            return call.told(0) ? new State(false, List.of(), state.told) : null;
        }
        if (call.argument(0) == 0) {
            return call.told(TIMEOUT) ? broken(state, true) : null;
        }
        boolean mayWait = call.told(stillToCome) || call.told(BROKEN) || call.told(TIMEOUT);
        return mayWait ? new State(false, Lists.with(state.waiting, call.number()), state.told) : null;
    }

    @Override
    public boolean givesUp(TypedCall call) {
        return call.is("await") && call.argument(0) > 0 && call.told(TIMEOUT);
    }

    @Override
    public @Nullable State givenUp(State state, TypedCall call) {
        if (!state.waiting.contains(call.number())) {
            return null;
        }
        List<Integer> others = Lists.without(state.waiting, number -> number == call.number());
        return broken(new State(false, others, state.told), true);
    }

    @Override
    public @Nullable State returned(State state, TypedCall call) {
        if (!call.is("await")) {
            return state;
        }
        boolean broke = state.told.contains(call.number());
        if (state.waiting.contains(call.number()) || broke != call.told(BROKEN)) {
            return null;
        }
        return new State(state.isBroken, state.waiting, Lists.without(state.told, number -> number == call.number()));
    }
}
