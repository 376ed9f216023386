package dev.steward.systemtests.history.type;

import dev.steward.systemtests.history.SequentialModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A semaphore is a fair {@link java.util.concurrent.Semaphore}: who waits is served in turn, and nobody overtakes who wants
 * more. A bounded one is Python's: more than it began with is an error. "acquire" has as arguments how many permits and
 * how long it waits.
 *
 * @param permits how many are free at the beginning
 * @param isBounded whether there are never more
 */
record SemaphoreModel(long permits, boolean isBounded) implements SequentialModel<SemaphoreModel.State, TypedCall> {

    /** How many are free, and who waits. */
    record State(long free, List<Waiting> line) {}

    /** A call that waits. */
    record Waiting(int number, long wanted) {}

    @Override
    public State initial() {
        return new State(permits, List.of());
    }

    @Override
    public @Nullable State after(State state, TypedCall call) {
        return switch (call.name()) {
            case "acquire" -> acquire(state, call);
            case "release" -> release(state, call);
            case "availablePermits" -> call.told((int) state.free) ? state : null;
            default -> throw new IllegalStateException(call.name());
        };
    }

    private @Nullable State acquire(State state, TypedCall call) {
        long wanted = call.argument(0);
        if (isBounded && wanted > permits) {
            return call.told("IllegalArgumentException") ? state : null;
        }
        if (state.line.isEmpty() && state.free >= wanted) {
            return call.told(true) ? new State(state.free - wanted, state.line) : null;
        }
        if (call.argument(1) == 0) {
            return call.told(false) ? state : null;
        }
        return new State(state.free, Lists.with(state.line, new Waiting(call.number(), wanted)));
    }

    private @Nullable State release(State state, TypedCall call) {
        if (isBounded && state.free + call.argument(0) > permits) {
            return call.told("IllegalStateException") ? state : null;
        }
        return call.told(null) ? served(state.free + call.argument(0), state.line) : null;
    }

    private static State served(long free, List<Waiting> line) {
        long left = free;
        int served = 0;
        while (served < line.size() && line.get(served).wanted <= left) {
            left -= line.get(served).wanted;
            served++;
        }
        return new State(left, Lists.rest(line, served));
    }

    private static boolean waits(State state, TypedCall call) {
        return state.line.stream().anyMatch(waiting -> waiting.number == call.number());
    }

    @Override
    public boolean givesUp(TypedCall call) {
        return call.is("acquire") && call.argument(1) > 0 && call.told(false);
    }

    @Override
    public @Nullable State givenUp(State state, TypedCall call) {
        return waits(state, call)
                ? served(state.free, Lists.without(state.line, waiting -> waiting.number == call.number()))
                : null;
    }

    @Override
    public @Nullable State returned(State state, TypedCall call) {
        return waits(state, call) ? null : state;
    }
}
