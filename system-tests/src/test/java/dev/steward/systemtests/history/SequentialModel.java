package dev.steward.systemtests.history;

import org.jspecify.annotations.Nullable;

/**
 * What an object is when calls come one after the other.
 *
 * @param <S> its state: immutable, with equals and hashCode
 */
public interface SequentialModel<S> {

    /** Returns the state at the beginning. */
    S initial();

    /**
     * Does a call that told what it told; where its outcome is unknown it may have told anything.
     *
     * @return the state after it, or null if it could not have told that in this state
     */
    @Nullable
    S after(S state, Operation call);

    /** A cell with "get", "set" and "add", which tells the number before. */
    record Cell(Long initial) implements SequentialModel<Long> {
        @Override
        public @Nullable Long after(Long state, Operation call) {
            return switch (call.name()) {
                case "get" -> tells(state, call) ? state : null;
                case "set" -> Long.valueOf(call.argument());
                case "add" -> tells(state, call) ? Long.valueOf(state + call.argument()) : null;
                default -> throw new IllegalArgumentException("a cell has no " + call.name());
            };
        }

        private static boolean tells(long state, Operation call) {
            return call.ending() == Operation.Ending.UNKNOWN || call.result() == state;
        }
    }

    /**
     * A lock with "hold", which tells a token, and "release" with that token as argument. The state is the token of the
     * holder, negative once it was released; each is greater than the last.
     */
    record Mutex() implements SequentialModel<Long> {
        @Override
        public Long initial() {
            return -1L;
        }

        @Override
        public @Nullable Long after(Long state, Operation call) {
            if (call.is("hold")) {
                if (call.ending() == Operation.Ending.NOTHING) {
                    return state;
                }
                return state < 0 && call.result() > -state ? Long.valueOf(call.result()) : null;
            }
            return state == call.argument() ? Long.valueOf(-state) : null;
        }
    }

    /** A semaphore with "acquire" and "release" of so many permits; an acquire that does not wait may tell nothing. */
    record Permits(Integer initial) implements SequentialModel<Integer> {
        @Override
        public @Nullable Integer after(Integer state, Operation call) {
            int permits = (int) call.argument();
            if (call.is("release")) {
                return state + permits;
            }
            boolean free = state >= permits;
            if (call.ending() == Operation.Ending.NOTHING) {
                return free ? null : state;
            }
            return free ? Integer.valueOf(state - permits) : null;
        }
    }
}
