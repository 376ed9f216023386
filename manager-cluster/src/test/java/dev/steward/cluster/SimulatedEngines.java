package dev.steward.cluster;

import dev.steward.api.AuthKey;
import dev.steward.cluster.consensus.Consensus;
import dev.steward.cluster.consensus.ConsensusListener;
import dev.steward.server.ServerCluster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The engines of some members and what is between them, as bad as an engine may be: what is proposed is committed in one order
 * once, twice, late, by one that leads no more, or never; each member hears of it when it is its turn; two may take themselves for
 * the leader; a snapshot may take the place of what a member missed. All of it on one thread, as a seed says. Above it are the
 * logs that servers use, with a time of the simulation.
 */
public final class SimulatedEngines {

    private static final ClusterSettings.Bounds BOUNDS =
            new ClusterSettings.Bounds(1 << 20, 4_096, 32 << 20, Duration.ofSeconds(1), Duration.ofSeconds(20));

    private final Random random;
    private final boolean answersEarly;
    private final List<byte[]> committed = new ArrayList<>();
    private final Map<String, Disk> disks = new TreeMap<>();
    private final Map<String, Engine> engines = new TreeMap<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private @Nullable String leader;
    private long term;
    private long time;

    /** What of a member outlives it. */
    private static final class Disk {
        private byte @Nullable [] snapshot;
        private int inSnapshot;
        private int known;
    }

    /**
     * Engines of nobody yet.
     *
     * @param answersEarly a fault: whoever leads hears that a command is committed when it has proposed it
     */
    public SimulatedEngines(Random random, boolean answersEarly) {
        this.random = random;
        this.answersEarly = answersEarly;
    }

    /** Returns the time in nanoseconds. */
    public long time() {
        return time;
    }

    /** Returns the names of the members that run. */
    public List<String> running() {
        return List.copyOf(engines.keySet());
    }

    /** Returns what a server is to have to be that member, with what it had before. */
    public ServerCluster member(String name) {
        return new Member(name);
    }

    /** Returns what is still to be done before all members have applied all that was proposed. */
    public boolean isQuiet() {
        return tasks.isEmpty()
                && engines.values().stream().allMatch(engine -> engine.proposed.isEmpty() && engine.missing() == 0);
    }

    /** Time goes on, and whoever waits for it looks. */
    public void pass(long nanos) {
        time += nanos;
        engines.values().forEach(engine -> tasks.addAll(engine.looks));
        runTasks();
    }

    private void runTasks() {
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            next.run();
        }
    }

    /** Something happens to what one member has proposed first; it is lost, or comes again later, only if that is bad. */
    public void commitOne(boolean isBad) {
        List<Engine> some = engines.values().stream()
                .filter(engine -> !engine.proposed.isEmpty())
                .toList();
        if (some.isEmpty()) {
            return;
        }
        Engine engine = some.get(random.nextInt(some.size()));
        int drawn = isBad ? random.nextInt(20) : 2;
        byte[] command = drawn == 1 ? engine.proposed.element() : engine.proposed.remove();
        if (drawn != 0) {
            committed.add(command);
        }
    }

    /** A member that is behind hears of one command. */
    public void tellOne() {
        List<Engine> some =
                engines.values().stream().filter(engine -> engine.missing() > 0).toList();
        if (!some.isEmpty()) {
            some.get(random.nextInt(some.size())).hear();
        }
        runTasks();
    }

    /** One member leads from now on, or none; the others may not hear of it at once. */
    public void elect(@Nullable String name) {
        term++;
        leader = name;
        Engine elected = name == null ? null : engines.get(name);
        if (elected != null) {
            elected.knowWhoLeads();
        }
        runTasks();
    }

    /** A member hears who leads. */
    public void inform(String name) {
        Engine engine = engines.get(name);
        if (engine != null) {
            engine.knowWhoLeads();
        }
        runTasks();
    }

    /** A member writes a snapshot. */
    public void snapshot(String name) {
        Engine engine = engines.get(name);
        if (engine != null) {
            engine.snapshot();
        }
    }

    /** A member takes the snapshot of another one, if that has more. */
    public void install(String name, String from) {
        Engine engine = engines.get(name);
        Disk source = disks.get(from);
        if (engine != null && source != null && source.snapshot != null && source.inSnapshot > engine.heard) {
            engine.install(source.snapshot, source.inSnapshot);
            runTasks();
        }
    }

    /** A member ends without a word; what it has proposed may be committed all the same, or not. */
    public void kill(String name) {
        Engine engine = engines.remove(name);
        if (engine != null) {
            engine.isDead = true;
            if (random.nextBoolean()) {
                committed.addAll(engine.proposed);
            }
        }
        if (name.equals(leader)) {
            leader = null;
        }
    }

    private static void failed(IOException cause) {
        throw new UncheckedIOException("memory cannot be written", cause);
    }

    /** One member's part. */
    private final class Engine implements Consensus, LogKeeper {

        private final String name;
        private final Disk disk;
        private final List<Runnable> looks = new ArrayList<>();
        private final Queue<byte[]> proposed = new ArrayDeque<>();
        private @Nullable ConsensusListener listener;
        private int heard;
        private @Nullable String knownLeader;
        private boolean isDead;

        Engine(String name) {
            this.name = name;
            this.disk = disks.computeIfAbsent(name, unknown -> new Disk());
        }

        private ConsensusListener listener() {
            ConsensusListener started = listener;
            if (started == null) {
                throw new IllegalStateException("not started");
            }
            return started;
        }

        @Override
        public void start(ConsensusListener hearer) {
            listener = hearer;
            engines.put(name, this);
            byte[] snapshot = disk.snapshot;
            if (snapshot != null) {
                restore(snapshot, disk.inSnapshot);
            }
            while (heard < disk.known) {
                hear();
            }
        }

        private void restore(byte[] snapshot, int inIt) {
            try {
                listener().restore(new ByteArrayInputStream(snapshot));
            } catch (IOException cause) {
                failed(cause);
            }
            heard = inIt;
        }

        void install(byte[] snapshot, int inIt) {
            restore(snapshot, inIt);
            disk.snapshot = snapshot;
            disk.inSnapshot = inIt;
            disk.known = inIt;
        }

        int missing() {
            return committed.size() - heard;
        }

        void hear() {
            byte[] command = committed.get(heard++);
            disk.known = Math.max(disk.known, heard);
            listener().committed(command);
        }

        void knowWhoLeads() {
            knownLeader = leader;
            listener().changed();
        }

        @Override
        public CompletableFuture<?> propose(byte[] command) {
            if (!isLeader()) {
                return CompletableFuture.failedFuture(new IllegalStateException("this member does not lead"));
            }
            proposed.add(command);
            if (answersEarly) {
                tasks.add(() -> {
                    if (!isDead) {
                        listener().committed(command);
                    }
                });
            }
            return new CompletableFuture<>();
        }

        @Override
        public boolean isLeader() {
            return !isDead && name.equals(knownLeader);
        }

        @Override
        public @Nullable String leader() {
            return knownLeader;
        }

        @Override
        public long term() {
            return term;
        }

        @Override
        public long appended() {
            return committed.size();
        }

        @Override
        public long committed() {
            return heard;
        }

        @Override
        public Set<String> reached() {
            return Set.copyOf(engines.keySet());
        }

        @Override
        public void handOver() {
            throw new IllegalStateException("the simulation says who leads");
        }

        @Override
        public void snapshot() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                listener().save(bytes);
            } catch (IOException cause) {
                failed(cause);
            }
            disk.snapshot = bytes.toByteArray();
            disk.inSnapshot = heard;
        }

        @Override
        public long nanoTime() {
            return time;
        }

        @Override
        public void execute(Runnable task) {
            tasks.add(() -> {
                if (!isDead) {
                    task.run();
                }
            });
        }

        @Override
        public void repeat(Runnable task) {
            looks.add(task);
        }

        @Override
        public void close() {
            isDead = true;
        }
    }

    /** A member as a server sees it. */
    private final class Member implements ServerCluster {

        private final String name;

        Member(String name) {
            this.name = name;
        }

        @Override
        public String self() {
            return name;
        }

        @Override
        public String host() {
            return "127.0.0.1";
        }

        @Override
        public boolean isLocal() {
            return true;
        }

        @Override
        public Log join(AuthKey key, int entryBytes, Replica replica) {
            Engine engine = new Engine(name);
            ReignLog log = ReignLog.started(engine, BOUNDS, new AppliedToServer(replica), engine);
            return new JoinedLog(log, Map.of(), Path.of(""));
        }
    }
}
