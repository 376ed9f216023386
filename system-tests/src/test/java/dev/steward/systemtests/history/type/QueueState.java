package dev.steward.systemtests.history.type;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in a queue.
 *
 * @param elements what waits to be taken, in order
 * @param lastPlace the place that was given last
 * @param reserved what was taken and is not settled, in the order in which it was taken
 * @param takers the calls that wait for an element
 * @param putters the calls that wait for room
 * @param joiners the numbers of the calls that wait until all is done
 */
record QueueState(
        List<Element> elements,
        long lastPlace,
        List<Reserved> reserved,
        List<Taker> takers,
        List<Putter> putters,
        List<Integer> joiners) {

    static final QueueState EMPTY = new QueueState(List.of(), 0, List.of(), List.of(), List.of(), List.of());

    /** An element, its place, and how often it was delivered. */
    record Element(long place, long value, long deliveries) {}

    /** An element that was taken, or received as a delivery, and by whom. */
    record Reserved(Element element, String client, boolean isReceived) {}

    /** A call that waits for an element, and what it told in the end. */
    record Taker(
            int number,
            String client,
            boolean receives,
            boolean mayTellAll,
            @Nullable Object told) {}

    /** A call that waits for room. */
    record Putter(int number, long value) {}

    QueueState withElements(List<Element> others) {
        return new QueueState(others, lastPlace, reserved, takers, putters, joiners);
    }

    QueueState put(long value) {
        List<Element> more = Lists.with(elements, new Element(lastPlace + 1, value, 0));
        return new QueueState(more, lastPlace + 1, reserved, takers, putters, joiners);
    }

    QueueState withPutter(TypedCall call) {
        Putter self = new Putter(call.number(), call.argument(0));
        return new QueueState(elements, lastPlace, reserved, takers, Lists.with(putters, self), joiners);
    }

    QueueState withTaker(TypedCall call) {
        Taker self = new Taker(call.number(), call.client(), call.is("receive"), call.isUnknown(), call.result());
        return new QueueState(elements, lastPlace, reserved, Lists.with(takers, self), putters, joiners);
    }

    QueueState withJoiner(int number) {
        return new QueueState(elements, lastPlace, reserved, takers, putters, Lists.with(joiners, number));
    }

    /** Ends a reservation: the element is forgotten, or goes back to its place. */
    QueueState settled(Reserved one, boolean done) {
        List<Element> left = new ArrayList<>(elements);
        if (!done) {
            left.add(one.element);
            left.sort(Comparator.comparingLong(Element::place));
        }
        List<Reserved> others = Lists.without(reserved, one::equals);
        return new QueueState(List.copyOf(left), lastPlace, others, takers, putters, joiners);
    }

    boolean isDone() {
        return elements.isEmpty() && reserved.isEmpty();
    }

    boolean isWaiting(int number) {
        return takers.stream().anyMatch(taker -> taker.number == number)
                || putters.stream().anyMatch(putter -> putter.number == number)
                || joiners.contains(number);
    }

    QueueState withoutWaiting(int number) {
        return new QueueState(
                elements,
                lastPlace,
                reserved,
                Lists.without(takers, taker -> taker.number == number),
                Lists.without(putters, putter -> putter.number == number),
                Lists.without(joiners, joiner -> joiner == number));
    }

    /** Serves all that can be served now; null if a taker told something else than it gets. */
    @Nullable
    QueueState served(int capacity, boolean isJoinable) {
        QueueState state = this;
        while (state != null && !state.elements.isEmpty() && !state.takers.isEmpty()) {
            state = state.takerServed(isJoinable);
        }
        if (state != null && !state.putters.isEmpty() && state.elements.size() < capacity) {
            Putter first = state.putters.get(0);
            return state.put(first.value).withoutWaiting(first.number).served(capacity, isJoinable);
        }
        boolean ends = state != null && state.isDone() && !state.joiners.isEmpty();
        return state == null || !ends
                ? state
                : new QueueState(
                        state.elements, state.lastPlace, state.reserved, state.takers, state.putters, List.of());
    }

    private @Nullable QueueState takerServed(boolean isJoinable) {
        Taker taker = takers.get(0);
        Element first = elements.get(0);
        Element delivered = new Element(first.place, first.value, first.deliveries + 1);
        Object tells = taker.receives ? List.of(delivered.value, delivered.deliveries) : (Object) delivered.value;
        if (!taker.mayTellAll && !tells.equals(taker.told)) {
            return null;
        }
        boolean keeps = taker.receives || isJoinable;
        List<Reserved> more =
                keeps ? Lists.with(reserved, new Reserved(delivered, taker.client, taker.receives)) : reserved;
        return new QueueState(Lists.rest(elements, 1), lastPlace, more, Lists.rest(takers, 1), putters, joiners);
    }
}
