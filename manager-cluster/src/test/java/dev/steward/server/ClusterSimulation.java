package dev.steward.server;

import dev.steward.cluster.SimulatedEngines;
import dev.steward.objects.GroupId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Three servers with one log over engines that do all that may go wrong, and clients that go from one to the other; what
 * happens, and when, is drawn from one seed. In the end all that was answered must be in the account once, and the servers must
 * have the same state, byte for byte.
 */
final class ClusterSimulation {

    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final int CLIENTS = 4;
    private static final long LONGEST_STEP = Duration.ofMillis(20).toNanos();
    /** So many steps are enough for all to be answered once nothing goes wrong any more. */
    private static final int STEPS_TO_THE_END = 30_000;

    private final Random random;
    private final ClusterFault fault;
    private final SimulatedEngines engines;
    private final Map<String, SimulatedMember> members = new TreeMap<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
    private final List<WanderingClient> clients = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final Map<WanderingClient, String> connected = new HashMap<>();
    private final SharedPlay play;
    private long alarmNumber;

    /** What a server wants to be woken for. */
    private record Alarm(long at, long number, SimulatedMember of, Runnable task) implements Comparable<Alarm> {
        @Override
        public int compareTo(Alarm other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }
    }

    ClusterSimulation(long seed, ClusterFault fault) {
        this.random = new Random(seed);
        this.fault = fault;
        this.engines = new SimulatedEngines(random, fault == ClusterFault.REPLY_BEFORE_COMMIT);
        this.play = new SharedPlay(random, complaints::add);
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new WanderingClient(i, engines::time, complaints::add));
        }
    }

    /** Runs, and says what was wrong; null if nothing was. */
    @Nullable
    String run(int steps) {
        NAMES.forEach(this::start);
        for (int step = 0; step < steps && complaints.isEmpty(); step++) {
            disturb();
            step(true);
        }
        if (complaints.isEmpty()) {
            end();
        }
        return complaints.isEmpty() ? null : complaints.get(0);
    }

    /** Returns how many calls were answered. */
    int answers() {
        return play.answers();
    }

    private void start(String name) {
        SimulatedMember[] made = new SimulatedMember[1];
        ServerCluster faulty = new FaultyMember(fault, this::someSession, complaints::add).of(engines.member(name));
        made[0] = new SimulatedMember(
                faulty,
                engines::time,
                (task, nanos) -> alarms.add(new Alarm(engines.time() + nanos, alarmNumber++, made[0], task)));
        members.put(name, made[0]);
    }

    private @Nullable GroupId someSession() {
        return clients.stream()
                .filter(WanderingClient::isOpen)
                .findFirst()
                .map(WanderingClient::session)
                .orElse(null);
    }

    private String anyName() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    /** What seldom happens. */
    private void disturb() {
        switch (random.nextInt(400)) {
            case 0 -> kill(anyName());
            case 1, 2, 3, 4, 5, 6 -> restartOne();
            case 7 -> engines.elect(null);
            case 8, 9, 10, 11 -> electOne();
            case 12, 13 -> engines.snapshot(anyName());
            case 14, 15 -> engines.install(anyName(), anyName());
            case 16, 17 -> clients.get(random.nextInt(CLIENTS)).disconnect();
            case 18, 19, 20, 21, 22, 23, 24, 25, 26, 27 -> engines.inform(anyName());
            default -> {
                // All is as it was.
            }
        }
    }

    private void electOne() {
        List<String> running = engines.running();
        if (!running.isEmpty()) {
            engines.elect(running.get(random.nextInt(running.size())));
        }
    }

    private void kill(String name) {
        SimulatedMember killed = members.remove(name);
        if (killed != null) {
            engines.kill(name);
            alarms.removeIf(alarm -> alarm.of == killed);
            clients.stream()
                    .filter(client -> name.equals(connected.get(client)))
                    .forEach(client -> client.serverIsGone(random.nextBoolean()));
        }
    }

    private void restartOne() {
        NAMES.stream().filter(name -> !members.containsKey(name)).findFirst().ifPresent(this::start);
    }

    private void step(boolean isBad) {
        pass(random.nextLong(LONGEST_STEP / 4));
        for (int i = random.nextInt(4); i >= 0; i--) {
            engines.commitOne(isBad);
        }
        for (int i = random.nextInt(8); i >= 0; i--) {
            engines.tellOne();
        }
        clients.forEach(client -> {
            if (random.nextBoolean()) {
                step(client, isBad);
            }
        });
        members.forEach((name, member) -> {
            if (member.hasFailed()) {
                complaints.add("the log of '" + name + "' has ended");
            }
        });
    }

    private void step(WanderingClient client, boolean isBad) {
        client.step();
        if (!client.isConnected()) {
            connect(client);
        } else if (client.mayCall()) {
            PlayedCall next = isBad ? play.next(client, engines.time()) : play.last(client, engines.time());
            if (next != null) {
                client.call(next);
            }
        }
    }

    private void pass(long nanos) {
        engines.pass(nanos);
        members.values().forEach(SimulatedMember::tick);
        while (!alarms.isEmpty() && alarms.element().at <= engines.time()) {
            alarms.remove().task.run();
        }
    }

    private void connect(WanderingClient client) {
        String name = anyName();
        SimulatedMember member = members.get(name);
        if (member != null && member.isFounded()) {
            connected.put(client, name);
            client.connect(member);
        }
    }

    /** Nothing goes wrong any more: all is answered, and all servers have the same. */
    private void end() {
        NAMES.stream().filter(name -> !members.containsKey(name)).toList().forEach(this::start);
        engines.elect(anyName());
        NAMES.forEach(engines::inform);
        int left = STEPS_TO_THE_END;
        long[] counted = {-1};
        while (complaints.isEmpty() && !isDone() && left-- > 0) {
            step(false);
        }
        WanderingClient last = clients.get(0);
        while (complaints.isEmpty() && counted[0] < 0 && left-- > 0) {
            if (last.mayCall()) {
                last.call(play.look(number -> counted[0] = number));
            }
            step(false);
        }
        while (complaints.isEmpty() && !engines.isQuiet() && left-- > 0) {
            engines.commitOne(false);
            engines.tellOne();
        }
        if (complaints.isEmpty() && left <= 0) {
            complaints.add("not all is answered after " + STEPS_TO_THE_END + " steps in which nothing went wrong");
        }
        if (complaints.isEmpty()) {
            play.settle(counted[0]);
            compare();
        }
    }

    private boolean isDone() {
        return clients.stream().noneMatch(WanderingClient::isBusy)
                && clients.stream().allMatch(WanderingClient::isOpen)
                && play.isSettled();
    }

    private void compare() {
        byte[] first = saved("a");
        for (String name : NAMES) {
            byte[] other = saved(name);
            int at = Arrays.mismatch(first, other);
            if (at >= 0) {
                complaints.add("'a' and '" + name + "' have not the same state: byte " + at + " of " + first.length
                        + " and " + other.length + " is another one");
            }
        }
    }

    private byte[] saved(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SimulatedMember member = members.get(name);
        try {
            if (member != null) {
                member.save(bytes);
            }
        } catch (IOException unexpected) {
            throw new UncheckedIOException("memory cannot be written", unexpected);
        }
        return bytes.toByteArray();
    }
}
