package dev.steward.server.session;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.EffectHandler;
import dev.steward.objects.Event;
import dev.steward.objects.GroupId;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.Value;
import dev.steward.objects.directory.DirectoryGroup;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.OpenSession;
import dev.steward.protocol.secret.SessionSecret;
import dev.steward.server.admission.Admission;
import dev.steward.server.admission.Journal;
import dev.steward.server.admission.Permission;
import dev.steward.server.lane.Lanes;
import dev.steward.server.machine.Driver;
import dev.steward.server.machine.Incarnation;
import dev.steward.server.machine.LocalCalls;
import dev.steward.server.machine.MachineValues;
import dev.steward.server.machine.MemoryAccount;
import dev.steward.server.machine.Relief;
import dev.steward.server.machine.ServerClock;
import dev.steward.vocabulary.Operation;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** A machine with its sessions and without sockets, whose loop and whose workers are the test. Its sessions are those of numbers. */
public final class SessionsRig implements EffectHandler {

    private static final long LOW = 7;
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<SessionId> owners = new ArrayList<>();
    private final MemoryAccount account = new MemoryAccount();
    private final MachineValues values =
            new MachineValues(Incarnation.ofEpoch(UUID.randomUUID(), 5), () -> List.of("here"));
    private final Driver driver;
    private final Sessions sessions;
    private final Admission admission = new Admission(new Permission(false), bytes -> true, 1 << 20, 1 << 20);
    private final Lanes lanes = new Lanes(1);

    /**
     * Makes one with nothing in it.
     *
     * @param mostSessions how many it lets in
     * @param unreadBytes how much a session may have asked for and not read
     * @param onLoop whether the test is a loop at the moment, which leaves to workers what is long
     */
    public SessionsRig(int mostSessions, long unreadBytes, BooleanSupplier onLoop) {
        Relief relief = new Relief(onLoop, () -> false, (session, task) -> {
            owners.add(session);
            tasks.add(task);
        });
        driver = new Driver(ServerClock.ofThisProcess(), (task, nanos) -> {}, values, relief, account);
        sessions = new Sessions(
                driver,
                new SessionPolicy(
                        mostSessions, SessionLimits.DEFAULT, 1 << 24, 1 << 26, unreadBytes, Duration.ofSeconds(10)),
                (Journal) Proxy.newProxyInstance(
                        Journal.class.getClassLoader(),
                        new Class<?>[] {Journal.class},
                        (proxy, method, arguments) -> method.getReturnType() == boolean.class ? false : null));
        driver.connect(this);
        driver.add(GroupId.DIRECTORY, new DirectoryGroup(values, 5, ObjectLimits.DEFAULT));
    }

    /** Returns what workers are to do. */
    public Queue<Runnable> tasks() {
        return tasks;
    }

    /** Returns for whom, from the first task on. */
    public List<SessionId> owners() {
        return owners;
    }

    /** Returns what it keeps, in bytes. */
    public MemoryAccount account() {
        return account;
    }

    /** Returns how its values are made. */
    public MachineValues values() {
        return values;
    }

    /** Returns what runs its groups. */
    public Driver driver() {
        return driver;
    }

    /** Returns its sessions. */
    public Sessions sessions() {
        return sessions;
    }

    /** Returns the session that a client of that number opens. */
    public static SessionId session(int number) {
        return new SessionId(number + 1L, LOW);
    }

    /** Begins to talk with a client by a connection. */
    public Conversation converse(ClientConnection connection) {
        return new Conversation(connection, sessions, driver, admission, lanes, (asking, question) -> {});
    }

    /** Has a client of such a number open its session; the number of its process is one more. */
    public Conversation open(ClientConnection connection, int number, String name) {
        Conversation client = converse(connection);
        client.received(new OpenSession(
                new UUID(number + 1L, LOW),
                new SessionSecret(new byte[SessionSecret.SIZE]),
                LONG,
                LONG,
                number + 1L,
                name));
        return client;
    }

    /** Calls as the server's own process does, and returns the result. */
    public Value call(ObjectId target, Operation operation, Value... arguments) {
        CompletableFuture<Answer> answered = new CompletableFuture<>();
        CallId call = new CallId(SessionId.LOCAL, 1, LocalCalls.nextNumber());
        LocalCalls.enter(call, answered::complete);
        driver.submit(GroupId.ofTarget(target), new Invoke(driver.now(), call, target, operation, List.of(arguments)));
        return answered.join().value();
    }

    @Override
    public void reply(CallId call, Answer answer) {
        sessions.reply(call, answer);
    }

    @Override
    public void callUser(CallId call, ObjectId target, int operation, List<Value> arguments) {}

    @Override
    public void cancelUser(CallId call) {}

    @Override
    public void userObjectFreed(ObjectId object) {}

    @Override
    public void cut(SessionId session, String reason) {}

    @Override
    public void event(Event event) {
        sessions.changed(event);
    }

    /** A connection that sends nothing. */
    public static class Silent implements ClientConnection {

        private final String peer;

        /** Makes one to a peer of that name. */
        public Silent(String peer) {
            this.peer = peer;
        }

        @Override
        public String peer() {
            return peer;
        }

        @Override
        public void send(Message message) {}

        @Override
        public void send(Message message, Runnable whenWritten) {}

        @Override
        public void sendLarge(Message message, Runnable whenGone) {}

        @Override
        public void close(Message last) {}

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean admin() {
            return false;
        }

        @Override
        public long unsentBytes() {
            return 0;
        }
    }
}
