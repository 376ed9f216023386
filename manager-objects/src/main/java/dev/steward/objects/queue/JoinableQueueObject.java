package dev.steward.objects.queue;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.Outputs;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.waiting.Presence;
import dev.steward.objects.waiting.Waiter;
import dev.steward.objects.waiting.WaitingLine;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A queue whose elements stay reserved to their takers until they are done, so that one can wait until all are. An element
 * that comes back after its last delivery goes to the queue for dead letters, or is dropped.
 */
public final class JoinableQueueObject extends QueueObject {

    private static final int JOINER = 3;

    private final DeadLetters deadLetters;
    private final WaitingLine joiners = new WaitingLine();

    /**
     * Makes an empty queue.
     *
     * @param maxDeliveries after how many deliveries an element does not go back any more; 0 is never
     * @param deadLetters the reference to the queue that gets such elements; null drops them
     */
    public JoinableQueueObject(Creation creation, int capacity, int maxDeliveries, @Nullable Value deadLetters) {
        super(BuiltInType.JOINABLE_QUEUE, creation, capacity, new Deliveries(Deliveries.Until.DONE), true);
        this.deadLetters = new DeadLetters(type, edges, maxDeliveries, deadLetters);
    }

    @Override
    @Nullable
    protected Value perform(Invoke call, List<Value> arguments, Outputs out) {
        return switch (call.operation()) {
            case QUEUE_TASK_DONE -> taskDone(call, values.asBoolean(arguments.get(0)), out);
            case QUEUE_JOIN -> join(call, values.asLong(arguments.get(0)), out);
            default -> super.perform(call, arguments, out);
        };
    }

    private Value taskDone(Invoke call, boolean done, Outputs out) {
        CallId id = call.call();
        Delivered oldest = deliveries.takeOldest(id, presenceOrNull(id.session()));
        if (oldest == null) {
            throw new OperationRefusal(
                    Status.SETTLED,
                    type + ": this session has taken no element that is not done yet; settle each element once, and"
                            + " one that was received as a delivery through that delivery");
        }
        return settle(oldest, done, call.now(), out);
    }

    private @Nullable Value join(Invoke call, long timeout, Outputs out) {
        if (allDone()) {
            return values.of(true);
        }
        if (timeout == 0) {
            return values.of(false);
        }
        CallId id = call.call();
        long deadline = deadline(call.now(), timeout);
        await(new Joiner(id, call.target(), presence(id.session()), deadline), joiners, call.now(), out);
        return null;
    }

    @Override
    protected List<WaitingLine> lines(ObjectId target) {
        List<WaitingLine> lines = new ArrayList<>(super.lines(target));
        lines.add(joiners);
        return lines;
    }

    private boolean allDone() {
        return contents.size() == 0 && deliveries.isEmpty();
    }

    @Override
    protected void serve(long now, Outputs out) {
        super.serve(now, out);
        if (allDone()) {
            // Those of suspended sessions too: that all was done once stays true, whatever is put meanwhile.
            for (Waiter joiner : joiners.toList()) {
                finish(joiner, Answer.ok(values.of(true), sequence()), now, out);
            }
        }
    }

    @Override
    void putBack(List<Delivered> returned, long now, Outputs out) {
        List<Delivered> alive = new ArrayList<>(returned.size());
        Deque<Delivered> dead = new ArrayDeque<>();
        for (Delivered delivered : returned) {
            if (!isClosed() && deadLetters.isDead(delivered.element)) {
                dead.push(delivered);
            } else {
                alive.add(delivered);
            }
        }
        super.putBack(alive, now, out);
        if (!dead.isEmpty()) {
            changed();
            // What comes last first leaves first first.
            dead.forEach(delivered -> deadLetters.send(delivered, id(), now, out));
        }
    }

    @Override
    protected void received(Input input, Outputs out) {
        if (input instanceof ObjectInput.DeadLetterTaken taken) {
            deadLetters.taken(taken.element());
        } else {
            super.received(input, out);
        }
    }

    // Snapshot.

    @Override
    public void save(StateWriter writer) {
        super.save(writer);
        deadLetters.save(writer);
    }

    @Override
    public void load(StateReader reader) {
        super.load(reader);
        deadLetters.load(reader);
    }

    @Override
    protected void saveWaiter(StateWriter writer, Waiter waiter) {
        if (waiter instanceof Joiner) {
            writer.writeInt(JOINER);
        } else {
            super.saveWaiter(writer, waiter);
        }
    }

    @Override
    Restored loadWaiter(StateReader reader, int kind, CallId call, ObjectId target, Presence presence, long deadline) {
        return kind == JOINER
                ? new Restored(new Joiner(call, target, presence, deadline), joiners)
                : super.loadWaiter(reader, kind, call, target, presence, deadline);
    }
}
