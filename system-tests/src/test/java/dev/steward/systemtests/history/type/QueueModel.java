package dev.steward.systemtests.history.type;

import dev.steward.systemtests.history.SequentialModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A queue is Python's {@code queue.Queue}, bounded, with takers and putters served in turn. What comes back goes to its old
 * place, beyond the bound if need be, and tells how often it was delivered. In a joinable queue what was taken stays
 * reserved to its taker until it is done.
 *
 * <p>"offer" has as arguments an element and how long it waits, "take" and "receive" how long they wait, "done" and "nack"
 * of a delivery its element, "taskDone" and "giveBack" nothing, "join" how long it waits. No element is put twice.
 */
record QueueModel(int capacity, boolean isJoinable) implements SequentialModel<QueueState, TypedCall> {

    @Override
    public QueueState initial() {
        return QueueState.EMPTY;
    }

    @Override
    public @Nullable QueueState after(QueueState state, TypedCall call) {
        return switch (call.name()) {
            case "offer" -> offer(state, call);
            case "take", "receive" -> take(state, call);
            case "done", "nack" -> delivered(state, call);
            case "taskDone", "giveBack" -> taken(state, call);
            case "join" -> join(state, call);
            case "size" -> call.told(state.elements().size()) ? state : null;
            case "peek" ->
                call.told(
                                state.elements().isEmpty()
                                        ? null
                                        : state.elements().get(0).value())
                        ? state
                        : null;
            case "remove" -> remove(state, call);
            default -> throw new IllegalStateException(call.name());
        };
    }

    private @Nullable QueueState offer(QueueState state, TypedCall call) {
        if (state.elements().size() < capacity) {
            return call.told(true) ? state.put(call.argument(0)).served(capacity, isJoinable) : null;
        }
        if (call.argument(1) == 0) {
            return call.told(false) ? state : null;
        }
        return state.withPutter(call);
    }

    private @Nullable QueueState take(QueueState state, TypedCall call) {
        if (state.elements().isEmpty() && call.argument(0) == 0) {
            return call.told(null) ? state : null;
        }
        return state.withTaker(call).served(capacity, isJoinable);
    }

    private @Nullable QueueState delivered(QueueState state, TypedCall call) {
        for (QueueState.Reserved reserved : state.reserved()) {
            if (reserved.isReceived() && reserved.element().value() == call.argument(0)) {
                return call.told(null)
                        ? state.settled(reserved, call.is("done")).served(capacity, isJoinable)
                        : null;
            }
        }
        return null;
    }

    private @Nullable QueueState taken(QueueState state, TypedCall call) {
        for (QueueState.Reserved reserved : state.reserved()) {
            if (!reserved.isReceived() && reserved.client().equals(call.client())) {
                return call.told(null)
                        ? state.settled(reserved, call.is("taskDone")).served(capacity, isJoinable)
                        : null;
            }
        }
        return call.told("IllegalStateException") ? state : null;
    }

    private static @Nullable QueueState join(QueueState state, TypedCall call) {
        if (state.isDone() || call.argument(0) == 0) {
            return call.told(state.isDone()) ? state : null;
        }
        return state.withJoiner(call.number());
    }

    private @Nullable QueueState remove(QueueState state, TypedCall call) {
        List<QueueState.Element> left = Lists.without(state.elements(), element -> element.value() == call.argument(0));
        return call.told(left.size() < state.elements().size())
                ? state.withElements(left).served(capacity, isJoinable)
                : null;
    }

    @Override
    public boolean givesUp(TypedCall call) {
        return switch (call.name()) {
            case "offer" -> call.argument(1) > 0 && call.told(false);
            case "take", "receive" -> call.argument(0) > 0 && call.told(null);
            case "join" -> call.argument(0) > 0 && call.told(false);
            default -> false;
        };
    }

    @Override
    public @Nullable QueueState givenUp(QueueState state, TypedCall call) {
        return state.isWaiting(call.number()) ? state.withoutWaiting(call.number()) : null;
    }

    @Override
    public @Nullable QueueState returned(QueueState state, TypedCall call) {
        return state.isWaiting(call.number()) ? null : state;
    }
}
