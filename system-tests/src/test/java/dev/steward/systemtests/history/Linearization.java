package dev.steward.systemtests.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Searches for an order of calls that explains what they told: each took effect at one instant between its invocation and
 * its return, and one that never returned at some instant after its invocation or not at all. The search is that of Wing
 * and Gong with Lowe's two steps: calls are put in order only when one returns that has to be among them, and what leads
 * to the same state with the same calls open is followed once. It goes to the end of one way before it tries the next, so
 * that one way is enough where many would do. Where that leads it astray for too long, because a call tells late what came
 * first, it begins anew with all ways at once from return to return, and has to remember no more than those of one return.
 * Where even those are too many, because a client was held up and its call may stand anywhere among those of the others, it
 * goes on from return to return with some of them, drawn anew a few times: one that comes to the end is as good an order as
 * any, and if none does then nothing is known, and it says that. Meant for up to 8 clients.
 *
 * <p>A call that waits takes effect at up to two instants: when it begins to wait, and when it gives up.
 *
 * @param <S> the state of the object
 * @param <C> what is known of its calls
 */
public final class Linearization<S, C extends Timed> {

    /** More ways than that are not remembered. */
    private static final int MOST_WAYS = 500_000;

    /** Of as many as are remembered, one in so many is followed where not all can be. */
    private static final int WAYS_PER_DRAWN = 5;

    private static final int DRAWS = 10;

    private static final int STATES_TOLD = 20;

    private final SequentialModel<S, C> model;
    private final List<C> calls;
    private final int mostWays;
    private final List<Return> returns = new ArrayList<>();
    private final Set<Way<S>> seen = new HashSet<>();
    private final ArrayDeque<Way<S>> pending = new ArrayDeque<>();
    /** What has come to the next return while all ways are followed at once; else not used. */
    private final Set<Way<S>> ahead = new LinkedHashSet<>();

    private final Set<S> lastStates = new LinkedHashSet<>();
    private int farthest;
    /** The return that all ways are followed to at once, or the last one while they are followed one by one. */
    private int level;
    /** Shuffles what is followed next; null where all is followed in turn. */
    private @Nullable Random drawing;

    /** After so many returns: the state after some order, and which points of the open calls are in it. */
    private record Way<S>(int returned, S state, Set<Integer> done) {}

    /** An invocation or a return. */
    private record Instant(long at, boolean isReturn, int call) {}

    /** A return, and the calls that are open then, those that return first at the end. */
    private record Return(int call, List<Integer> open) {}

    private Linearization(SequentialModel<S, C> model, List<C> calls, int mostWays) {
        this.model = model;
        this.calls = calls;
        this.mostWays = mostWays;
        Set<Integer> open = new TreeSet<>(
                Comparator.comparingLong((Integer call) -> calls.get(call).returnedAt())
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()));
        for (Instant instant : instants()) {
            if (instant.isReturn) {
                returns.add(new Return(instant.call, List.copyOf(open)));
                open.remove(instant.call);
            } else {
                open.add(instant.call);
            }
        }
    }

    /** Returns what no order explains, in sentences; none if there is an order. Calls that were not executed are left out. */
    public static <S, C extends Timed> List<String> check(SequentialModel<S, C> model, List<C> history) {
        return check(model, history, MOST_WAYS);
    }

    /** The same, remembering only so many ways. */
    static <S, C extends Timed> List<String> check(SequentialModel<S, C> model, List<C> history, int mostWays) {
        List<C> calls = history.stream()
                .filter(call -> call.ending() != Operation.Ending.NOT_EXECUTED)
                .toList();
        return new Linearization<>(model, calls, mostWays).search();
    }

    private List<String> search() {
        level = returns.size();
        Way<S> first = new Way<>(0, model.initial(), Set.of());
        follow(first);
        Boolean explained = followPending(mostWays);
        if (explained == null) {
            explained = followAllAtOnce(first);
        }
        for (int draw = 0; explained == null && draw < DRAWS; draw++) {
            explained = followSome(first, new Random(draw));
        }
        if (explained == null) {
            throw new IllegalStateException("too many ways up to " + calls.get(returns.get(farthest).call));
        }
        return explained || returns.isEmpty()
                ? List.of()
                : List.of("no order explains " + calls.get(returns.get(farthest).call)
                        + ": of the states that the calls before it allow some are "
                        + lastStates.stream().limit(STATES_TOLD).toList());
    }

    /** Returns whether a way leads to the end, of all that wait to be followed; null if they are too many to remember. */
    private @Nullable Boolean followPending(int most) {
        while (!pending.isEmpty()) {
            Way<S> way = pending.pop();
            if (way.returned == returns.size()) {
                return true;
            }
            goOn(way);
            if (seen.size() > most) {
                return null;
            }
        }
        return false;
    }

    /** Returns whether a way leads to the end; null if those to one return are too many to remember. */
    private @Nullable Boolean followAllAtOnce(Way<S> first) {
        beginAnew(first);
        for (level = 0; level <= returns.size() && !ahead.isEmpty(); level++) {
            waysToTheNextReturn().forEach(this::follow);
            Boolean explained = followPending(mostWays);
            if (explained == null || explained) {
                return explained;
            }
        }
        return false;
    }

    /** Returns whether a way leads to the end, of some that are drawn at each return; null if none of these does. */
    private @Nullable Boolean followSome(Way<S> first, Random random) {
        beginAnew(first);
        drawing = random;
        boolean all = true;
        for (level = 0; level <= returns.size() && !ahead.isEmpty(); level++) {
            List<Way<S>> here = waysToTheNextReturn();
            Collections.shuffle(here, random);
            for (Way<S> way : here) {
                follow(way);
                Boolean explained = followPending(mostWays / WAYS_PER_DRAWN);
                if (explained == null) {
                    all = false;
                    pending.clear();
                    break;
                }
                if (explained) {
                    return true;
                }
            }
        }
        return all ? false : null;
    }

    private void beginAnew(Way<S> first) {
        farthest = 0;
        lastStates.clear();
        pending.clear();
        ahead.clear();
        ahead.add(first);
    }

    private List<Way<S>> waysToTheNextReturn() {
        seen.clear();
        List<Way<S>> here = new ArrayList<>(ahead);
        ahead.clear();
        return here;
    }

    private void follow(Way<S> way) {
        if (way.returned > level) {
            ahead.add(way);
        } else if (seen.add(way)) {
            pending.push(way);
        }
    }

    /** Follows all steps that lead on from a way to the next return. */
    private void goOn(Way<S> way) {
        if (way.returned > farthest) {
            farthest = way.returned;
            lastStates.clear();
        }
        if (way.returned == farthest) {
            lastStates.add(way.state);
        }
        Return next = returns.get(way.returned);
        S told = isDone(way, next.call) ? model.returned(way.state, calls.get(next.call)) : null;
        if (told != null) {
            follow(new Way<>(way.returned + 1, told, without(way.done, next.call)));
            return;
        }
        List<Integer> open = next.open;
        if (drawing != null) {
            open = new ArrayList<>(open);
            Collections.shuffle(open, drawing);
        }
        for (int call : open) {
            Way<S> further = further(way, call);
            if (further != null) {
                follow(further);
            }
        }
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
        return after == null ? null : new Way<>(way.returned, after, with(way.done, point));
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
