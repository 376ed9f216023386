package dev.steward.objects.network;

import static dev.steward.objects.network.Tally.check;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Event;
import dev.steward.objects.Input;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.Operation;
import dev.steward.objects.PlainValues;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.Status;
import dev.steward.objects.Value;
import dev.steward.objects.machine.Effects;
import dev.steward.objects.machine.Machine;
import dev.steward.objects.network.NetworkClient.LogicalThread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One run: everything follows from the seed. */
final class NetworkSimulation implements Effects {

    private static final long MILLI = 1_000_000;
    private static final long LEASE = 10_000 * MILLI;
    private static final long WINDOW = 3_000 * MILLI;
    private static final int CLIENTS = 4;
    private static final int CONNECTIONS = 3;
    private static final int OPEN_CALLS = 6;
    private static final int PERMITS = 4;
    private static final int ROUNDS = 200;
    private static final Connection NOWHERE = new Connection(new NetworkClient(new SessionId(0, 0)), false);

    private final PlainValues values = new PlainValues();
    /** Elements of the calls that settle them, and whether they are done. */
    private final Map<CallId, long[]> settles = new HashMap<>();

    private final SplittableRandom random;
    private final Machine machine = new Machine(values, 3, ObjectLimits.DEFAULT, this);
    private final Tally tally = new Tally();
    private final LockWatch locks = new LockWatch();
    private final List<NetworkClient> clients = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private final Map<CallId, Answer> probed = new HashMap<>();
    private final Set<SessionId> ended = new HashSet<>();
    /** Elements that were received and not settled, tokens of locks and permits, as their holders know them. */
    private final Map<SessionId, Holdings> holdings = new HashMap<>();

    private final NetworkClient probe;
    private final ObjectId queue;
    private final ObjectId counter;
    private final ObjectId lock;
    private final ObjectId semaphore;
    /** Where the request of a call came in. */
    private final Map<CallId, Connection> cameBy = new HashMap<>();

    private long lastSession;
    private long lastElement;

    /** What a client has. */
    private static final class Holdings {
        /** Delivery ids and elements. */
        final List<long[]> deliveries = new ArrayList<>();

        final List<Long> tokens = new ArrayList<>();
        int permits;
    }

    NetworkSimulation(long seed) {
        random = new SplittableRandom(seed);
        probe = new NetworkClient(new SessionId(1L << 60, 1));
        machine.submit(
                probe.id, new SessionInput.OpenSession(0, Long.MAX_VALUE, Long.MAX_VALUE, SessionLimits.DEFAULT));
        queue = create("queue", values.longs(6));
        counter = create("value", values.list(values.nil(), values.of(0)));
        lock = create("lock", values.list());
        semaphore = create("semaphore", values.longs(PERMITS));
    }

    /** Runs so many events, then mends everything and adds up. */
    void run(int events) {
        for (int event = 0; event < events; event++) {
            step();
        }
        mend();
    }

    // ---- the probe, whose calls arrive at once ----------------------------------------------------------------------

    private Answer ask(ObjectId target, Operation operation, Value... arguments) {
        Connection direct = new Connection(probe, true);
        NetworkCall call = probe.call(probe.threads.get(0), direct, target, operation, arguments);
        machine.submit(probe.id, direct.toServer.remove().at(machine.now()));
        Answer answer = probed.get(call.id);
        check(answer != null, "no answer to " + call);
        probe.answered(call.id, answer);
        return answer;
    }

    private ObjectId create(String typeId, Value arguments) {
        return ask(ObjectId.DIRECTORY, Operation.CREATE, values.of(typeId), values.nil(), arguments)
                .value()
                .references()
                .get(0);
    }

    // ---- events -----------------------------------------------------------------------------------------------------

    private void step() {
        int dice = random.nextInt(1_000);
        if (dice < 350) {
            arrive(connection(on -> !on.toServer.isEmpty() || !on.open));
        } else if (dice < 700) {
            hear(connection(on -> !on.toClient.isEmpty() && !on.client.isPaused));
        } else if (dice < 720) {
            machine.advanceTo(
                    machine.now() + 1 + random.nextLong(random.nextInt(20) == 0 ? 4_000 * MILLI : 250 * MILLI));
        } else if (clients.size() < CLIENTS) {
            open();
        } else {
            act(clients.get(random.nextInt(clients.size())), dice);
        }
    }

    private void act(NetworkClient client, int dice) {
        if (client.isPaused) {
            client.isPaused = random.nextInt(20) != 0;
        } else if (dice < 735) {
            beat(client);
        } else if (dice < 742) {
            disconnect(client);
        } else if (dice < 760) {
            connect(client);
        } else if (dice < 761) {
            client.isPaused = true;
        } else if (dice < 762) {
            kill(client);
        } else if (dice < 775) {
            interrupt(client);
        } else if (dice < 785) {
            acknowledge(client);
        } else if (dice < 790) {
            repeat(client);
        } else {
            work(client);
        }
    }

    /** Returns a connection on which something can happen, or null if a few that are drawn are not such. */
    private @Nullable Connection connection(Predicate<Connection> wanted) {
        for (int i = 0; i < 4 && !connections.isEmpty(); i++) {
            Connection drawn = connections.get(random.nextInt(connections.size()));
            if (wanted.test(drawn)) {
                return drawn;
            }
        }
        return null;
    }

    private void open() {
        NetworkClient client = new NetworkClient(new SessionId(++lastSession, 7));
        clients.add(client);
        holdings.put(client.id, new Holdings());
        machine.submit(client.id, new SessionInput.OpenSession(machine.now(), LEASE, WINDOW, SessionLimits.DEFAULT));
        Connection first = new Connection(client, true);
        first.joined = true;
        first.ready = true;
        client.connections.add(first);
        connections.add(first);
    }

    private void connect(NetworkClient client) {
        if (client.connections.size() >= CONNECTIONS) {
            return;
        }
        boolean shared = client.connections.stream().noneMatch(connection -> connection.shared);
        Connection next = new Connection(client, shared);
        next.toServer.add(SessionInput.ResumeSession::new);
        client.connections.add(next);
        connections.add(next);
    }

    /** One connection breaks: what the server said is lost, of what the client said a part may still arrive. */
    private void disconnect(NetworkClient client) {
        if (client.connections.isEmpty()) {
            return;
        }
        sever(client.connections.get(random.nextInt(client.connections.size())));
        Connection next = client.shared();
        if (next != null) {
            client.sendAgain(next);
        }
    }

    private void sever(Connection broken) {
        broken.open = false;
        broken.client.connections.remove(broken);
        broken.toClient.clear();
        int arrives = random.nextInt(broken.toServer.size() + 1);
        while (broken.toServer.size() > arrives) {
            broken.toServer.removeLast();
        }
    }

    private void kill(NetworkClient client) {
        List.copyOf(client.connections).forEach(this::sever);
        forget(client);
    }

    /** A client knows no more of its session: what had no answer may have happened. */
    private void forget(NetworkClient client) {
        clients.remove(client);
        client.isLost = true;
        for (NetworkCall call : client.unanswered()) {
            maybe(call);
        }
        for (NetworkCall call : client.unconfirmed()) {
            maybe(call);
        }
    }

    private void maybe(NetworkCall call) {
        switch (call.operation) {
            case QUEUE_PUT -> tally.maybePut(values.asLong(call.arguments.get(0)));
            case VALUE_GET_AND_ADD -> tally.maybeAdded();
            case QUEUE_SETTLE -> {
                long[] settled = settles.getOrDefault(call.id, new long[] {0, 0});
                if (settled[1] == 1) {
                    tally.maybeDone(settled[0]);
                }
            }
            default -> {}
        }
    }

    private void beat(NetworkClient client) {
        Connection on = client.shared();
        if (on != null) {
            List<NetworkCall> told = client.unconfirmed();
            on.toServer.add(now -> {
                say(on, () -> client.confirmed(told));
                return new SessionInput.Heartbeat(now);
            });
        }
    }

    private void acknowledge(NetworkClient client) {
        Connection on = client.shared();
        if (on != null) {
            client.acknowledge(client.threads.get(random.nextInt(NetworkClient.THREADS)), on);
        }
    }

    private @Nullable NetworkCall anyUnanswered(NetworkClient client) {
        List<NetworkCall> calls = client.unanswered();
        return calls.isEmpty() ? null : calls.get(random.nextInt(calls.size()));
    }

    private void interrupt(NetworkClient client) {
        NetworkCall call = anyUnanswered(client);
        // What gives back is never cut short.
        if (call == null || call.operation.manner() == Operation.Manner.GIVES_BACK) {
            return;
        }
        boolean gets = call.operation.manner() == Operation.Manner.WAITS && call.operation != Operation.QUEUE_PUT;
        if (gets && random.nextBoolean()) {
            client.leave(call, client.shared());
        } else {
            client.cancel(call, client.shared());
        }
    }

    /** A client says a thing twice, on any of its connections. */
    private void repeat(NetworkClient client) {
        NetworkCall call = anyUnanswered(client);
        Connection on = speakable(client);
        if (call != null && on != null) {
            client.send(call, on);
        }
    }

    /** Returns a connection on which a client may call: any that stands, while its shared one does. */
    private @Nullable Connection speakable(NetworkClient client) {
        if (client.shared() == null) {
            return null;
        }
        List<Connection> ready = client.connections.stream()
                .filter(connection -> connection.ready)
                .toList();
        return ready.get(random.nextInt(ready.size()));
    }

    // ---- what arrives -----------------------------------------------------------------------------------------------

    private void arrive(@Nullable Connection on) {
        if (on == null) {
            return;
        }
        Connection.Said said = on.toServer.poll();
        if (said != null) {
            Input input = said.at(machine.now());
            if (input instanceof SessionInput.ResumeSession) {
                on.joined = !ended.contains(on.session);
                say(on, () -> joined(on));
                if (!on.joined) {
                    return;
                }
            }
            if (input instanceof SessionInput.Request request) {
                // What comes again is answered on the shared connection: the first may come after the repeat.
                cameBy.merge(new CallId(on.session, request.thread(), request.number()), on, (first, again) -> NOWHERE);
            }
            machine.submit(on.session, locks.before(input, on.session));
        } else if (!on.open) {
            connections.remove(on);
            boolean was = on.joined;
            on.joined = false;
            if (was && !ended.contains(on.session) && connections.stream().noneMatch(other -> isOf(other, on))) {
                machine.submit(on.session, new SessionInput.SuspendSession(machine.now()));
            }
        }
    }

    private static boolean isOf(Connection other, Connection one) {
        return other.joined && other.session.equals(one.session);
    }

    private void hear(@Nullable Connection on) {
        if (on != null && !on.client.isPaused) {
            Runnable heard = on.toClient.poll();
            if (heard != null) {
                heard.run();
            }
        }
    }

    /** The client hears what became of its wish to join. */
    private void joined(Connection on) {
        if (!on.joined) {
            lost(on.client);
            return;
        }
        on.ready = true;
        if (on.shared) {
            on.client.sendAgain(on);
        }
    }

    private void lost(NetworkClient client) {
        if (!client.isLost) {
            List.copyOf(client.connections).forEach(this::sever);
            forget(client);
        }
    }

    @Override
    public void reply(CallId call, Answer answer) {
        if (call.session().equals(probe.id)) {
            probed.put(call, answer);
            return;
        }
        locks.replied(call, answer, values);
        Connection by = cameBy.get(call);
        if (by == null || by == NOWHERE || !by.joined || random.nextInt(4) == 0) {
            by = null;
            for (Connection other : connections) {
                if (other.joined && other.shared && other.session.equals(call.session())) {
                    by = other;
                }
            }
        }
        if (by != null) {
            Connection on = by;
            say(on, () -> answered(on.client, call, answer));
        }
    }

    /** The server says something, which is lost if the connection has broken. */
    private static void say(Connection on, Runnable heard) {
        if (on.open) {
            on.toClient.add(heard);
        }
    }

    @Override
    public void event(Event event) {
        if (event instanceof Event.Ended over) {
            check(ended.add(over.session()), "a session ended twice: " + over);
            locks.ended(over.session());
        }
    }

    @Override
    public void cut(SessionId session, String reason) {
        throw new AssertionError("session " + session + " was cut: " + reason);
    }

    // ---- what clients do --------------------------------------------------------------------------------------------

    private void work(NetworkClient client) {
        LogicalThread thread = client.threads.get(random.nextInt(NetworkClient.THREADS));
        Connection on = speakable(client);
        if (on == null || thread.calls.size() >= OPEN_CALLS) {
            return;
        }
        Holdings has = holdings(client);
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> client.call(thread, on, queue, Operation.QUEUE_PUT, values.of(++lastElement), timeout());
            case 3, 4 -> client.call(thread, on, queue, Operation.QUEUE_TAKE, timeout());
            case 5 -> client.call(thread, on, queue, Operation.QUEUE_RECEIVE, timeout());
            case 6 -> settle(client, thread, on, has);
            case 7, 8 -> client.call(thread, on, counter, Operation.VALUE_GET_AND_ADD, values.of(1));
            case 9 -> client.call(thread, on, lock, Operation.LOCK_ACQUIRE, timeout());
            case 10 -> release(client, thread, on, has);
            default -> permits(client, thread, on, has);
        }
    }

    private Holdings holdings(NetworkClient client) {
        return holdings.computeIfAbsent(client.id, id -> new Holdings());
    }

    private Value timeout() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> values.of(0);
            case 2 -> values.of(-1);
            default -> values.of(random.nextLong(1, 2_000) * MILLI);
        };
    }

    private void settle(NetworkClient client, LogicalThread thread, @Nullable Connection on, Holdings has) {
        if (!has.deliveries.isEmpty()) {
            long[] delivery = has.deliveries.remove(random.nextInt(has.deliveries.size()));
            boolean done = random.nextInt(3) != 0;
            NetworkCall call =
                    client.call(thread, on, queue, Operation.QUEUE_SETTLE, values.of(delivery[0]), values.of(done));
            settles.put(call.id, new long[] {delivery[1], done ? 1 : 0});
        }
    }

    private void release(NetworkClient client, LogicalThread thread, @Nullable Connection on, Holdings has) {
        if (!has.tokens.isEmpty()) {
            client.call(thread, on, lock, Operation.LOCK_RELEASE_HOLD, values.of(has.tokens.remove(0)));
        }
    }

    private void permits(NetworkClient client, LogicalThread thread, @Nullable Connection on, Holdings has) {
        if (has.permits > 0) {
            has.permits--;
            client.call(thread, on, semaphore, Operation.SEMAPHORE_RELEASE, values.of(1));
        } else {
            client.call(thread, on, semaphore, Operation.SEMAPHORE_ACQUIRE, values.of(1), timeout());
        }
    }

    private void answered(NetworkClient client, CallId id, Answer answer) {
        if (client.isLost) {
            return;
        }
        if (answer.status() == Status.SESSION_ENDED) {
            lost(client);
            return;
        }
        check(answer.status() != Status.INTERNAL, "failed: " + answer);
        NetworkCall call = client.answered(id, answer);
        if (call != null && answer.isOk()) {
            note(client, call, answer);
        }
    }

    private void note(NetworkClient client, NetworkCall call, Answer answer) {
        Holdings has = holdings(client);
        switch (call.operation) {
            case QUEUE_PUT -> {
                if (values.asBoolean(answer.value())) {
                    tally.put(values.asLong(call.arguments.get(0)));
                }
            }
            case QUEUE_TAKE -> tally.received(client.id, values.asLong(answer.value()), answer.redelivered(), false);
            case QUEUE_RECEIVE -> {
                List<Value> parts = values.asList(answer.value());
                long element = values.asLong(parts.get(0));
                has.deliveries.add(new long[] {values.asLong(parts.get(1)), element});
                tally.received(client.id, element, answer.redelivered(), true);
            }
            case QUEUE_SETTLE -> {
                long[] settled = settles.getOrDefault(call.id, new long[] {0, 0});
                if (settled[1] == 1) {
                    tally.done(settled[0]);
                }
            }
            case VALUE_GET_AND_ADD -> tally.added(values.asLong(answer.value()));
            case LOCK_ACQUIRE -> has.tokens.add(token(answer));
            case SEMAPHORE_ACQUIRE -> has.permits++;
            default -> {}
        }
    }

    private long token(Answer answer) {
        return values.asLong(values.asList(answer.value()).get(0));
    }

    // ---- the end ----------------------------------------------------------------------------------------------------

    /** Nothing breaks any more: every call is answered, and what clients were told adds up. */
    private void mend() {
        List.copyOf(clients).forEach(this::back);
        quiet();
        for (NetworkClient client : clients) {
            // Once is enough, even if the cancel overtook the call.
            client.unanswered().stream()
                    .filter(call -> !call.cancelled && call.operation.manner() == Operation.Manner.WAITS)
                    .forEach(call -> client.cancel(call, client.shared()));
        }
        quiet();
        for (NetworkClient client : List.copyOf(clients)) {
            check(client.unanswered().isEmpty(), "never answered: " + client.unanswered());
            leave(client);
        }
        // Who was killed has ended by then; the others live.
        for (long waited = 0; waited < LEASE + WINDOW; waited += WINDOW / 2) {
            quiet();
            machine.advanceTo(machine.now() + WINDOW / 2);
        }
        free();
        for (NetworkClient client : List.copyOf(clients)) {
            check(client.unanswered().isEmpty(), "never answered: " + client.unanswered());
            machine.submit(client.id, new SessionInput.EndSession(machine.now(), "closed"));
            tally.closed(client.id);
        }
        for (int i = 0; i < 10; i++) {
            machine.advanceTo(machine.now() + LEASE);
        }
        check(ended.size() == lastSession, ended.size() + " of " + lastSession + " sessions have ended");
        check(ask(queue, Operation.QUEUE_TAKE, values.of(0)).status() == Status.EMPTY, "somebody had an element left");
        tally.addUp(values.asLong(ask(counter, Operation.VALUE_GET).value()));
        machine.submit(probe.id, new SessionInput.EndSession(machine.now(), "closed"));
        check(machine.size() == 1, machine.size() - 1 + " groups are left");
    }

    /** Nobody holds anything any more, also of the clients that live on. */
    private void free() {
        check(!values.asBoolean(ask(lock, Operation.LOCK_IS_LOCKED).value()), "the lock is held by nobody alive");
        long free = values.asLong(ask(semaphore, Operation.SEMAPHORE_AVAILABLE).value());
        check(free == PERMITS, free + " of " + PERMITS + " permits are free");
        Answer taken = ask(queue, Operation.QUEUE_TAKE, values.of(0));
        while (taken.isOk()) {
            tally.remains(values.asLong(taken.value()), taken.redelivered());
            taken = ask(queue, Operation.QUEUE_TAKE, values.of(0));
        }
    }

    private void back(NetworkClient client) {
        client.isPaused = false;
        if (client.shared() == null) {
            connect(client);
        }
    }

    private void leave(NetworkClient client) {
        Holdings has = holdings(client);
        LogicalThread thread = client.threads.get(0);
        Connection on = client.shared();
        while (!has.deliveries.isEmpty()) {
            settle(client, thread, on, has);
        }
        while (!has.tokens.isEmpty()) {
            release(client, thread, on, has);
        }
        while (has.permits > 0) {
            permits(client, thread, on, has);
        }
    }

    /** Lets everything arrive that is on its way. */
    private void quiet() {
        for (int round = 0; round < ROUNDS; round++) {
            for (Connection on : List.copyOf(connections)) {
                int most = on.toServer.size() + 1;
                for (int i = 0; i < most; i++) {
                    arrive(on);
                }
                while (on.open && !on.toClient.isEmpty()) {
                    hear(on);
                }
            }
            clients.forEach(this::beat);
            for (NetworkClient client : clients) {
                Connection on = client.shared();
                if (on != null) {
                    client.threads.forEach(thread -> client.acknowledge(thread, on));
                }
            }
            if (round > 3
                    && clients.stream().allMatch(client -> client.unconfirmed().isEmpty())) {
                return;
            }
        }
    }
}
