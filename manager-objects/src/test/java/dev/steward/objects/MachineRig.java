package dev.steward.objects;

import dev.steward.api.ObjectId;
import dev.steward.objects.machine.Machine;
import dev.steward.objects.machine.MachineListener;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A machine with clients that say one thing after the other: what tests of the machine are written against. */
public final class MachineRig implements MachineListener {

    /** Nanoseconds of a second. */
    public static final long SECOND = 1_000_000_000L;

    /** Makes and reads values. */
    public final PlainValues values = new PlainValues();
    /** All replies, in order. */
    public final Map<CallId, Answer> replies = new LinkedHashMap<>();
    /** What happened, in order. */
    public final List<Event> events = new ArrayList<>();
    /** Calls of users' objects that were to be run. */
    public final List<CallId> userCalls = new ArrayList<>();
    /** Such calls that were cancelled. */
    public final List<CallId> cancelledUserCalls = new ArrayList<>();
    /** Sessions that were cut. */
    public final List<SessionId> cut = new ArrayList<>();
    /** Users' objects that were freed. */
    public final List<ObjectId> freedUserObjects = new ArrayList<>();
    /** Ids of adopted objects. */
    public final List<ObjectId> adopted = new ArrayList<>();

    private Machine machine;
    private long lastSession;
    private int replyCount;
    private List<Listed> listing = List.of();

    /** Makes an empty machine of epoch 5. */
    public MachineRig() {
        machine = new Machine(values, 5, ObjectLimits.DEFAULT, this);
    }

    /** Returns the machine. */
    public Machine machine() {
        return machine;
    }

    /** Goes on with a copy restored from a snapshot. */
    public void restore() {
        byte[] snapshot = machine.snapshot();
        machine = Machine.restore(snapshot, values, this);
        if (!Arrays.equals(snapshot, machine.snapshot())) {
            throw new AssertionError("the snapshot of the restored machine is another one");
        }
    }

    /** Lets time pass. */
    public void pass(long nanos) {
        machine.advanceTo(machine.now() + nanos);
    }

    /** Opens a session with a lease of 10 s and a window of 3 s. */
    public Client open() {
        return open(SessionLimits.DEFAULT);
    }

    /** Opens a session with some credit. */
    public Client open(SessionLimits limits) {
        Client client = new Client(new SessionId(++lastSession << 32, 7));
        client.send(new SessionInput.OpenSession(machine.now(), 10 * SECOND, 3 * SECOND, limits));
        return client;
    }

    /** Returns how many replies came, repeated ones too. */
    public int replyCount() {
        return replyCount;
    }

    /** Returns what the directory knows of an object, or null. */
    public @Nullable Listed listed(ObjectId object) {
        machine.submit(GroupId.DIRECTORY, new DirectoryInput.ListObjects(machine.now(), 1));
        return listing.stream()
                .filter(entry -> entry.object().equals(object))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void reply(CallId call, Answer answer) {
        replies.put(call, answer);
        replyCount++;
    }

    @Override
    public void event(Event event) {
        events.add(event);
    }

    @Override
    public void listed(long ticket, List<Listed> objects) {
        listing = objects;
    }

    @Override
    public void cut(SessionId session, String reason) {
        cut.add(session);
    }

    @Override
    public void callUser(CallId call, ObjectId target, int operation, List<Value> arguments) {
        userCalls.add(call);
    }

    @Override
    public void cancelUser(CallId call) {
        cancelledUserCalls.add(call);
    }

    @Override
    public void userObjectFreed(ObjectId object) {
        freedUserObjects.add(object);
    }

    @Override
    public void adopted(long ticket, ObjectId object) {
        adopted.add(object);
    }

    /** A client process. */
    public final class Client {

        /** Its session. */
        public final SessionId id;

        private final Map<Integer, Long> lastNumbers = new LinkedHashMap<>();

        Client(SessionId id) {
            this.id = id;
        }

        /** Sends an input to its session. */
        public void send(Input input) {
            machine.submit(id, input);
        }

        /** Calls from thread 1. */
        public Pending call(ObjectId target, Operation operation, Object... arguments) {
            return callAs(1, target, operation, arguments);
        }

        /** Calls from a thread. */
        public Pending callAs(int thread, ObjectId target, Operation operation, Object... arguments) {
            return request(thread, lastNumbers.merge(thread, 1L, Long::sum), target, operation.code(), arguments);
        }

        /** Sends a request of any number and operation, without acknowledging anything. */
        public Pending request(int thread, long number, ObjectId target, int operation, Object... arguments) {
            List<Value> converted = new ArrayList<>();
            for (Object argument : arguments) {
                converted.add(value(argument));
            }
            CallId call = new CallId(id, thread, number);
            send(new SessionInput.Request(
                    machine.now(), thread, number, 1, Ranges.EMPTY, target, operation, converted));
            return new Pending(call);
        }

        /** Makes an object. */
        public ObjectId create(String typeId, @Nullable String name, Object... arguments) {
            List<Value> converted = new ArrayList<>();
            for (Object argument : arguments) {
                converted.add(value(argument));
            }
            return call(
                            ObjectId.DIRECTORY,
                            Operation.CREATE,
                            typeId,
                            name == null ? values.nil() : name,
                            values.listOf(converted))
                    .value()
                    .references()
                    .get(0);
        }

        /** Acknowledges all replies to a thread. */
        public void acknowledge(int thread) {
            long floor = lastNumbers.getOrDefault(thread, 0L) + 1;
            send(new SessionInput.Acknowledge(machine.now(), thread, floor, Ranges.EMPTY));
        }

        /** Its last connection breaks. */
        public void suspend() {
            send(new SessionInput.SuspendSession(machine.now()));
        }

        /** It is back. */
        public void resume() {
            send(new SessionInput.ResumeSession(machine.now()));
        }

        /** Its session is closed. */
        public void end() {
            send(new SessionInput.EndSession(machine.now(), "test"));
        }

        /** It dies: its last connection breaks, and it does not come back. */
        public void die() {
            suspend();
            pass(3 * SECOND);
        }

        /** Its process says that it is about to end. */
        public void leave() {
            send(new SessionInput.LeaveSession(machine.now()));
        }

        /** One of its threads dies. */
        public void endThread(int thread) {
            send(new SessionInput.ThreadsEnded(machine.now(), List.of(thread)));
        }

        /** A call wants to end. */
        public void cancel(Pending call) {
            send(new SessionInput.CancelRequest(machine.now(), call.id.thread(), call.id.number()));
        }

        /** Nobody waits for the result of a call. */
        public void giveBack(Pending call) {
            send(new SessionInput.GiveBackRequest(machine.now(), call.id.thread(), call.id.number()));
        }
    }

    private Value value(Object argument) {
        if (argument instanceof Value value) {
            return value;
        } else if (argument instanceof Boolean truth) {
            return values.of(truth.booleanValue());
        } else if (argument instanceof Number number) {
            return values.of(number.longValue());
        }
        return values.of((String) argument);
    }

    /** A call and its answer, if there is one. */
    public final class Pending {

        /** Which call. */
        public final CallId id;

        Pending(CallId id) {
            this.id = id;
        }

        /** Returns whether it was answered. */
        public boolean isAnswered() {
            return replies.containsKey(id);
        }

        /** Returns the answer. */
        public Answer answer() {
            return Objects.requireNonNull(replies.get(id), () -> "no answer to " + id);
        }

        /** Returns the status of the answer. */
        public Status status() {
            return answer().status();
        }

        /** Returns the result; fails if the call did. */
        public Value value() {
            if (!answer().isOk()) {
                throw new AssertionError("failed: " + answer());
            }
            return answer().value();
        }

        /** Returns the result as a whole number. */
        public long number() {
            return values.asLong(value());
        }

        /** Returns the result as true or false. */
        public boolean truth() {
            return values.asBoolean(value());
        }

        /** Returns the result as whole numbers. */
        public List<Long> numbers() {
            return values.asList(value()).stream().map(values::asLong).toList();
        }
    }
}
