package dev.steward.server.service;

import dev.steward.api.ObjectId;
import dev.steward.objects.CallId;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.Value;
import dev.steward.server.machine.Sequencer;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the machine hands outside: operations of the server's own are done at once, users' code goes to a lane. Called by
 * whichever thread runs the session's group; does not block.
 */
public final class Services {

    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    private final Sequencer sequencer;
    private final UserCalls userCalls;
    private final Answers answers;
    private final Inspector inspector;
    private final Runnable shutdown;

    /**
     * The services of a server.
     *
     * @param inspector answers who holds what
     * @param shutdown ends the server, on another thread
     */
    public Services(Sequencer sequencer, UserCalls userCalls, Inspector inspector, Runnable shutdown) {
        this.sequencer = sequencer;
        this.userCalls = userCalls;
        this.answers = userCalls.answers();
        this.inspector = inspector;
        this.shutdown = shutdown;
    }

    private void inspect(CallId call, Operation operation, List<Value> arguments) {
        CompletableFuture<Value> ignored = inspector
                .answer(call.session(), operation, arguments)
                .whenComplete((found, failure) -> {
                    Throwable reason = failure instanceof CompletionException ? failure.getCause() : failure;
                    if (reason == null) {
                        answers.ok(call, found);
                    } else if (reason instanceof OperationRefusal refusal) {
                        answers.failed(call, refusal.status(), refusal.sentence());
                    } else if (reason instanceof OutOfMemoryError) {
                        answers.failed(
                                call,
                                Status.OVERLOADED,
                                "the server has no memory for the answer to " + operation
                                        + ": take or delete something, or give it a larger -Xmx");
                    } else {
                        LOG.error("the server could not be inspected", reason);
                        answers.failed(
                                call, Status.INTERNAL, "the server could not be inspected; the server's log says why");
                    }
                });
    }

    /** Does an operation, which is answered exactly once. */
    public void call(CallId call, ObjectId target, int code, List<Value> arguments) {
        if (code >= Operation.FIRST_USER_METHOD) {
            userCalls.method(call, target, code - Operation.FIRST_USER_METHOD, arguments);
            return;
        }
        Operation operation = Operation.of(code);
        if (operation == null || !target.equals(ObjectId.DIRECTORY)) {
            answers.failed(call, Status.NO_SUCH_OPERATION, "object " + target + " does not know the operation " + code);
            return;
        }
        switch (operation) {
            case PING -> answers.ok(call, sequencer.values().nil());
            case GET -> userCalls.registered(call, arguments, false);
            case CALL -> userCalls.registered(call, arguments, true);
            case METHODS -> userCalls.methods(call, arguments);
            case DESCRIBE -> inspect(call, operation, arguments);
            case INSPECT -> inspect(call, operation, arguments);
            case SESSIONS -> inspect(call, operation, arguments);
            case EVENTS -> inspect(call, operation, arguments);
            case INSPECT_SERVER -> inspect(call, operation, arguments);
            case KICK -> inspect(call, operation, arguments);
            case SHUTDOWN -> {
                answers.ok(call, sequencer.values().nil());
                // Or whoever asked for it would never hear that it was done.
                sequencer.afterwards(shutdown);
            }
            default ->
                answers.failed(call, Status.NO_SUCH_OPERATION, "object 0 does not know the operation " + operation);
        }
    }
}
