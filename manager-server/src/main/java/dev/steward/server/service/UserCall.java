package dev.steward.server.service;

import dev.steward.api.UnsupportedValueException;
import dev.steward.objects.CallId;
import dev.steward.objects.SessionId;
import dev.steward.server.lane.LaneTask;
import dev.steward.server.local.LaneCaller;
import dev.steward.server.registry.ArgumentMismatch;
import dev.steward.vocabulary.Limits;
import dev.steward.vocabulary.Status;
import java.util.function.Predicate;

/** One call of users' code on the lane of its caller; answered exactly once, whatever the code does. */
final class UserCall implements LaneTask {

    /** What runs: users' code, and the answer with its result. */
    @FunctionalInterface
    interface Body {
        /** Runs and answers. */
        void run() throws Throwable;
    }

    private final CallId call;
    private final LaneCaller caller;
    private final Predicate<SessionId> sessionEnded;
    private final Answers answers;
    private final Body body;
    private volatile boolean cancelled;

    UserCall(CallId call, LaneCaller caller, Predicate<SessionId> sessionEnded, Answers answers, Body body) {
        this.call = call;
        this.caller = caller;
        this.sessionEnded = sessionEnded;
        this.answers = answers;
        this.body = body;
    }

    @Override
    public long number() {
        return call.number();
    }

    @Override
    public void cancelling() {
        cancelled = true;
    }

    @Override
    public void run() {
        if (sessionEnded.test(call.session())) {
            refuse(Refusal.SESSION_ENDED);
        } else {
            caller.run(this::runBody);
        }
    }

    private void runBody() {
        try {
            body.run();
        } catch (ArgumentMismatch wrong) {
            answers.failed(call, Status.BAD_ARGUMENT, String.valueOf(wrong.getMessage()));
        } catch (RefusedArgument refused) {
            answers.failed(call, Status.VALUE_REFUSED, String.valueOf(refused.getMessage()));
        } catch (Throwable thrown) {
            if (cancelled && thrown instanceof InterruptedException) {
                answers.interrupted(call);
            } else {
                answers.thrown(call, thrown);
            }
        }
    }

    @Override
    public void refuse(Refusal reason) {
        switch (reason) {
            case CANCELLED -> answers.failed(call, Status.CANCELLED, "the call was cancelled before it ran");
            case SESSION_ENDED ->
                answers.failed(call, Status.SESSION_ENDED, "the session of the call has ended; it was not executed");
            case DRAINING ->
                answers.failed(call, Status.DRAINING, "the server is about to end; the call was not executed");
            case OVERLOADED ->
                answers.failed(
                        call,
                        Status.OVERLOADED,
                        "all threads for users' objects are busy, or this session has its half of them ("
                                + Limits.named("LANE_THREADS") + ");" + " on Java 21 and later they are not limited");
        }
    }

    /** An argument cannot be opened on the server. Nothing ran. */
    static final class RefusedArgument extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedArgument(String callee, UnsupportedValueException cause) {
            super("an argument of " + callee + " cannot be opened on the server: " + cause.getMessage(), cause);
        }
    }
}
