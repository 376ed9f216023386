package dev.steward.objects.network;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Value;
import dev.steward.vocabulary.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call as its client sees it. */
final class NetworkCall {

    final NetworkClient client;
    final CallId id;
    final ObjectId target;
    final Operation operation;
    final List<Value> arguments;

    @Nullable
    Answer answer;

    /** Whether its caller wants it to end. */
    boolean cancelled;
    /** Whether nobody waits for its answer any more. */
    boolean left;
    /** Whether its answer counts as received. */
    boolean received;

    NetworkCall(NetworkClient client, CallId id, ObjectId target, Operation operation, List<Value> arguments) {
        this.client = client;
        this.id = id;
        this.target = target;
        this.operation = operation;
        this.arguments = arguments;
    }

    @Override
    public String toString() {
        return operation + " " + arguments + " as " + id + " -> " + answer;
    }
}
