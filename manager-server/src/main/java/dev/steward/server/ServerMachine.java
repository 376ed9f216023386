package dev.steward.server;

import dev.steward.objects.EffectHandler;
import dev.steward.objects.GroupId;
import dev.steward.objects.directory.DirectoryGroup;
import dev.steward.server.log.LogSequencer;
import dev.steward.server.machine.Driver;
import dev.steward.server.machine.Incarnation;
import dev.steward.server.machine.Sequencer;
import dev.steward.server.machine.StateDirectory;
import dev.steward.server.store.DurableMachine;
import dev.steward.server.transport.Endpoint;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The machine of a server, and what keeps it: memory, a log in the server's own state directory, or one that several servers
 * keep together. Begun, connected and closed once, each by one thread.
 */
final class ServerMachine implements AutoCloseable {

    private static final String SHARED_LOG_ENDED =
            "this server has ended because it could keep or apply nothing any more of what the servers of its cluster have"
                    + " together; they go on without it if they are more than half, start it again when that is in order: ";

    private static final String LOG_ENDED =
            "this server has ended because it could keep nothing any more in its state directory; what was answered is"
                    + " there, start it again when the disk is in order: ";

    /** What is said of a server before there is anything that could say it. */
    private static final Incarnation NOT_FOUNDED = Incarnation.ofEpoch(new UUID(0, 0), 0);

    private final ServerPlan plan;
    private final @Nullable StateDirectory stateDirectory;
    /** Null if it is one of several. */
    private @Nullable Incarnation own;
    /** The epoch in which it goes on from a backup; 0 if it does not. */
    private long epochAfterBackup;

    private @Nullable Sequencer sequencer;
    /** Null if the server keeps no log of its own. */
    private @Nullable DurableMachine durable;
    /** Null if it is alone. */
    private @Nullable SharedLog shared;

    private Runnable whenFollowing = () -> {};
    private Consumer<String> failed = why -> {};

    /**
     * Takes the state directory.
     *
     * @throws IllegalStateException if another server has it
     */
    ServerMachine(ServerPlan plan) {
        this.plan = plan;
        this.stateDirectory = plan.stateDirectory() == null ? null : StateDirectory.open(plan.stateDirectory());
    }

    /** Finds out which start of which server this is; in a cluster the log says that, from its first entry on. */
    void begin() {
        ServerCluster cluster = plan.cluster();
        if (cluster == null) {
            own = nextIncarnation();
        } else {
            shared = new SharedLog(cluster, plan.keys().auth(), plan.entryBytes());
        }
    }

    /** Returns which start of which server this is; null while the cluster has not said so. Any thread. */
    @Nullable
    Incarnation identity() {
        SharedLog cluster = shared;
        return cluster == null ? own : cluster.identity();
    }

    /** The same, and something that is no server's while that is not known. Any thread. */
    Incarnation incarnation() {
        Incarnation known = identity();
        return known == null ? NOT_FOUNDED : known;
    }

    /**
     * Makes the way into the machine.
     *
     * @param cannotGoOn hears why the server cannot go on, on the thread that found out
     */
    Sequencer sequencer(DurableMachine.Surroundings with, Consumer<String> cannotGoOn) {
        failed = cannotGoOn;
        Sequencer made = made(with);
        sequencer = made;
        return made;
    }

    private Sequencer made(DurableMachine.Surroundings with) {
        SharedLog cluster = shared;
        if (cluster != null) {
            LogSequencer following = new LogSequencer(
                    cluster,
                    with.clock(),
                    with.timers(),
                    with.values(),
                    with.relief(),
                    with.account(),
                    NOT_FOUNDED.epoch(),
                    with.limits());
            following.amongOthers(cluster::leaderAddress, () -> whenFollowing.run());
            return following;
        }
        Incarnation incarnation = incarnation();
        Fsync fsync = plan.fsync();
        if (stateDirectory != null && fsync != null) {
            DurableMachine opened = DurableMachine.open(
                    new DurableMachine.Settings(
                            stateDirectory.log(),
                            fsync.interval(),
                            plan.limit(ServerLimit.SNAPSHOT_BYTES),
                            epochAfterBackup),
                    incarnation,
                    with,
                    fault -> failed.accept(LOG_ENDED + fault.getMessage()));
            durable = opened;
            return opened.sequencer();
        }
        // Everything is held in memory, and groups run beside each other.
        Driver driver = new Driver(with.clock(), with.timers(), with.values(), with.relief(), with.account());
        driver.add(
                GroupId.DIRECTORY,
                new DirectoryGroup(with.values(), incarnation.epoch(), incarnation.fencingFloor(), with.limits()));
        return driver;
    }

    /**
     * Has the machine go on. Blocks until what was kept is applied.
     *
     * @param following ends what this server has of clients, because another one leads; any thread, must not block
     */
    void connect(EffectHandler effects, Runnable following) {
        whenFollowing = following;
        Sequencer made = sequencer;
        if (made == null) {
            throw new IllegalStateException("there is no machine yet");
        }
        if (durable != null) {
            durable.connect(effects);
            return;
        }
        made.connect(effects);
        if (shared != null) {
            CompletableFuture<?> unused = shared.broken().exceptionally(fault -> {
                failed.accept(SHARED_LOG_ENDED + fault.getMessage());
                return null;
            });
        }
    }

    /** Returns what it keeps together with other servers; null if it is alone. */
    @Nullable
    SharedLog shared() {
        return shared;
    }

    /** Has the others tell clients where this server is, when it leads. */
    void reachableAt(Endpoint endpoint) {
        ServerCluster cluster = plan.cluster();
        if (cluster != null && shared != null && endpoint instanceof Endpoint.Tcp tcp) {
            Endpoint.Tcp reached = tcp.isWildcard() ? new Endpoint.Tcp(cluster.host(), tcp.port()) : tcp;
            shared.reachableAt(reached.toString());
        }
    }

    private Incarnation nextIncarnation() {
        UUID fresh = UUID.randomUUID();
        if (stateDirectory == null) {
            return Incarnation.withoutState(fresh, Instant.now());
        }
        Incarnation kept = DurableMachine.incarnationIn(stateDirectory.log());
        if (kept != null && !plan.isDurable()) {
            throw new IllegalStateException("the state directory " + plan.stateDirectory()
                    + " has the log of a durable server, which would be behind afterwards: start it with durable(..)"
                    + " (serve --durable), take another directory, or remove " + stateDirectory.log()
                    + " and all that is in it");
        }
        if (kept != null && DurableMachine.isBackup(stateDirectory.log())) {
            epochAfterBackup = stateDirectory.epochAfterBackup(kept, Instant.now());
            return kept;
        }
        return kept == null ? stateDirectory.nextIncarnation(fresh) : stateDirectory.goOnAs(kept);
    }

    /** Keeps what was submitted, or leaves the other servers, which go on. */
    @Override
    public void close() {
        if (durable != null) {
            durable.close();
        }
        if (shared != null) {
            shared.close();
        }
    }

    /** Lets other servers have the state directory. */
    void letGo() {
        if (stateDirectory != null) {
            stateDirectory.close();
        }
    }
}
