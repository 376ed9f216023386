package dev.steward.objects.type;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Event;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.Operation;
import dev.steward.objects.Outputs;
import dev.steward.objects.Refusal;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Status;
import dev.steward.objects.Value;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A first-in first-out queue. An element that was handed out is in delivery until its receiver has acknowledged or settled
 * it, and goes back to its old place if that does not happen. Elements in delivery do not count in the size, so a return
 * may exceed the bound.
 */
final class QueueObject extends WaitingObject {

    /** Whether new elements are taken. */
    private enum Stage {
        /** Yes. */
        OPEN,
        /** No; what is there is handed out, what comes back too. */
        DRAINING,
        /** No; what comes back is dropped. */
        CLOSED
    }

    private static final Comparator<Delivered> LAST_FIRST = Comparator.comparingLong(
                    (Delivered delivered) -> delivered.element.stamp)
            .reversed();

    private final ElementRing elements = new ElementRing();
    private final Deliveries deliveries = new Deliveries();
    private final WaitingLine putters = new WaitingLine();
    private final WaitingLine takers = new WaitingLine();
    private final int maxElements;
    private int capacity;
    private Stage stage = Stage.OPEN;

    /** A call that waits for room. Its element counts as stored, for the references in it. */
    private static final class Putter extends Waiter {

        final Value element;

        Putter(CallId call, ObjectId target, Presence presence, long deadline, Value element) {
            super(call, target, presence, deadline);
            this.element = element;
        }
    }

    /** A call that waits for an element. */
    private static final class Taker extends Waiter {

        /** Whether it wants to settle the element itself. */
        final boolean receives;

        Taker(CallId call, ObjectId target, Presence presence, long deadline, boolean receives) {
            super(call, target, presence, deadline);
            this.receives = receives;
        }
    }

    QueueObject(Creation creation, int capacity) {
        super(Catalogue.QUEUE, creation);
        this.capacity = capacity;
        this.maxElements = creation.limits().maxElements();
    }

    @Override
    public long weight() {
        return elements.size();
    }

    @Override
    boolean offers(Operation operation) {
        return operation == Operation.OBJECT_DESCRIBE || operation.code() >> 8 == 4;
    }

    @Override
    @Nullable
    Value perform(Invoke call, List<Value> arguments, Outputs out) {
        return switch (call.operation()) {
            case QUEUE_PUT -> put(call, arguments.get(0), values.asLong(arguments.get(1)), out);
            case QUEUE_PUT_ALL -> putAll(values.asList(arguments.get(0)));
            case QUEUE_TAKE -> take(call, values.asLong(arguments.get(0)), false, out);
            case QUEUE_RECEIVE -> take(call, values.asLong(arguments.get(0)), true, out);
            case QUEUE_SETTLE -> settle(call, values.asLong(arguments.get(0)), values.asBoolean(arguments.get(1)), out);
            case QUEUE_DRAIN -> drain(call, values.asLong(arguments.get(0)), out);
            case QUEUE_PEEK -> peek();
            case QUEUE_SIZE -> values.of(elements.size());
            case QUEUE_REMAINING_CAPACITY ->
                values.of(capacity == Integer.MAX_VALUE ? capacity : Math.max(0, capacity - elements.size()));
            case QUEUE_CONTAINS -> values.of(elements.indexOf(arguments.get(0)) >= 0);
            case QUEUE_REMOVE -> remove(elements.indexOf(arguments.get(0)));
            case QUEUE_REMOVE_ALL -> keep(values.asList(arguments.get(0)), false);
            case QUEUE_RETAIN_ALL -> keep(values.asList(arguments.get(0)), true);
            case QUEUE_CLEAR -> clear();
            case QUEUE_SNAPSHOT -> listOf(snapshot());
            case QUEUE_SHUTDOWN -> shutdown(values.asBoolean(arguments.get(0)), call.now(), out);
            case QUEUE_IS_SHUTDOWN -> values.of(stage != Stage.OPEN);
            case QUEUE_STAMPED -> stamped();
            case QUEUE_REMOVE_STAMPED -> removeStamped(values.asList(arguments.get(0)));
            default -> throw new IllegalStateException(call.operation().name());
        };
    }

    // Putting.

    private @Nullable Value put(Invoke call, Value element, long timeout, Outputs out) {
        refuseIfShutDown();
        refuseIfOverLimit();
        // Whoever waits for room does so because there is none: nobody is overtaken here.
        if (elements.size() < capacity) {
            edges.add(element);
            append(element);
            return values.of(true);
        }
        if (timeout == 0) {
            return values.of(false);
        }
        edges.add(element);
        CallId id = call.call();
        long deadline = deadline(call.now(), timeout);
        await(new Putter(id, call.target(), presence(id.session()), deadline, element), putters, call.now(), out);
        return null;
    }

    private Value putAll(List<Value> added) {
        refuseIfShutDown();
        int put = 0;
        for (Value element : added) {
            if (elements.size() >= Math.min(capacity, maxElements)) {
                break;
            }
            edges.add(element);
            append(element);
            put++;
        }
        if (put == 0 && !added.isEmpty()) {
            refuseIfOverLimit();
        }
        return values.of(put);
    }

    private void append(Value element) {
        elements.addLast(new Element(element, changed(), 0));
    }

    private void refuseIfShutDown() {
        if (stage != Stage.OPEN) {
            throw new Refusal(Status.SHUT_DOWN, "queue: it is shut down and takes no more elements");
        }
    }

    private void refuseIfOverLimit() {
        if (capacity > maxElements && elements.size() >= maxElements) {
            throw new Refusal(
                    Status.OVERLOADED,
                    "queue: it holds " + elements.size() + " elements, which is the limit of the server; take some, or"
                            + " make the queue with a capacity so that putting waits");
        }
    }

    // Taking.

    private @Nullable Value take(Invoke call, long timeout, boolean receives, Outputs out) {
        CallId id = call.call();
        Element first = elements.pollFirst();
        if (first != null) {
            answer(id, deliver(first, id, presence(id.session()), receives), call.now(), out);
            return null;
        }
        if (stage == Stage.CLOSED || (stage == Stage.DRAINING && deliveries.areAllOf(presenceOrNull(id.session())))) {
            throw new Refusal(Status.SHUT_DOWN, "queue: it is shut down and drained");
        }
        if (timeout == 0) {
            throw new Refusal(Status.EMPTY, "queue: it is empty");
        }
        long deadline = deadline(call.now(), timeout);
        await(new Taker(id, call.target(), presence(id.session()), deadline, receives), takers, call.now(), out);
        return null;
    }

    private Answer deliver(Element element, CallId call, Presence presence, boolean receives) {
        element.deliveries++;
        changed();
        boolean again = element.deliveries > 1;
        if (!receives) {
            deliveries.addUnderAnswer(element, call, presence);
            return new Answer(Status.OK, element.value, sequence(), again, true);
        }
        long delivery = deliveries.addUnderId(element, call, presence);
        Value result = values.listOf(List.of(element.value, values.of(delivery), values.of((long) element.deliveries)));
        return new Answer(Status.OK, result, sequence(), again, false);
    }

    private @Nullable Value drain(Invoke call, long atMost, Outputs out) {
        int count = (int) Math.min(atMost, elements.size());
        if (count == 0) {
            return values.listOf(List.of());
        }
        Presence presence = presence(call.call().session());
        List<Value> drained = new ArrayList<>(count);
        boolean again = false;
        for (Element element = elements.pollFirst(); element != null; element = elements.pollFirst()) {
            element.deliveries++;
            again |= element.deliveries > 1;
            deliveries.addUnderAnswer(element, call.call(), presence);
            drained.add(element.value);
            if (drained.size() == count) {
                break;
            }
        }
        changed();
        answer(call.call(), new Answer(Status.OK, listOf(drained), sequence(), again, true), call.now(), out);
        return null;
    }

    // After delivery.

    private Value settle(Invoke call, long id, boolean done, Outputs out) {
        Delivered delivered = deliveries.takeId(id, call.call().session());
        if (delivered == null) {
            throw new Refusal(
                    Status.SETTLED, "queue: delivery " + id + " was settled before, or is not of this session");
        }
        if (done) {
            edges.remove(delivered.element.value);
            changed();
        } else {
            putBack(List.of(delivered), out);
        }
        tidy(delivered.presence, call.now(), out);
        return values.nil();
    }

    @Override
    void acknowledged(CallId call, long now, Outputs out) {
        for (Delivered delivered : deliveries.takeAnswer(call)) {
            edges.remove(delivered.element.value);
            tidy(delivered.presence, now, out);
        }
    }

    /** Puts elements back to their old places, last first. */
    private void putBack(List<Delivered> returned, Outputs out) {
        for (Delivered delivered : returned) {
            if (stage == Stage.CLOSED) {
                edges.remove(delivered.element.value);
            } else {
                elements.putBack(delivered.element);
                out.event(new Event.Returned(id(), typeId, delivered.presence.session));
            }
        }
        if (!returned.isEmpty()) {
            changed();
        }
    }

    @Override
    void givenBack(ObjectInput.GiveBack giveBack, Outputs out) {
        List<Delivered> returned = deliveries.takeAnswer(giveBack.call());
        if (giveBack.operation() == Operation.QUEUE_RECEIVE && giveBack.answer().isOk()) {
            long id = values.asLong(values.asList(giveBack.answer().value()).get(1));
            Delivered delivered = deliveries.takeId(id, giveBack.call().session());
            if (delivered != null) {
                returned.add(delivered);
            }
        }
        putBack(returned, out);
        for (Delivered delivered : returned) {
            tidy(delivered.presence, giveBack.now(), out);
        }
    }

    @Override
    void released(Presence presence, long now, Outputs out) {
        List<Delivered> returned = deliveries.takeAll(presence);
        returned.sort(LAST_FIRST);
        putBack(returned, out);
    }

    @Override
    void threadEnded(Presence presence, int thread, long now, Outputs out) {
        // Elements in delivery belong to the session, not to the thread that took them.
    }

    // Waiting.

    @Override
    void serve(long now, Outputs out) {
        boolean more = true;
        while (more) {
            more = false;
            for (Waiter next = takers.first(); next != null && elements.size() > 0; next = takers.first()) {
                Element element = elements.pollFirst();
                if (element != null && next instanceof Taker taker) {
                    finish(taker, deliver(element, taker.call, taker.presence, taker.receives), now, out);
                }
            }
            for (Waiter next = putters.first(); next != null && elements.size() < capacity; next = putters.first()) {
                if (next instanceof Putter putter) {
                    append(putter.element);
                    finish(putter, Answer.ok(values.of(true), sequence()), now, out);
                    more = true;
                }
            }
        }
        if (stage != Stage.OPEN && elements.size() == 0) {
            endDrainedTakers(now, out);
        }
    }

    /**
     * Ends the waits for which nothing can come any more. What others have in delivery may still come back; what a
     * session itself has in delivery does not keep its own takers, or a consumer that settles late would wait for itself.
     */
    private void endDrainedTakers(long now, Outputs out) {
        Presence receiver = deliveries.anyReceiver();
        if (receiver == null || stage == Stage.CLOSED) {
            endAll(takers, now, out);
        } else if (deliveries.areAllOf(receiver)) {
            for (Waiter waiter : receiver.waiters.toList()) {
                finish(waiter, shutDown(), now, out);
            }
        }
    }

    private Value shutdown(boolean atOnce, long now, Outputs out) {
        if (stage == Stage.OPEN) {
            stage = Stage.DRAINING;
            changed();
            endAll(putters, now, out);
        }
        if (atOnce && stage != Stage.CLOSED) {
            clear();
            stage = Stage.CLOSED;
            changed();
            endAll(takers, now, out);
        }
        return values.nil();
    }

    private void endAll(WaitingLine line, long now, Outputs out) {
        for (Waiter waiter : line.toList()) {
            abandoned(waiter);
            finish(waiter, shutDown(), now, out);
        }
    }

    private Answer shutDown() {
        return failed(Status.SHUT_DOWN, "queue: it was shut down while the call waited");
    }

    @Override
    void timedOut(Waiter waiter, long now, Outputs out) {
        abandoned(waiter);
        Answer answer = waiter instanceof Putter
                ? Answer.ok(values.of(false), sequence())
                : failed(Status.EMPTY, "queue: it stayed empty");
        finish(waiter, answer, now, out);
    }

    @Override
    void cancelled(Waiter waiter, long now, Outputs out) {
        abandoned(waiter);
        finish(waiter, failed(Status.CANCELLED, "queue: the call was cancelled"), now, out);
    }

    @Override
    void abandoned(Waiter waiter) {
        if (waiter instanceof Putter putter) {
            edges.remove(putter.element);
        }
    }

    // Looking and removing.

    private Value peek() {
        if (elements.size() == 0) {
            throw new Refusal(Status.EMPTY, "queue: it is empty");
        }
        return elements.get(0).value;
    }

    private List<Value> snapshot() {
        List<Element> snapshot = elements.snapshot();
        return new AbstractList<>() {
            @Override
            public Value get(int index) {
                return snapshot.get(index).value;
            }

            @Override
            public int size() {
                return snapshot.size();
            }
        };
    }

    private Value stamped() {
        List<Element> snapshot = elements.snapshot();
        Value stamps = values.listOf(numbers(snapshot.size(), i -> snapshot.get(i).stamp), List.of());
        return values.listOf(List.of(listOf(snapshot()), stamps));
    }

    private Value remove(int index) {
        if (index < 0) {
            return values.of(false);
        }
        edges.remove(elements.get(index).value);
        elements.removeAt(index);
        changed();
        return values.of(true);
    }

    private Value keep(List<Value> others, boolean those) {
        Set<Value> among = new HashSet<>(others);
        return values.of(removeIf(element -> among.contains(element.value) != those) > 0);
    }

    private Value removeStamped(List<Value> stamps) {
        if (stamps.size() == 1) {
            int index = elements.indexOfStamp(values.asLong(stamps.get(0)));
            remove(index);
            return values.of(index < 0 ? 0 : 1);
        }
        Set<Long> among = new HashSet<>();
        for (Value stamp : stamps) {
            among.add(values.asLong(stamp));
        }
        return values.of(removeIf(element -> among.contains(element.stamp)));
    }

    private int removeIf(Predicate<Element> test) {
        int removed = elements.removeIf(element -> {
            boolean goes = test.test(element);
            if (goes) {
                edges.remove(element.value);
            }
            return goes;
        });
        if (removed > 0) {
            changed();
        }
        return removed;
    }

    private Value clear() {
        removeIf(element -> true);
        return values.nil();
    }

    @Override
    String summary(int atMost) {
        return summary(elements.first(10), elements.size(), atMost);
    }

    // Snapshot.

    @Override
    public void save(StateWriter writer) {
        super.save(writer);
        writer.writeInt(capacity);
        writer.writeText(stage.name());
        writer.writeInt(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Element element = elements.get(i);
            writer.writeValue(element.value);
            writer.writeLong(element.stamp);
            writer.writeInt(element.deliveries);
        }
        deliveries.save(writer);
    }

    @Override
    void load(StateReader reader) {
        super.load(reader);
        capacity = reader.readInt();
        stage = Stage.valueOf(reader.readText());
        int size = reader.readCount();
        for (int i = 0; i < size; i++) {
            Value value = reader.readValue();
            long stamp = reader.readLong();
            elements.addLast(new Element(value, stamp, reader.readInt()));
        }
        deliveries.load(reader, this::presence);
        List<Value> stored = new ArrayList<>(snapshot());
        deliveries.toList().forEach(delivered -> stored.add(delivered.element.value));
        for (Waiter waiter : putters.toList()) {
            if (waiter instanceof Putter putter) {
                stored.add(putter.element);
            }
        }
        restoreEdges(stored);
    }

    @Override
    void saveWaiter(StateWriter writer, Waiter waiter) {
        if (waiter instanceof Putter putter) {
            writer.writeInt(0);
            writer.writeValue(putter.element);
        } else if (waiter instanceof Taker taker) {
            writer.writeInt(taker.receives ? 2 : 1);
        }
    }

    @Override
    Restored loadWaiter(StateReader reader, CallId call, ObjectId target, Presence presence, long deadline) {
        int kind = reader.readInt();
        return kind == 0
                ? new Restored(new Putter(call, target, presence, deadline, reader.readValue()), putters)
                : new Restored(new Taker(call, target, presence, deadline, kind == 2), takers);
    }
}
