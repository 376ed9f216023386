package dev.steward.fuzz;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.Ranges;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.Value;
import dev.steward.objects.machine.Machine;
import dev.steward.objects.machine.MachineListener;
import dev.steward.protocol.value.codec.AllowedClasses;
import dev.steward.protocol.value.codec.References;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.server.machine.Incarnation;
import dev.steward.server.machine.MachineValues;
import dev.steward.vocabulary.Operation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A server's machine with two clients of it, and nothing around. Not thread-safe. */
final class SampleMachine {

    /** Waits for ever. */
    static final long FOR_EVER = -1;

    private static final long SECOND = 1_000_000_000L;
    private static final MachineValues VALUES =
            new MachineValues(Incarnation.ofEpoch(new UUID(1, 2), 3), () -> List.of("127.0.0.1:9"));
    private static final ValueCodec CODEC = new ValueCodec(References.NONE, new AllowedClasses());
    private static final MachineListener NOBODY = new MachineListener() {};

    private static final SessionId FIRST = new SessionId(1, 1);
    private static final SessionId SECOND_ONE = new SessionId(2, 2);

    private final Map<CallId, Answer> answers = new HashMap<>();
    private final Map<SessionId, Long> lastNumbers = new HashMap<>();
    private final Machine machine = new Machine(VALUES, 3, ObjectLimits.DEFAULT, new MachineListener() {
        @Override
        public void reply(CallId call, Answer answer) {
            answers.put(call, answer);
        }
    });

    SampleMachine() {
        for (SessionId session : List.of(FIRST, SECOND_ONE)) {
            machine.submit(session, new SessionInput.OpenSession(0, 10 * SECOND, 3 * SECOND, SessionLimits.DEFAULT));
        }
    }

    /** Makes a machine of what was written; what happens in it is told to nobody. */
    static Machine restored(byte[] snapshot) {
        return Machine.restore(snapshot, VALUES, NOBODY);
    }

    byte[] snapshot() {
        return machine.snapshot();
    }

    /** Calls as the first client; returns the answer, or null if the call waits. */
    @Nullable
    Answer call(ObjectId target, Operation operation, @Nullable Object... arguments) {
        return callAs(FIRST, target, operation, arguments);
    }

    /** Calls as the other client. */
    @Nullable
    Answer callAsOther(ObjectId target, Operation operation, @Nullable Object... arguments) {
        return callAs(SECOND_ONE, target, operation, arguments);
    }

    private @Nullable Answer callAs(
            SessionId session, ObjectId target, Operation operation, @Nullable Object... arguments) {
        long number = lastNumbers.merge(session, 1L, Long::sum);
        List<Value> values = Arrays.stream(arguments)
                .map(argument -> VALUES.stored(CODEC.encode(argument)))
                .toList();
        machine.submit(
                session,
                new SessionInput.Request(machine.now(), 1, number, 1, Ranges.EMPTY, target, operation.code(), values));
        return answers.get(new CallId(session, 1, number));
    }

    /** Makes an object of a name, which both clients have. */
    ObjectId create(String typeId, @Nullable String name, Object... arguments) {
        List<Object> creation = List.of(arguments);
        Answer answer = call(ObjectId.DIRECTORY, Operation.CREATE, typeId, name, creation);
        if (answer == null || !answer.isOk()) {
            throw new IllegalStateException("no " + typeId + ": " + answer);
        }
        if (name != null) {
            callAsOther(ObjectId.DIRECTORY, Operation.CREATE, typeId, name, creation);
        }
        return answer.value().references().get(0);
    }

    /** Returns the names that fit a pattern; null if the pattern is refused. */
    @Nullable
    List<?> names(String pattern) {
        Answer answer = call(ObjectId.DIRECTORY, Operation.NAMES, pattern);
        if (answer == null) {
            throw new IllegalStateException("the directory did not answer");
        }
        return answer.isOk() ? (List<?>) CODEC.decode(VALUES.encoded(answer.value())) : null;
    }

    /** The other client's connection breaks. */
    void suspendOther() {
        machine.submit(SECOND_ONE, new SessionInput.SuspendSession(machine.now()));
    }
}
