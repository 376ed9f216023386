package dev.steward.objects.network;

import static dev.steward.objects.network.Tally.check;

import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Event;
import dev.steward.objects.Input;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.PlainValues;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.machine.Machine;
import dev.steward.objects.machine.MachineListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The network between clients and the machine, with the server's end of each connection: what was said arrives later, or
 * not at all, and answers take the way by which a server would send them.
 */
final class Network implements MachineListener {

    private static final int CONNECTIONS = 3;
    private static final Connection NOWHERE = new Connection(new NetworkClient(new SessionId(0, 0)), false);

    private final PlainValues values;
    private final SplittableRandom random;
    private final Listener listener;
    private final Machine machine;
    private final Probe probe;
    private final LockWatch locks = new LockWatch();
    private final List<Connection> connections = new ArrayList<>();
    private final Set<SessionId> ended = new HashSet<>();
    /** Where the request of a call came in. */
    private final Map<CallId, Connection> cameBy = new HashMap<>();

    /** What clients hear. */
    interface Listener {
        /** An answer has arrived. */
        void answered(NetworkClient client, CallId call, Answer answer);

        /** The server does not know the session of a client any more. */
        void refused(NetworkClient client);
    }

    /** A network without connections. */
    Network(PlainValues values, SplittableRandom random, Listener listener) {
        this.values = values;
        this.random = random;
        this.listener = listener;
        this.machine = new Machine(values, 3, ObjectLimits.DEFAULT, this);
        this.probe = new Probe(values, machine);
    }

    Machine machine() {
        return machine;
    }

    Probe probe() {
        return probe;
    }

    /** Returns how many sessions have ended. */
    int ended() {
        return ended.size();
    }

    // ---- connections ------------------------------------------------------------------------------------------------

    /** Opens the session of a client, which has one connection from then on. */
    void open(NetworkClient client, long lease, long resumeWindow) {
        machine.submit(
                client.id, new SessionInput.OpenSession(machine.now(), lease, resumeWindow, SessionLimits.DEFAULT));
        Connection first = new Connection(client, true);
        first.joined = true;
        first.ready = true;
        client.connections.add(first);
        connections.add(first);
    }

    void connect(NetworkClient client) {
        if (client.connections.size() >= CONNECTIONS) {
            return;
        }
        boolean shared = client.connections.stream().noneMatch(connection -> connection.shared);
        Connection next = new Connection(client, shared);
        next.toServer.add(SessionInput.ResumeSession::new);
        client.connections.add(next);
        connections.add(next);
    }

    void sever(Connection broken) {
        broken.open = false;
        broken.client.connections.remove(broken);
        broken.toClient.clear();
        int arrives = random.nextInt(broken.toServer.size() + 1);
        while (broken.toServer.size() > arrives) {
            broken.toServer.removeLast();
        }
    }

    /** All connections of a client break. */
    void severAll(NetworkClient client) {
        List.copyOf(client.connections).forEach(this::sever);
    }

    // ---- what arrives -----------------------------------------------------------------------------------------------

    /** Something that a client said arrives on some connection, or that it broke. */
    void arriveSomewhere() {
        arrive(connection(on -> !on.toServer.isEmpty() || !on.open));
    }

    /** A client hears something on some connection. */
    void hearSomewhere() {
        hear(connection(on -> !on.toClient.isEmpty() && !on.client.isPaused));
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
            listener.refused(on.client);
            return;
        }
        on.ready = true;
        if (on.shared) {
            on.client.sendAgain(on);
        }
    }

    /** Everything arrives that is on its way, in both directions. */
    void arriveAll() {
        for (Connection on : List.copyOf(connections)) {
            int most = on.toServer.size() + 1;
            for (int i = 0; i < most; i++) {
                arrive(on);
            }
            while (on.open && !on.toClient.isEmpty()) {
                hear(on);
            }
        }
    }

    // ---- what the server says ---------------------------------------------------------------------------------------

    @Override
    public void reply(CallId call, Answer answer) {
        if (probe.isCaller(call)) {
            probe.answered(call, answer);
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
            say(on, () -> listener.answered(on.client, call, answer));
        }
    }

    /** The server says something, which is lost if the connection has broken. */
    private static void say(Connection on, Runnable heard) {
        if (on.open) {
            on.toClient.add(heard);
        }
    }

    /** A client hears, when that has arrived, that the server has taken all that it said before on this connection. */
    void beat(Connection on) {
        NetworkClient client = on.client;
        List<NetworkCall> told = client.unconfirmed();
        on.toServer.add(now -> {
            say(on, () -> client.confirmed(told));
            return new SessionInput.Heartbeat(now);
        });
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
}
