package dev.steward.objects.queue;

import dev.steward.api.ObjectId;
import dev.steward.objects.CallId;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.waiting.Presence;
import dev.steward.objects.waiting.Waiter;
import dev.steward.objects.waiting.WaitingLine;
import java.util.ArrayList;
import java.util.List;

/** The calls that wait in a queue: for an element, for room, and for what becomes of its dead letters. */
final class QueueLines {

    // The kinds of waiting calls in a snapshot.
    private static final int PUTTER = 0;
    private static final int TAKER = 1;
    private static final int RECEIVER = 2;

    final WaitingLine putters = new WaitingLine();
    final WaitingLine takers = new WaitingLine();
    final WaitingLine requeuers = new WaitingLine();

    /** Returns the elements for which there was no room. */
    List<Value> offered() {
        List<Value> offered = new ArrayList<>();
        for (Waiter waiter : putters.toList()) {
            if (waiter instanceof Putter putter) {
                offered.add(putter.element);
            }
        }
        return offered;
    }

    /**
     * Returns the takers for which nothing can come any more, of a queue that takes no elements. What others have in delivery
     * may still come back; what a session itself has in delivery does not keep its own takers, or a consumer that settles late
     * would wait for itself.
     *
     * @param comesBack whether what comes back from delivery is kept
     * @param isEmpty whether there is no element
     */
    List<Waiter> inVain(boolean comesBack, boolean isEmpty, Deliveries deliveries) {
        Presence receiver = deliveries.anyReceiver();
        if (receiver == null || !comesBack) {
            return withoutElement(isEmpty);
        }
        if (!deliveries.areAllOf(receiver)) {
            return List.of();
        }
        List<Waiter> own = withoutElement(isEmpty);
        own.removeIf(waiter -> waiter.presence() != receiver);
        return own;
    }

    /** Returns the takers for which there is nothing: of those that could be served, all that still wait. */
    private List<Waiter> withoutElement(boolean isEmpty) {
        return isEmpty ? takers.toList() : takers.serving();
    }

    /** Returns the line of a call, by its kind. */
    WaitingLine of(Waiter waiter) {
        return waiter instanceof Putter ? putters : takers;
    }

    void save(StateWriter writer, Waiter waiter) {
        if (waiter instanceof Putter putter) {
            writer.writeInt(PUTTER);
            writer.writeValue(putter.element);
        } else if (waiter instanceof Taker taker) {
            writer.writeInt(taker.receives ? RECEIVER : TAKER);
        }
    }

    /** Reads what {@link #save} wrote after the kind. */
    static Waiter load(StateReader reader, int kind, CallId call, ObjectId target, Presence presence, long deadline) {
        return switch (kind) {
            case PUTTER -> new Putter(call, target, presence, deadline, reader.readValue());
            case TAKER, RECEIVER -> new Taker(call, target, presence, deadline, kind == RECEIVER);
            default -> throw new IllegalArgumentException("unknown kind of waiting call " + kind);
        };
    }
}
