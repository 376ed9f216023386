package dev.steward.objects.network;

import static dev.steward.objects.network.Tally.check;

import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.PlainValues;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.machine.Machine;
import dev.steward.objects.network.NetworkClient.LogicalThread;
import dev.steward.vocabulary.Manner;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One run: clients work over a network that breaks, and in the end all adds up. Everything follows from the seed. */
final class NetworkSimulation implements Network.Listener {

    private static final long MILLI = 1_000_000;
    private static final long LEASE = 10_000 * MILLI;
    private static final long WINDOW = 3_000 * MILLI;
    private static final int CLIENTS = 4;
    private static final int ROUNDS = 200;

    private final SplittableRandom random;
    private final Network network;
    private final Machine machine;
    private final Work work;
    private final List<NetworkClient> clients = new ArrayList<>();
    private long lastSession;

    NetworkSimulation(long seed) {
        PlainValues values = new PlainValues();
        random = new SplittableRandom(seed);
        network = new Network(values, random, this);
        machine = network.machine();
        network.probe().open();
        work = new Work(values, random, network.probe());
    }

    /** Runs so many events, then mends everything and adds up. */
    void run(int events) {
        for (int event = 0; event < events; event++) {
            step();
        }
        mend();
    }

    // ---- events -----------------------------------------------------------------------------------------------------

    private void step() {
        int dice = random.nextInt(1_000);
        if (dice < 350) {
            network.arriveSomewhere();
        } else if (dice < 700) {
            network.hearSomewhere();
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
            network.connect(client);
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

    private void open() {
        NetworkClient client = new NetworkClient(new SessionId(++lastSession, 7));
        clients.add(client);
        network.open(client, LEASE, WINDOW);
    }

    /** One connection breaks: what the server said is lost, of what the client said a part may still arrive. */
    private void disconnect(NetworkClient client) {
        if (client.connections.isEmpty()) {
            return;
        }
        network.sever(client.connections.get(random.nextInt(client.connections.size())));
        Connection next = client.shared();
        if (next != null) {
            client.sendAgain(next);
        }
    }

    private void kill(NetworkClient client) {
        network.severAll(client);
        forget(client);
    }

    private void forget(NetworkClient client) {
        clients.remove(client);
        client.isLost = true;
        work.abandon(client);
    }

    private void beat(NetworkClient client) {
        Connection on = client.shared();
        if (on != null) {
            network.beat(on);
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
        if (call == null || call.operation.manner() == Manner.GIVES_BACK) {
            return;
        }
        boolean gets = call.operation.manner() == Manner.WAITS && call.operation != Operation.QUEUE_PUT;
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

    private void work(NetworkClient client) {
        LogicalThread thread = client.threads.get(random.nextInt(NetworkClient.THREADS));
        Connection on = speakable(client);
        if (on != null) {
            work.some(client, thread, on);
        }
    }

    // ---- what clients hear ------------------------------------------------------------------------------------------

    @Override
    public void answered(NetworkClient client, CallId id, Answer answer) {
        if (client.isLost) {
            return;
        }
        if (answer.status() == Status.SESSION_ENDED) {
            refused(client);
            return;
        }
        check(answer.status() != Status.INTERNAL, "failed: " + answer);
        NetworkCall call = client.answered(id, answer);
        if (call != null && answer.isOk()) {
            work.note(client, call, answer);
        }
    }

    @Override
    public void refused(NetworkClient client) {
        if (!client.isLost) {
            network.severAll(client);
            forget(client);
        }
    }

    // ---- the end ----------------------------------------------------------------------------------------------------

    /** Nothing breaks any more: every call is answered, and what clients were told adds up. */
    private void mend() {
        List.copyOf(clients).forEach(this::back);
        quiet();
        for (NetworkClient client : clients) {
            // Once is enough, even if the cancel overtook the call.
            client.unanswered().stream()
                    .filter(call -> !call.cancelled && call.operation.manner() == Manner.WAITS)
                    .forEach(call -> client.cancel(call, client.shared()));
        }
        quiet();
        for (NetworkClient client : List.copyOf(clients)) {
            check(client.unanswered().isEmpty(), "never answered: " + client.unanswered());
            work.giveAllBack(client);
        }
        // Who was killed has ended by then; the others live.
        for (long waited = 0; waited < LEASE + WINDOW; waited += WINDOW / 2) {
            quiet();
            machine.advanceTo(machine.now() + WINDOW / 2);
        }
        work.checkFree();
        for (NetworkClient client : List.copyOf(clients)) {
            check(client.unanswered().isEmpty(), "never answered: " + client.unanswered());
            machine.submit(client.id, new SessionInput.EndSession(machine.now(), "closed"));
            work.closed(client);
        }
        for (int i = 0; i < 10; i++) {
            machine.advanceTo(machine.now() + LEASE);
        }
        check(network.ended() == lastSession, network.ended() + " of " + lastSession + " sessions have ended");
        work.addUp();
        network.probe().close();
        check(machine.size() == 1, machine.size() - 1 + " groups are left");
    }

    private void back(NetworkClient client) {
        client.isPaused = false;
        if (client.shared() == null) {
            network.connect(client);
        }
    }

    /** Lets everything arrive that is on its way. */
    private void quiet() {
        for (int round = 0; round < ROUNDS; round++) {
            network.arriveAll();
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
