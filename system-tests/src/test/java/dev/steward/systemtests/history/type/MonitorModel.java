package dev.steward.systemtests.history.type;

import dev.steward.systemtests.history.SequentialModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A re-entrant lock and a condition of it are a fair {@link java.util.concurrent.locks.ReentrantLock} and its condition:
 * waiting gives up all levels and is called again in turn, and one that was signalled waits for the lock behind those that
 * wait for it already. "lock", "tryLock" and "await" have as argument how long they wait, negative for ever; "signal" how
 * many it wakes.
 */
record MonitorModel() implements SequentialModel<MonitorModel.State, TypedCall> {

    private static final String NOT_OWNED = "IllegalMonitorStateException";
    private static final String NOBODY = "";

    /** Who owns the lock and how deep, who waits for the lock, and who for a signal. */
    record State(String owner, int depth, List<Waiting> line, List<Waiting> waiters) {}

    /** A call that waits, and how deep it will own the lock. */
    record Waiting(int number, String client, int depth) {}

    @Override
    public State initial() {
        return new State(NOBODY, 0, List.of(), List.of());
    }

    @Override
    public @Nullable State after(State state, TypedCall call) {
        boolean isMine = state.owner.equals(call.client());
        return switch (call.name()) {
            case "lock", "tryLock" -> lock(state, call);
            case "isLocked" -> call.told(!state.owner.equals(NOBODY)) ? state : null;
            case "isHeldByMe" -> call.told(isMine) ? state : null;
            case "unlock", "await", "signal" -> isMine ? owned(state, call) : call.told(NOT_OWNED) ? state : null;
            default -> throw new IllegalStateException(call.name());
        };
    }

    private static @Nullable State lock(State state, TypedCall call) {
        boolean mayBeTaken = call.isUnknown() || !call.told(false);
        if (state.owner.equals(NOBODY) || state.owner.equals(call.client())) {
            return mayBeTaken ? new State(call.client(), state.depth + 1, state.line, state.waiters) : null;
        }
        if (call.argument(0) == 0) {
            return call.told(false) ? state : null;
        }
        Waiting self = new Waiting(call.number(), call.client(), 1);
        return new State(state.owner, state.depth, Lists.with(state.line, self), state.waiters);
    }

    private static @Nullable State owned(State state, TypedCall call) {
        if (!call.isUnknown() && call.told(NOT_OWNED)) {
            return null;
        }
        return switch (call.name()) {
            case "unlock" ->
                state.depth > 1
                        ? new State(state.owner, state.depth - 1, state.line, state.waiters)
                        : passedOn(state.line, state.waiters);
            case "signal" -> signalled(state, (int) Math.min(call.argument(0), state.waiters.size()));
            default -> {
                Waiting self = new Waiting(call.number(), call.client(), state.depth);
                yield passedOn(state.line, Lists.with(state.waiters, self));
            }
        };
    }

    private static State passedOn(List<Waiting> line, List<Waiting> waiters) {
        if (line.isEmpty()) {
            return new State(NOBODY, 0, line, waiters);
        }
        Waiting next = line.get(0);
        return new State(next.client, next.depth, Lists.rest(line, 1), waiters);
    }

    private static State signalled(State state, int count) {
        List<Waiting> line = new ArrayList<>(state.line);
        line.addAll(state.waiters.subList(0, count));
        return new State(state.owner, state.depth, List.copyOf(line), Lists.rest(state.waiters, count));
    }

    private static boolean isIn(List<Waiting> waiting, TypedCall call) {
        return waiting.stream().anyMatch(one -> one.number == call.number());
    }

    @Override
    public boolean givesUp(TypedCall call) {
        boolean mayWait = call.is("await") || ((call.is("lock") || call.is("tryLock")) && call.argument(0) > 0);
        return mayWait && call.told(false);
    }

    @Override
    public @Nullable State givenUp(State state, TypedCall call) {
        if (!call.is("await")) {
            return isIn(state.line, call)
                    ? new State(state.owner, state.depth, without(state.line, call), state.waiters)
                    : null;
        }
        if (!isIn(state.waiters, call)) {
            return null;
        }
        Waiting self = state.waiters.stream()
                .filter(one -> one.number == call.number())
                .findFirst()
                .orElseThrow();
        List<Waiting> waiters = without(state.waiters, call);
        return state.owner.equals(NOBODY)
                ? new State(self.client, self.depth, state.line, waiters)
                : new State(state.owner, state.depth, Lists.with(state.line, self), waiters);
    }

    private static List<Waiting> without(List<Waiting> waiting, TypedCall call) {
        return Lists.without(waiting, one -> one.number == call.number());
    }

    @Override
    public @Nullable State returned(State state, TypedCall call) {
        return isIn(state.line, call) || isIn(state.waiters, call) ? null : state;
    }
}
