package dev.steward.systemtests.history.type;

import dev.steward.systemtests.history.SequentialModel;
import org.jspecify.annotations.Nullable;

/** The result of tasks that nobody does: it is there once it is cancelled. */
record ResultModel() implements SequentialModel<Boolean, TypedCall> {

    @Override
    public Boolean initial() {
        return false;
    }

    @Override
    public @Nullable Boolean after(Boolean ended, TypedCall call) {
        return switch (call.name()) {
            case "cancel" -> call.told(!ended) ? Boolean.TRUE : null;
            case "close" -> Boolean.TRUE;
            case "detach" -> ended;
            case "isDone", "isCancelled" -> call.told(ended) ? ended : null;
            case "next" -> call.told(ended ? "the end" : "not yet") ? ended : null;
            default -> throw new IllegalStateException(call.name());
        };
    }
}
