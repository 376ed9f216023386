package dev.steward.benchmarks.parts;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.EffectHandler;
import dev.steward.objects.Event;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.Ranges;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.Value;
import dev.steward.objects.directory.DirectoryGroup;
import dev.steward.objects.machine.Machine;
import dev.steward.objects.machine.MachineListener;
import dev.steward.objects.session.SessionGroup;
import dev.steward.server.machine.Driver;
import dev.steward.server.machine.Incarnation;
import dev.steward.server.machine.MachineValues;
import dev.steward.server.machine.MemoryAccount;
import dev.steward.server.machine.Relief;
import dev.steward.server.machine.ServerClock;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One client thread that calls objects of a machine, one call after the other, each reply received before the next call.
 * Not thread-safe.
 */
final class Dispatcher {

    private static final long EPOCH = 1;
    private static final int THREAD = 1;
    private static final SessionId CLIENT = new SessionId(17, 4);

    private final MachineValues values =
            new MachineValues(Incarnation.ofEpoch(new UUID(1, 2), EPOCH), () -> List.of("127.0.0.1:8080"));
    private final boolean bySession;
    private final BiConsumer<GroupId, Input> machine;
    private final LongSupplier clock;
    private long lastNumber;
    private @Nullable Answer answer;

    /** A machine of its own, with a session where the way goes by one. */
    Dispatcher(Way way) {
        bySession = way != Way.OBJECT;
        if (way == Way.SERVER) {
            Driver driver = new Driver(
                    ServerClock.ofThisProcess(),
                    (task, delay) -> {
                        throw new IllegalStateException("nothing here has a deadline");
                    },
                    values,
                    Relief.NOT_NEEDED,
                    new MemoryAccount());
            driver.connect(new Replies());
            driver.add(GroupId.DIRECTORY, new DirectoryGroup(values, EPOCH, ObjectLimits.DEFAULT));
            driver.add(CLIENT, new SessionGroup(values, CLIENT));
            machine = driver::submit;
            clock = driver::now;
        } else {
            Machine alone = new Machine(values, EPOCH, ObjectLimits.DEFAULT, new MachineListener() {
                @Override
                public void reply(CallId call, Answer given) {
                    answer = given;
                }
            });
            machine = alone::submit;
            clock = alone::now;
        }
        if (bySession) {
            machine.accept(
                    CLIENT,
                    new SessionInput.OpenSession(
                            clock.getAsLong(), Long.MAX_VALUE, Long.MAX_VALUE, SessionLimits.DEFAULT));
        }
    }

    /** Returns how values are made. */
    MachineValues values() {
        return values;
    }

    /** Makes an object. */
    ObjectId create(BuiltInType type, Value... creation) {
        List<Value> arguments = List.of(values.of(type.typeId()), values.nil(), values.listOf(List.of(creation)));
        return call(ObjectId.DIRECTORY, Operation.CREATE, arguments)
                .references()
                .get(0);
    }

    /**
     * Calls an object and returns the result.
     *
     * @throws IllegalStateException if it is not answered, or not with a result
     */
    Value call(ObjectId target, Operation operation, List<Value> arguments) {
        long number = ++lastNumber;
        long now = clock.getAsLong();
        if (bySession) {
            // All replies to earlier calls have been received: so the floor is this call.
            machine.accept(
                    CLIENT,
                    new SessionInput.Request(
                            now, THREAD, number, number, Ranges.EMPTY, target, operation.code(), arguments));
        } else {
            machine.accept(groupOf(target), new Invoke(now, callId(number), target, operation, arguments));
        }
        Answer given = answer;
        answer = null;
        if (given == null || !given.isOk()) {
            throw new IllegalStateException(operation + " was answered with " + given);
        }
        if (!bySession && given.underAcknowledgement()) {
            machine.accept(groupOf(target), new ObjectInput.DeliveryAcknowledged(now, callId(number)));
        }
        return given.value();
    }

    private static GroupId groupOf(ObjectId target) {
        return target.equals(ObjectId.DIRECTORY) ? GroupId.DIRECTORY : GroupId.of(target);
    }

    private static CallId callId(long number) {
        return new CallId(SessionId.LOCAL, THREAD, number);
    }

    /** Takes replies from the server's driver; nothing else comes of what is measured. */
    private final class Replies implements EffectHandler {
        @Override
        public void reply(CallId call, Answer given) {
            answer = given;
        }

        @Override
        public void callUser(CallId call, ObjectId target, int operation, List<Value> arguments) {
            throw new IllegalStateException("there are no users' objects here");
        }

        @Override
        public void cancelUser(CallId call) {}

        @Override
        public void userObjectFreed(ObjectId object) {}

        @Override
        public void cut(SessionId session, String reason) {
            throw new IllegalStateException(reason);
        }

        @Override
        public void event(Event event) {}
    }
}
