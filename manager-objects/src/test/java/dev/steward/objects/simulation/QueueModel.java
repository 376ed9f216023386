package dev.steward.objects.simulation;

import dev.steward.objects.SessionId;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What clients may conclude about one queue from what they sent and what they were told, kept as naively as possible: every
 * element is in exactly one place, and everybody is served in turn.
 */
final class QueueModel {

    final int capacity;
    /** Whether what was taken is reserved until it is done. */
    boolean untilDone;
    /** After how many deliveries an element does not come back any more, 0 for never. */
    int maxDeliveries;
    /** Where such elements go. */
    QueueModel deadLetters = this;

    /** Calls that wait until all is done. */
    final List<SimulatedCall> joiners = new ArrayList<>();

    /** Elements that wait to be taken, by payload, which grows in the order of the puts that took effect. */
    private final List<Item> waiting = new ArrayList<>();

    private final List<Item> delivered = new ArrayList<>();
    /** The payloads of elements that are no more. */
    private final Set<Long> gone = new HashSet<>();

    final List<SimulatedCall> takers = new ArrayList<>();
    final List<SimulatedCall> putters = new ArrayList<>();
    private long lastPlace;
    /** Behind which place a session goes on that could not open what it took. */
    private final Map<SessionId, Long> progress = new HashMap<>();
    /** Whether who has gone to the end begins anew. */
    private boolean comesRound = true;

    boolean isShutDown;
    /** Whether all is about to be dropped. */
    boolean isClosing;

    boolean isClosed;

    /** One element. */
    static final class Item {
        final long payload;
        final long place;
        int deliveries;
        /** The queue that gave it up, or null. */
        @Nullable
        QueueModel from;

        SimulatedCall receiver = SimulatedCall.NONE;

        Item(long payload, long place) {
            this.payload = payload;
            this.place = place;
        }
    }

    QueueModel(int capacity) {
        this.capacity = capacity;
    }

    int size() {
        return waiting.size();
    }

    void stored(long payload) {
        check(!isShutDown, () -> "an element was put after the shutdown");
        check(waiting.size() < capacity, () -> "an element was put into a full queue");
        waiting.add(new Item(payload, ++lastPlace));
    }

    void putterServed(SimulatedCall call) {
        served(putters, call, "putter");
    }

    void takerServed(SimulatedCall call) {
        served(takers, call, "taker");
    }

    private void served(List<SimulatedCall> line, SimulatedCall call, String kind) {
        check(!call.client.isAway(), () -> "a " + kind + " was served while its session was suspended: " + call);
        // A call that does not wait stands behind all that do.
        int index = line.contains(call) ? line.indexOf(call) : line.size();
        for (SimulatedCall before : line.subList(0, index)) {
            check(
                    before.client.isAway() || (line == takers && hasNothingFor(before)),
                    () -> "a " + kind + " was overtaken: " + before + " by " + call);
        }
        line.remove(call);
    }

    /** An element was handed out. */
    void handedOut(long payload, boolean flagged, SimulatedCall receiver) {
        check(!waiting.isEmpty(), () -> "element " + payload + " came from an empty queue");
        Item first = nextOf(receiver);
        waiting.remove(first);
        check(first.payload == payload, () -> "element " + payload + " came before " + first.payload);
        check(flagged == (first.deliveries > 0), () -> "element " + payload + " came with the wrong flag");
        first.deliveries++;
        first.receiver = receiver;
        delivered.add(first);
    }

    /** Returns what a call gets next. */
    private Item nextOf(SimulatedCall call) {
        Item next = call.operation == Operation.QUEUE_RECEIVE ? waiting.get(0) : behind(call);
        if (next == null) {
            check(comesRound, () -> "an iteration came round: " + call);
            progress.remove(call.client.id);
            next = waiting.get(0);
        }
        return next;
    }

    private @Nullable Item behind(SimulatedCall call) {
        long place = progress.getOrDefault(call.client.id, 0L);
        return waiting.stream().filter(item -> item.place > place).findFirst().orElse(null);
    }

    /** Returns whether a call that takes finds it empty. */
    boolean hasNothingFor(SimulatedCall call) {
        return waiting.isEmpty() || (!comesRound && behind(call) == null);
    }

    boolean wasDelivered(long payload) {
        return waiting.stream().anyMatch(item -> item.payload == payload && item.deliveries > 0);
    }

    /** How often the element was delivered, this time included. */
    int deliveries(long payload) {
        for (Item item : delivered) {
            if (item.payload == payload) {
                return item.deliveries;
            }
        }
        return 0;
    }

    /** What a call received is forgotten. */
    void forgotten(SimulatedCall receiver) {
        for (Item item : List.copyOf(delivered)) {
            if (item.receiver == receiver) {
                delivered.remove(item);
                dropped(item);
            }
        }
    }

    /** Settles the oldest element that the thread of a call has taken, else its process; returns whether there was one. */
    boolean settledOldest(SimulatedCall call, boolean done) {
        Item oldest = null;
        for (Item item : delivered) {
            boolean own = item.receiver.client == call.client && item.receiver.operation != Operation.QUEUE_RECEIVE;
            boolean sooner =
                    oldest == null || (item.receiver.thread == call.thread && oldest.receiver.thread != call.thread);
            if (own && sooner) {
                oldest = item;
            }
        }
        if (oldest == null) {
            return false;
        }
        delivered.remove(oldest);
        if (done) {
            dropped(oldest);
        } else {
            putBack(oldest);
        }
        return true;
    }

    /** What an iterator over the elements is: they will be no more, and each goes to one taker. */
    QueueModel copyForIterator() {
        QueueModel copy = new QueueModel(Integer.MAX_VALUE);
        waiting.forEach(item -> copy.stored(item.payload));
        copy.isShutDown = true;
        copy.comesRound = false;
        return copy;
    }

    boolean isAllDone() {
        return waiting.isEmpty() && delivered.isEmpty();
    }

    /** What a call received is back. */
    void returned(SimulatedCall receiver) {
        returned(receiver, false, Integer.MAX_VALUE);
    }

    /** The last of what a call received is back; if the first of it cannot be opened its session goes on behind it. */
    void returned(SimulatedCall receiver, boolean unopened, int most) {
        List<Item> received = new ArrayList<>();
        for (Item item : delivered) {
            if (item.receiver == receiver) {
                received.add(item);
            }
        }
        int kept = Math.max(0, received.size() - most);
        for (Item item : received.subList(0, kept)) {
            if (!untilDone) {
                delivered.remove(item);
                dropped(item);
            }
        }
        List<Item> back = received.subList(kept, received.size());
        for (Item item : back) {
            delivered.remove(item);
            putBack(item);
        }
        if (unopened && !back.isEmpty()) {
            progress.put(receiver.client.id, back.get(0).place);
        }
    }

    /** A session ended. */
    void ended(SessionId session) {
        List<Item> byPlace = new ArrayList<>(delivered);
        byPlace.sort(Comparator.comparingLong(item -> item.place));
        for (Item item : byPlace) {
            if (item.receiver.client.id.equals(session)) {
                delivered.remove(item);
                putBack(item);
            }
        }
        progress.remove(session);
        takers.removeIf(call -> call.client.id.equals(session));
        putters.removeIf(call -> call.client.id.equals(session));
        joiners.removeIf(call -> call.client.id.equals(session));
    }

    private void dropped(Item item) {
        check(gone.add(item.payload), () -> "element " + item.payload + " was dropped twice");
    }

    private void putBack(Item item) {
        if (isClosed) {
            dropped(item);
            return;
        }
        if (maxDeliveries > 0 && item.deliveries >= maxDeliveries) {
            dropped(item);
            Item letter = new Item(item.payload, ++deadLetters.lastPlace);
            letter.from = this;
            deadLetters.waiting.add(letter);
            return;
        }
        progress.replaceAll((session, behind) -> Math.min(behind, item.place - 1));
        int index = 0;
        while (index < waiting.size() && waiting.get(index).place < item.place) {
            index++;
        }
        waiting.add(index, item);
    }

    /** Puts dead letters back where they came from; returns how many were taken, and how many were not for each reason. */
    List<Long> requeue(long most) {
        long requeued = 0;
        long withoutRoom = 0;
        long ended = 0;
        for (Item item : List.copyOf(waiting)) {
            QueueModel from = item.from;
            if (from == null || requeued + withoutRoom + ended == most) {
                continue;
            }
            if (from.isShutDown) {
                ended++;
            } else if (from.waiting.size() >= from.capacity) {
                withoutRoom++;
            } else {
                waiting.remove(item);
                from.gone.remove(item.payload);
                from.stored(item.payload);
                requeued++;
            }
        }
        return List.of(requeued, withoutRoom, ended);
    }

    boolean remove(long payload) {
        for (Item item : waiting) {
            if (item.payload == payload) {
                waiting.remove(item);
                dropped(item);
                return true;
            }
        }
        return false;
    }

    void clear() {
        waiting.forEach(this::dropped);
        waiting.clear();
    }

    boolean isDrainedFor(SimulatedCall taker) {
        return isShutDown
                && hasNothingFor(taker)
                && (isClosed || delivered.stream().allMatch(item -> item.receiver.client == taker.client));
    }

    List<Long> contents() {
        return waiting.stream().map(item -> item.payload).toList();
    }

    /** What must hold whenever nothing is on its way. */
    void checkAtRest() {
        if (!waiting.isEmpty()) {
            for (SimulatedCall taker : takers) {
                check(taker.client.isAway() || hasNothingFor(taker), () -> "an element waits and so does " + taker);
            }
        }
        if (waiting.size() < capacity) {
            for (SimulatedCall putter : putters) {
                check(putter.client.isAway(), () -> "there is room and still waits " + putter);
            }
        }
        for (SimulatedCall taker : takers) {
            check(!isDrainedFor(taker), () -> "it is shut down and drained and still waits " + taker);
        }
        check(!isAllDone() || joiners.isEmpty(), () -> "all is done and still waits " + joiners);
        check(!isShutDown || putters.isEmpty(), () -> "it is shut down and putters still wait");
    }

    /** No element is in two places. */
    void checkPlaces() {
        Set<Long> seen = new HashSet<>();
        for (List<Item> place : List.of(waiting, delivered)) {
            for (Item item : place) {
                check(
                        seen.add(item.payload) && !gone.contains(item.payload),
                        () -> "element " + item.payload + " is in two places");
            }
        }
    }

    static void check(boolean holds, Supplier<String> what) {
        if (!holds) {
            throw new AssertionError(what.get());
        }
    }
}
