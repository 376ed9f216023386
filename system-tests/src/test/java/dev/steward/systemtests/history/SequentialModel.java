package dev.steward.systemtests.history;

import org.jspecify.annotations.Nullable;

/**
 * What an object is when calls come one after the other. A call that waits for others may have three instants of its own:
 * at the first it begins to wait, at the second it gives up if it was told so, and it returns when what it waits for is so.
 *
 * @param <S> its state: immutable, with equals and hashCode
 * @param <C> what is known of its calls
 */
public interface SequentialModel<S, C extends Timed> {

    /** Returns the state at the beginning. */
    S initial();

    /**
     * Does a call that told what it told, or lets it begin to wait; where its outcome is unknown it may have told anything.
     *
     * @return the state after it, or null if it could not have told that in this state
     */
    @Nullable
    S after(S state, C call);

    /** Returns whether a call that began to wait gave up, or may have. */
    default boolean givesUp(C call) {
        return false;
    }

    /**
     * Lets a call give up that has begun to wait.
     *
     * @return the state after it, or null if it does not wait any more
     */
    default @Nullable S givenUp(S state, C call) {
        throw new IllegalStateException("nothing gives up here: " + call);
    }

    /**
     * Lets a call return that took effect.
     *
     * @return the state without anything that was kept for it, or null if it still waits or was to tell something else
     */
    default @Nullable S returned(S state, C call) {
        return state;
    }

    /** A cell with "get", "set" and "add", which tells the number before. */
    record Cell(Long initial) implements SequentialModel<Long, Operation> {
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
    record Mutex() implements SequentialModel<Long, Operation> {
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
    record Permits(Integer initial) implements SequentialModel<Integer, Operation> {
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
