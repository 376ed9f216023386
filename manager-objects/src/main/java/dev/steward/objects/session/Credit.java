package dev.steward.objects.session;

import dev.steward.objects.Answer;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;

/** What a session has taken of its credit. Giving something back needs none. */
final class Credit {

    /** What an answer counts at most, in bytes. */
    private static final int MOST_COUNTED = 256 << 10;

    /** What a kept answer takes besides its value, in bytes: most values are small, and an empty one is kept as long. */
    private static final int COUNTED_BESIDES = 200;

    private int calls;
    private int waitingCalls;
    private int expected;
    private long keptBytes;

    /** Takes in an unanswered call; false if that is more than the limits allow. */
    boolean take(Call call, SessionLimits limits) {
        if (call.needsNoCredit()) {
            return true;
        }
        if (call.mayWait()) {
            return waitingCalls < limits.maxWaitingCalls() && ++waitingCalls > 0;
        }
        return calls < limits.maxCalls() && ++calls > 0;
    }

    /** The call is answered. */
    void giveBack(Call call) {
        if (call.mayWait()) {
            waitingCalls--;
        } else if (!call.needsNoCredit()) {
            calls--;
        }
    }

    /** Notes a cancel whose call did not come yet; false if that is more than the limits allow. */
    boolean expect(SessionLimits limits) {
        return expected < limits.maxCalls() + limits.maxWaitingCalls() && ++expected > 0;
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

    /** Returns whether so much waits to be acknowledged that nothing new may begin. */
    boolean isExhausted(SessionLimits limits) {
        return keptBytes > limits.maxKeptBytes();
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
