package dev.steward.systemtests.history;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Ranges;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.Value;
import dev.steward.systemtests.history.Operation.Ending;
import dev.steward.vocabulary.Operation;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A client with one thread in a {@link Rehearsal}; it may die and be replaced by another. One thread. */
final class RehearsedClient {

    private static final long HOUR = 3_600_000_000_000L;

    private final Rehearsal rehearsal;
    private final String name;
    private SessionId id;
    private long number;
    private @Nullable Flight flight;

    RehearsedClient(Rehearsal rehearsal, int number) {
        this.rehearsal = rehearsal;
        this.name = "client-" + number;
        this.id = new SessionId(number, 1);
        open();
    }

    private void open() {
        rehearsal.submit(id, new SessionInput.OpenSession(rehearsal.now(), HOUR, HOUR, SessionLimits.DEFAULT));
    }

    /** Ends the session, as the server does when the process is gone, and goes on as another one of the same name. */
    void die() {
        rehearsal.submit(id, new SessionInput.EndSession(rehearsal.now(), "the client is gone"));
        id = new SessionId(id.high(), id.low() + 1);
        number = 0;
        open();
    }

    CallId send(ObjectId target, Operation operation, List<Value> arguments) {
        CallId call = new CallId(id, 1, ++number);
        rehearsal.submit(
                id,
                new SessionInput.Request(
                        rehearsal.now(), 1, number, number, Ranges.EMPTY, target, operation.code(), arguments));
        return call;
    }

    Answer ask(ObjectId target, Operation operation, Value... arguments) {
        Answer answer = rehearsal.answerTo(send(target, operation, List.of(arguments)));
        if (answer == null || !answer.isOk()) {
            throw new IllegalStateException(operation + " was answered with " + answer);
        }
        return answer;
    }

    /** Makes a call, to be continued when its reply has arrived. */
    void fly(
            String object,
            String method,
            long argument,
            ObjectId target,
            Operation operation,
            BiConsumer<Flight, Answer> then,
            Value... arguments) {
        flight = new Flight(object, method, argument, rehearsal.tick(), target, operation, List.of(arguments), then);
    }

    void note(Flight returned, Ending ending, long result, long mark) {
        note(returned, rehearsal.tick(), ending, result, mark);
    }

    /** Notes the call that it waits for, if any, as one that never returned. */
    void noteUnreturned() {
        Flight left = flight;
        if (left != null) {
            note(left, Long.MAX_VALUE, Ending.UNKNOWN, 0, 0);
        }
    }

    private void note(Flight noted, long returnedAt, Ending ending, long result, long mark) {
        rehearsal.note(new dev.steward.systemtests.history.Operation(
                name, noted.object, noted.name, noted.argument, noted.invokedAt, returnedAt, ending, result, mark));
    }

    boolean isFlying() {
        return flight != null;
    }

    /** Does one thing: begins a scene, lets a call arrive, or lets its reply arrive. */
    void step() {
        Flight now = flight;
        if (now == null) {
            rehearsal.begin(this);
        } else if (now.sent == null && now.forged == null) {
            rehearsal.arrive(this, now);
        } else {
            Answer answer = rehearsal.answerTo(now);
            if (answer != null) {
                flight = null;
                now.then.accept(now, answer);
            }
        }
    }
}
