package dev.steward.objects.directory;

import dev.steward.objects.CallId;
import dev.steward.objects.Outputs;
import dev.steward.objects.SessionTurns;
import org.jspecify.annotations.Nullable;

/**
 * Who looks for names: one walk is under way at a time, so that no more is found than one answer has, and sessions take turns.
 */
final class NamesLine implements Pieces.Work {

    /** What a name that was found takes: a place for what has it anyway. */
    private static final long BYTES_OF_FOUND = 8;

    private final Pieces pieces;
    private final SessionTurns<Asked> waiting = new SessionTurns<>();
    private @Nullable NamesWalk underWay;

    /** A walk, and the call that is answered with what it finds. */
    private record Asked(CallId call, NamesWalk walk) {}

    NamesLine(Pieces pieces) {
        this.pieces = pieces;
    }

    /** Begins a walk, at once if nobody else looks for names. */
    void begin(CallId call, NamesWalk walk, long now, Outputs out) {
        if (underWay == null) {
            underWay = walk;
            pieces.begin(this, now, out);
        } else {
            waiting.add(call.session(), new Asked(call, walk));
        }
    }

    @Override
    public boolean goOn(long now, Outputs out) {
        NamesWalk walk = underWay;
        if (walk != null && walk.goOn(now, out)) {
            return true;
        }
        Asked next = waiting.next();
        underWay = next == null ? null : next.walk;
        return underWay != null;
    }

    /** Nobody waits for the answer to a call; returns whether its walk had not begun, so that it never will. */
    boolean cancel(CallId call) {
        return waiting.removeIf(call.session(), asked -> asked.call.equals(call));
    }

    /** Returns about how much memory the names take that were found and not sent. */
    long heldBytes() {
        NamesWalk walk = underWay;
        return walk == null ? 0 : BYTES_OF_FOUND * walk.found();
    }
}
