package dev.steward.objects.session;

import dev.steward.objects.Answer;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import java.util.List;

/** How much credit a session has, and what it has taken of it. Giving something back needs none. */
final class SessionCredit {

    /** What an answer counts at most, in bytes. */
    private static final int MOST_COUNTED = 256 << 10;

    /** What a kept answer takes besides its value, in bytes: most values are small, and an empty one is kept as long. */
    private static final int COUNTED_BESIDES = 200;

    /** How much more the known calls may hold than is counted of kept replies, of which large ones count less. */
    private static final int HELD_TO_KEPT = 4;

    /** What a known call takes besides its values. */
    private static final long KNOWN_BYTES = 200;

    private SessionLimits limits = SessionLimits.DEFAULT;
    private int calls;
    private int waitingCalls;
    private int expected;
    private long keptBytes;
    /** What the calls hold that are known: arguments that wait, and kept replies. */
    private long heldBytes;

    /** What those of them hold that lie in lanes, which the client is not to blame for. */
    private long laneBytes;

    /** The session begins with these limits. */
    void begin(SessionLimits granted) {
        limits = granted;
    }

    SessionLimits limits() {
        return limits;
    }

    /** Takes in an unanswered call; false if that is more than the limits allow. */
    boolean take(KnownCall call) {
        if (call.needsNoCredit()) {
            return true;
        }
        if (call.mayWait()) {
            return waitingCalls < limits.maxWaitingCalls() && ++waitingCalls > 0;
        }
        return calls < limits.maxCalls() && ++calls > 0;
    }

    /** The call is answered. */
    void giveBack(KnownCall call) {
        if (call.mayWait()) {
            waitingCalls--;
        } else if (!call.needsNoCredit()) {
            calls--;
        }
    }

    /** Notes a cancel whose call did not come yet; false if that is more than the limits allow. */
    boolean expect() {
        return expected < limits.maxCalls() + limits.maxWaitingCalls() && ++expected > 0;
    }

    /**
     * Returns whether a client may have said of so many ranges of numbers, with holes between them, that they have ended or
     * were received: it makes no more holes than it has calls under way and threads.
     */
    boolean allowsRanges(int ranges, int threads) {
        return ranges <= limits.maxCalls() + limits.maxWaitingCalls() + threads;
    }

    /** The call came. */
    void came() {
        expected--;
    }

    /**
     * A large answer takes long to arrive, and the client's other calls must not be refused meanwhile; what it holds is
     * mostly stored anyway.
     */
    private static int counted(Answer answer) {
        return COUNTED_BESIDES + Math.min(answer.value().size(), MOST_COUNTED);
    }

    void keep(Answer answer) {
        keptBytes += counted(answer);
    }

    void drop(Answer answer) {
        keptBytes -= counted(answer);
    }

    /** Returns about how many bytes the known calls hold. */
    long heldBytes() {
        return heldBytes;
    }

    /** A call holds so many bytes from now on, in place of what it held. */
    void hold(KnownCall call, long bytes) {
        if (call.isInLane) {
            call.isInLane = false;
            laneBytes -= call.heldBytes;
        }
        heldBytes += bytes - call.heldBytes;
        call.heldBytes = bytes;
    }

    /** What a call holds lies in its lane until it is answered. */
    void inLane(KnownCall call) {
        call.isInLane = true;
        laneBytes += call.heldBytes;
    }

    /** Returns about how many bytes a call holds with these values. */
    static long bytesOf(List<Value> values) {
        long bytes = KNOWN_BYTES;
        for (int i = 0; i < values.size(); i++) {
            bytes += values.get(i).footprint();
        }
        return bytes;
    }

    /** Returns whether so much waits to be acknowledged that nothing new may begin. */
    boolean isExhausted(KnownCall next) {
        long others = heldBytes - laneBytes - next.heldBytes;
        return keptBytes > limits.maxKeptBytes() || others > HELD_TO_KEPT * limits.maxKeptBytes();
    }

    void saveLimits(StateWriter writer) {
        writer.writeInt(limits.maxCalls());
        writer.writeInt(limits.maxWaitingCalls());
        writer.writeLong(limits.maxKeptBytes());
    }

    void loadLimits(StateReader reader) {
        int maxCalls = reader.readInt();
        int maxWaitingCalls = reader.readInt();
        limits = new SessionLimits(maxCalls, maxWaitingCalls, reader.readLong());
    }

    void save(StateWriter writer) {
        writer.writeInt(calls);
        writer.writeInt(waitingCalls);
        writer.writeInt(expected);
        writer.writeLong(keptBytes);
    }

    void load(StateReader reader) {
        calls = reader.readInt();
        waitingCalls = reader.readInt();
        expected = reader.readInt();
        keptBytes = reader.readLong();
    }
}
