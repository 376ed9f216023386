package dev.steward.face.lock;

import dev.steward.api.AsyncEvent;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.SharedEvent;
import dev.steward.api.Type;
import dev.steward.face.object.Face;
import dev.steward.face.object.ObjectCaller;
import dev.steward.face.object.PlainResults;
import dev.steward.face.object.Preview;
import dev.steward.vocabulary.Operation;
import java.time.Duration;

/** {@link SharedEvent} over the operations of an event. */
public final class SharedEventFace extends Face implements SharedEvent {

    public SharedEventFace(ObjectCaller caller, Type<?> type) {
        super(caller, type);
    }

    @Override
    public Face with(ObjectCaller caller, Type<?> type) {
        return new SharedEventFace(caller, type);
    }

    @Override
    public AsyncEvent async() {
        return new AsyncEventFace(this);
    }

    @Override
    public void set() {
        call(Operation.EVENT_SET);
    }

    @Override
    public void clear() {
        call(Operation.EVENT_CLEAR);
    }

    @Override
    public boolean isSet() {
        return PlainResults.booleanOf(call(Operation.EVENT_IS_SET));
    }

    @Override
    public void await() throws InterruptedException {
        await(Operation.EVENT_AWAIT, FOR_EVER);
    }

    @Override
    public boolean await(Duration timeout) throws InterruptedException {
        return PlainResults.booleanOf(await(Operation.EVENT_AWAIT, PlainResults.nanosOf(timeout)));
    }

    /** Refuses: an event has no contents to copy. */
    @Override
    public Object snapshot() {
        throw new ManagerException(
                describeCall() + ": an event has no value to copy; ask isSet()", Outcome.NOT_EXECUTED);
    }

    @Override
    public String preview(Preview preview) {
        return label() + (PlainResults.booleanOf(preview.call(Operation.EVENT_IS_SET)) ? " (set)" : " (not set)");
    }
}
