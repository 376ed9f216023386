package dev.steward.protocol.face;

import dev.steward.api.AsyncEvent;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.SharedEvent;
import dev.steward.api.Type;
import dev.steward.protocol.message.OperationCode;
import java.time.Duration;

/** {@link SharedEvent} over the operations of an event. */
final class SharedEventFace extends Face implements SharedEvent {

    SharedEventFace(ObjectCaller caller, Type<?> type) {
        super(caller, type);
    }

    @Override
    public AsyncEvent async() {
        return new AsyncEventFace(this);
    }

    @Override
    public void set() {
        call(OperationCode.EVENT_SET);
    }

    @Override
    public void clear() {
        call(OperationCode.EVENT_CLEAR);
    }

    @Override
    public boolean isSet() {
        return Numbers.booleanOf(call(OperationCode.EVENT_IS_SET));
    }

    @Override
    public void await() throws InterruptedException {
        await(OperationCode.EVENT_AWAIT, FOR_EVER);
    }

    @Override
    public boolean await(Duration timeout) throws InterruptedException {
        return Numbers.booleanOf(await(OperationCode.EVENT_AWAIT, Numbers.nanosOf(timeout)));
    }

    /** Refuses: an event has no contents to copy. */
    @Override
    public Object snapshot() {
        throw new ManagerException(label() + ": an event has no value to copy; ask isSet()", Outcome.NOT_EXECUTED);
    }

    @Override
    String preview(Preview preview) {
        return label() + (Numbers.booleanOf(preview.call(OperationCode.EVENT_IS_SET)) ? " (set)" : " (not set)");
    }
}
