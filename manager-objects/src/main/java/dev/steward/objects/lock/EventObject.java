package dev.steward.objects.lock;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.Outputs;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.waiting.Presence;
import dev.steward.objects.waiting.Waiter;
import dev.steward.objects.waiting.WaitingLine;
import dev.steward.objects.waiting.WaitingObject;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flag to wait for. Who waits when it is set is answered then, suspended or not, so that no clearing afterwards takes it
 * back.
 */
public final class EventObject extends WaitingObject {

    private final WaitingLine waiters = new WaitingLine();
    private boolean isSet;

    /** Makes an event that is not set. */
    public EventObject(Creation creation) {
        super(BuiltInType.EVENT, creation);
    }

    @Override
    @Nullable
    protected Value perform(Invoke call, List<Value> arguments, Outputs out) {
        return switch (call.operation()) {
            case EVENT_SET -> set(call.now(), out);
            case EVENT_CLEAR -> clear();
            case EVENT_IS_SET -> values.of(isSet);
            case EVENT_AWAIT -> await(call, values.asLong(arguments.get(0)), out);
            default -> throw new IllegalStateException(call.operation().name());
        };
    }

    private Value set(long now, Outputs out) {
        if (!isSet) {
            isSet = true;
            changed();
            for (Waiter waiter : waiters.toList()) {
                finish(waiter, Answer.ok(values.of(true), sequence()), now, out);
            }
        }
        return values.nil();
    }

    private Value clear() {
        if (isSet) {
            isSet = false;
            changed();
        }
        return values.nil();
    }

    private @Nullable Value await(Invoke call, long timeout, Outputs out) {
        if (isSet || timeout == 0) {
            return values.of(isSet);
        }
        Presence presence = presence(call.call().session());
        long deadline = deadline(call.now(), timeout);
        await(new Waiter(call.call(), call.target(), presence, deadline), waiters, call.now(), out);
        return null;
    }

    @Override
    protected void serve(long now, Outputs out) {
        // Nobody waits while it is set.
    }

    @Override
    protected void timedOut(Waiter waiter, long now, Outputs out) {
        finish(waiter, Answer.ok(values.of(false), sequence()), now, out);
    }

    @Override
    protected void cancelled(Waiter waiter, long now, Outputs out) {
        finish(waiter, failed(Status.CANCELLED, "event: the call was cancelled"), now, out);
    }

    @Override
    protected void released(Presence presence, long now, Outputs out) {
        // Nobody holds anything here.
    }

    @Override
    protected void threadEnded(Presence presence, int thread, long now, Outputs out) {
        endWaits(presence, thread, now, out);
    }

    @Override
    protected void givenBack(ObjectInput.GiveBack giveBack, Outputs out) {
        // An event that was heard of by nobody has happened all the same.
    }

    @Override
    protected List<WaitingLine> lines(ObjectId target) {
        return List.of(waiters);
    }

    @Override
    protected String summary(int atMost) {
        return isSet ? "set" : "not set";
    }

    @Override
    public void save(StateWriter writer) {
        super.save(writer);
        writer.writeBoolean(isSet);
    }

    @Override
    public void load(StateReader reader) {
        super.load(reader);
        isSet = reader.readBoolean();
    }

    @Override
    protected void saveWaiter(StateWriter writer, Waiter waiter) {
        // A waiting call has nothing of its own.
    }

    @Override
    protected Restored loadWaiter(StateReader reader, CallId call, ObjectId target, Presence presence, long deadline) {
        return new Restored(new Waiter(call, target, presence, deadline), waiters);
    }
}
