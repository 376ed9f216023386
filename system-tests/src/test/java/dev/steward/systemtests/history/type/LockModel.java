package dev.steward.systemtests.history.type;

import dev.steward.systemtests.history.SequentialModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plain lock is Python's {@code Lock}, served in turn: held by a client, not re-entrant, "release" by anyone. "hold" and
 * "tryLock" have as argument how long they wait, negative for ever; "hold" tells a token greater than any before.
 */
record LockModel() implements SequentialModel<LockModel.State, TypedCall> {

    private static final String NOT_HELD = "IllegalMonitorStateException";
    private static final String NOBODY = "";

    /** Who holds it, the last token that anybody was told, and who waits. */
    record State(String holder, long lastToken, List<Waiting> line) {}

    /** A call that waits, and the token that it was told in the end, or 0. */
    record Waiting(int number, String client, long token) {}

    @Override
    public State initial() {
        return new State(NOBODY, 0, List.of());
    }

    @Override
    public @Nullable State after(State state, TypedCall call) {
        boolean isHeld = !state.holder.equals(NOBODY);
        boolean isMine = state.holder.equals(call.client());
        return switch (call.name()) {
            case "hold", "tryLock" -> lock(state, call);
            case "unlock" -> isMine ? passedOn(state, call) : refused(state, call);
            case "release" -> isHeld ? passedOn(state, call) : refused(state, call);
            case "isLocked" -> call.told(isHeld) ? state : null;
            case "isHeldByMe" -> call.told(isMine) ? state : null;
            default -> throw new IllegalStateException(call.name());
        };
    }

    private static @Nullable State refused(State state, TypedCall call) {
        return call.told(NOT_HELD) ? state : null;
    }

    private static @Nullable State passedOn(State state, TypedCall call) {
        if (!call.told(null)) {
            return null;
        }
        return state.line.isEmpty()
                ? new State(NOBODY, state.lastToken, state.line)
                : taken(state.line.get(0), state.lastToken, Lists.rest(state.line, 1));
    }

    private static @Nullable State taken(Waiting next, long lastToken, List<Waiting> line) {
        if (next.token == 0) {
            return new State(next.client, lastToken, line);
        }
        return next.token > lastToken ? new State(next.client, next.token, line) : null;
    }

    private static @Nullable State lock(State state, TypedCall call) {
        long token = call.result() instanceof Long told ? told : 0;
        Waiting self = new Waiting(call.number(), call.client(), token);
        if (state.holder.equals(NOBODY)) {
            return gaveUp(call) ? null : taken(self, state.lastToken, state.line);
        }
        if (call.argument(0) == 0) {
            return call.told(false) ? state : null;
        }
        return new State(state.holder, state.lastToken, Lists.with(state.line, self));
    }

    private static boolean gaveUp(TypedCall call) {
        return !call.isUnknown() && call.told(false);
    }

    private static boolean waits(State state, TypedCall call) {
        return state.line.stream().anyMatch(waiting -> waiting.number == call.number());
    }

    @Override
    public boolean givesUp(TypedCall call) {
        return (call.is("hold") || call.is("tryLock")) && call.argument(0) > 0 && call.told(false);
    }

    @Override
    public @Nullable State givenUp(State state, TypedCall call) {
        return waits(state, call)
                ? new State(
                        state.holder,
                        state.lastToken,
                        Lists.without(state.line, waiting -> waiting.number == call.number()))
                : null;
    }

    @Override
    public @Nullable State returned(State state, TypedCall call) {
        return waits(state, call) ? null : state;
    }
}
