package dev.steward.systemtests.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Searches for an order of calls that explains what they told: each took effect at one instant between its invocation and
 * its return, and one that never returned at some instant after its invocation or not at all. The search is that of Wing
 * and Gong with Lowe's two steps: calls are put in order only when one returns that has to be among them, and what leads
 * to the same state with the same calls open is followed once. Meant for up to 8 clients.
 *
 * <p>A call that waits takes effect at up to two instants: when it begins to wait, and when it gives up.
 *
 * @param <S> the state of the object
 * @param <C> what is known of its calls
 */
public final class Linearization<S, C extends Timed> {

    /** More ways than that at one instant are too many clients, or too many calls without an outcome. */
    private static final int MOST_WAYS = 200_000;

    private final SequentialModel<S, C> model;
    private final List<C> calls;
    private final Set<Integer> open = new TreeSet<>();
    private Set<Way<S>> ways = new HashSet<>();

    /** The state after some order, and which points of the open calls are in it. */
    private record Way<S>(S state, Set<Integer> done) {}

    /** An invocation or a return. */
    private record Instant(long at, boolean isReturn, int call) {}

    private Linearization(SequentialModel<S, C> model, List<C> calls) {
        this.model = model;
        this.calls = calls;
        ways.add(new Way<>(model.initial(), Set.of()));
    }

    /** Returns what no order explains, in sentences; none if there is an order. Calls that were not executed are left out. */
    public static <S, C extends Timed> List<String> check(SequentialModel<S, C> model, List<C> history) {
        List<C> calls = history.stream()
                .filter(call -> call.ending() != Operation.Ending.NOT_EXECUTED)
                .toList();
        return new Linearization<>(model, calls).search();
    }

    private List<String> search() {
        for (Instant instant : instants()) {
            if (!instant.isReturn) {
                open.add(instant.call);
                continue;
            }
            Set<Way<S>> next = through(instant.call);
            open.remove(instant.call);
            if (next.isEmpty()) {
                return List.of("no order explains " + calls.get(instant.call) + ": the states that the calls before it"
                        + " allow are "
                        + ways.stream().map(Way::state).distinct().toList());
            }
            ways = next;
        }
        return List.of();
    }

    private List<Instant> instants() {
        List<Instant> instants = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            C call = calls.get(i);
            instants.add(new Instant(call.invokedAt(), false, i));
            // What has no known outcome may take effect later than its caller was told that.
            if (call.ending() != Operation.Ending.UNKNOWN) {
                instants.add(new Instant(call.returnedAt(), true, i));
            }
        }
        instants.sort(Comparator.comparingLong(Instant::at).thenComparing(Instant::isReturn));
        return instants;
    }

    /** Returns all ways in which a call that returns now took effect; it is not among their open calls any more. */
    private Set<Way<S>> through(int returning) {
        Set<Way<S>> reached = new HashSet<>();
        Set<Way<S>> seen = new HashSet<>(ways);
        ArrayDeque<Way<S>> pending = new ArrayDeque<>(ways);
        while (!pending.isEmpty()) {
            Way<S> way = pending.pop();
            S told = isDone(way, returning) ? model.returned(way.state, calls.get(returning)) : null;
            if (told != null) {
                reached.add(new Way<>(told, without(way.done, returning)));
                continue;
            }
            for (int call : open) {
                Way<S> next = further(way, call);
                if (next != null && seen.add(next)) {
                    pending.push(next);
                }
            }
            if (seen.size() > MOST_WAYS) {
                throw new IllegalStateException("too many ways at " + calls.get(returning) + ", open are " + open);
            }
        }
        return reached;
    }

    private boolean isDone(Way<S> way, int call) {
        return way.done.contains(model.givesUp(calls.get(call)) ? secondPoint(call) : firstPoint(call));
    }

    /** Returns a way on which a call has come to its next point, or null if it cannot now. */
    private @Nullable Way<S> further(Way<S> way, int number) {
        C call = calls.get(number);
        int point = firstPoint(number);
        S after = null;
        if (!way.done.contains(point)) {
            after = model.after(way.state, call);
        } else if (model.givesUp(call) && !way.done.contains(secondPoint(number))) {
            point = secondPoint(number);
            after = model.givenUp(way.state, call);
        }
        return after == null ? null : new Way<>(after, with(way.done, point));
    }

    private static int firstPoint(int call) {
        return 2 * call;
    }

    private static int secondPoint(int call) {
        return 2 * call + 1;
    }

    private static Set<Integer> with(Set<Integer> some, int one) {
        Set<Integer> more = new HashSet<>(some);
        more.add(one);
        return Set.copyOf(more);
    }

    private static Set<Integer> without(Set<Integer> some, int call) {
        Set<Integer> less = new HashSet<>(some);
        less.remove(firstPoint(call));
        less.remove(secondPoint(call));
        return Set.copyOf(less);
    }
}
