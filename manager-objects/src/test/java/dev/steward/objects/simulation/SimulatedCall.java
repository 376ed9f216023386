package dev.steward.objects.simulation;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import dev.steward.vocabulary.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call as its client sees it. */
final class SimulatedCall {

    /** No call. */
    static final SimulatedCall NONE = new SimulatedCall(
            new SimulatedClient(SessionId.LOCAL), 0, 0, ObjectId.DIRECTORY, Operation.COUNT, List.of());

    final SimulatedClient client;
    final int thread;
    final long number;
    final ObjectId target;
    final Operation operation;
    final List<Value> arguments;

    /** When it stops waiting. */
    long deadline = Long.MAX_VALUE;
    /** What the wait for a lock or signal has come to. */
    String outcome = "acquiring";
    /** The levels of the lock that it gave up. */
    List<Long> levels = List.of();
    /** In which place it arrived at a barrier. */
    int index;
    /** How many permits it wants. */
    long wanted;
    /** What was sent as its answer; the client may have been away. */
    @Nullable
    Answer answer;

    boolean isReceived;
    boolean isAcknowledged;
    boolean isGivenBack;
    boolean isSettled;
    /** Whether its client could not open the first element of the answer that it gave back. */
    boolean isUnopened;
    /** How many of the first elements its client kept of what it gave back. */
    int kept;
    /** Whether the client has sent it once more, so that another reply is due. */
    int repeats;

    SimulatedCall(
            SimulatedClient client,
            int thread,
            long number,
            ObjectId target,
            Operation operation,
            List<Value> arguments) {
        this.client = client;
        this.thread = thread;
        this.number = number;
        this.target = target;
        this.operation = operation;
        this.arguments = arguments;
    }

    CallId id() {
        return new CallId(client.id, thread, number);
    }

    @Override
    public String toString() {
        return operation + " of " + client.id + "/" + thread + "/" + number;
    }
}
