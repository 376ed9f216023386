package dev.steward.server;

import dev.steward.api.Inspection;
import dev.steward.face.inspection.InspectionFace;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.GroupId;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.directory.DirectoryGroup;
import dev.steward.protocol.transport.NettyLibrary;
import dev.steward.protocol.value.codec.AllowedClasses;
import dev.steward.server.admission.Admission;
import dev.steward.server.admission.HeapWatch;
import dev.steward.server.admission.Permission;
import dev.steward.server.lane.Lanes;
import dev.steward.server.local.LocalReferences;
import dev.steward.server.machine.Driver;
import dev.steward.server.machine.HeapLayout;
import dev.steward.server.machine.Incarnation;
import dev.steward.server.machine.MachineValues;
import dev.steward.server.machine.MemoryAccount;
import dev.steward.server.machine.Relief;
import dev.steward.server.machine.Sequencer;
import dev.steward.server.machine.ServerClock;
import dev.steward.server.machine.StateDirectory;
import dev.steward.server.machine.WorkerThreads;
import dev.steward.server.registry.Registry;
import dev.steward.server.registry.Returned;
import dev.steward.server.registry.UserObjects;
import dev.steward.server.routing.EffectRouter;
import dev.steward.server.service.Inspector;
import dev.steward.server.service.LocalInspection;
import dev.steward.server.service.Services;
import dev.steward.server.service.UserCalls;
import dev.steward.server.session.Conversation;
import dev.steward.server.session.SessionPolicy;
import dev.steward.server.session.Sessions;
import dev.steward.server.transport.Acceptor;
import dev.steward.server.transport.Endpoint;
import dev.steward.server.transport.FrontDoor;
import dev.steward.server.transport.Loops;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server from its start to its end: makes the rooms, joins them, and takes them down in order. Started and closed once,
 * each by one thread.
 */
final class RunningServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ManagerServer.class);
    private static final Duration LOOK_AT_HEAP = Duration.ofMillis(100);
    private static final Duration SECOND = Duration.ofSeconds(1);
    /** How long interrupted calls get to answer. */
    private static final Duration INTERRUPTED = Duration.ofMillis(500);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ServerPlan plan;
    private final EventDispatcher events;
    private final @Nullable StateDirectory stateDirectory;
    private final Loops loops;
    private final WorkerThreads workers;
    private final Lanes lanes;
    private final Admission admission;
    private final Sessions sessions;
    private final UserCalls userCalls;
    private final Inspection inspection;
    private final Acceptor acceptor;
    private volatile List<String> addresses = List.of();

    /**
     * Starts a server.
     *
     * @param shutdown ends the server, on another thread
     * @param loopDied hears that an event loop has died, on its thread
     * @throws IllegalStateException if the endpoint or the state directory is taken; nothing is left open then
     */
    RunningServer(ServerPlan plan, Runnable shutdown, Runnable loopDied) {
        NettyLibrary.prepare();
        this.plan = plan;
        this.stateDirectory = plan.stateDirectory() == null ? null : StateDirectory.open(plan.stateDirectory());
        this.events = new EventDispatcher(plan.events(), plan.unlogged());
        this.loops = Loops.of(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), plan.polling(), loopDied);
        this.workers = new WorkerThreads(2 * Runtime.getRuntime().availableProcessors());
        this.lanes = new Lanes(plan.intLimit(ServerLimit.LANE_THREADS));
        try {
            Incarnation incarnation = nextIncarnation();
            MemoryAccount account = new MemoryAccount();
            HeapWatch heap = new HeapWatch(plan.intLimit(ServerLimit.HEAP_PERCENT), account::total);
            account.limit(heap);
            ServerClock clock = ServerClock.ofThisProcess();
            MachineValues values = new MachineValues(incarnation, () -> addresses);
            Sequencer sequencer = sequencer(clock, values, incarnation, account);
            this.admission = new Admission(
                    new Permission(plan.keys().admin() != null),
                    heap,
                    plan.intLimit(ServerLimit.VALUE_BYTES),
                    plan.limit(ServerLimit.VALUE_BYTES) + plan.limit(ServerLimit.FRAME_BYTES));
            this.sessions = new Sessions(sequencer, sessionPolicy(), events);
            AllowedClasses allowed = allowed();
            UserObjects userObjects = new UserObjects(allowed);
            Registry registry = new Registry(plan.registrations());
            registry.allowArguments(allowed);
            Returned returned = new Returned();
            LocalReferences references =
                    new LocalReferences(sequencer, userObjects::targetOf, allowed, plan.limit(ServerLimit.VALUE_BYTES));
            this.userCalls = new UserCalls(
                    sequencer,
                    registry,
                    returned,
                    userObjects,
                    lanes,
                    references,
                    plan.intLimit(ServerLimit.VALUE_BYTES),
                    sessions::hasEnded);
            Inspector inspector =
                    new Inspector(sequencer, sessions, registry, returned, plan.limit(ServerLimit.VALUE_BYTES));
            this.inspection = new InspectionFace(new LocalInspection(sequencer, inspector, references));
            Services services = new Services(sequencer, userCalls, inspector, shutdown);
            sequencer.connect(new EffectRouter(sessions, services, userCalls, userObjects, lanes, events));
            this.acceptor = Acceptor.open(
                    loops,
                    plan.endpoint(),
                    plan.acceptorLimits(),
                    plan.tls(),
                    new FrontDoor(
                            plan::keys,
                            incarnation.serverId(),
                            incarnation.epoch(),
                            events,
                            bytes -> admission.mayRead(HeapLayout.ofBytes(bytes)),
                            connection -> new Conversation(connection, sessions, sequencer, admission, lanes)));
            addresses = List.of(acceptor.endpoint().toString());
            loops.repeat(clock::tick, ServerClock.TICK.toNanos());
            loops.repeat(
                    () -> {
                        if (heap.refresh()) {
                            sessions.freeMemory();
                        }
                    },
                    LOOK_AT_HEAP.toNanos());
            loops.repeat(sessions::cutSlowReaders, SECOND.toNanos());
            loops.repeat(events::tellRest, SECOND.toNanos());
            loops.repeat(
                    () -> sequencer.submit(GroupId.DIRECTORY, new DirectoryInput.Collect(sequencer.now())),
                    MINUTE.toNanos());
        } catch (RuntimeException failed) {
            release();
            throw failed;
        }
    }

    /** Everything is held in memory, and groups run beside each other. */
    private Sequencer sequencer(
            ServerClock clock, MachineValues values, Incarnation incarnation, MemoryAccount account) {
        Relief relief = new Relief(loops::isLoop, workers::othersWait, workers);
        Driver driver = new Driver(clock, loops::schedule, values, relief, account);
        DirectoryGroup directory =
                new DirectoryGroup(values, incarnation.epoch(), incarnation.fencingFloor(), objectLimits());
        driver.add(GroupId.DIRECTORY, directory);
        return driver;
    }

    private Incarnation nextIncarnation() {
        UUID fresh = UUID.randomUUID();
        return stateDirectory == null
                ? Incarnation.withoutState(fresh, Instant.now())
                : stateDirectory.nextIncarnation(fresh);
    }

    private SessionPolicy sessionPolicy() {
        return new SessionPolicy(
                plan.intLimit(ServerLimit.SESSIONS),
                new SessionLimits(
                        plan.intLimit(ServerLimit.CALLS),
                        plan.intLimit(ServerLimit.WAITING_CALLS),
                        Math.min(
                                plan.limit(ServerLimit.KEPT_BYTES),
                                Runtime.getRuntime().maxMemory() / 16)),
                plan.intLimit(ServerLimit.FRAME_BYTES),
                plan.limit(ServerLimit.VALUE_BYTES),
                plan.limit(ServerLimit.OUTPUT_BYTES),
                Duration.ofMillis(plan.limit(ServerLimit.OUTPUT_MILLIS)));
    }

    private ObjectLimits objectLimits() {
        return new ObjectLimits(plan.intLimit(ServerLimit.OBJECTS), plan.intLimit(ServerLimit.QUEUE_ELEMENTS));
    }

    private AllowedClasses allowed() {
        AllowedClasses allowed = new AllowedClasses();
        plan.allowedClasses().forEach(allowed::allow);
        plan.allowedPackages().forEach(allowed::allowPackage);
        return allowed;
    }

    Inspection inspection() {
        return inspection;
    }

    Endpoint endpoint() {
        return acceptor.endpoint();
    }

    /** Drains and ends: no new connections, no new calls, no waits; what runs may finish. */
    @Override
    public void close() {
        try {
            acceptor.stopAccepting();
            admission.drain();
            lanes.drain();
            sessions.drain();
            awaitUserCalls(plan.limit(ServerLimit.DRAIN_MILLIS));
            lanes.interruptAll();
            awaitUserCalls(INTERRUPTED.toMillis());
            sessions.endAll("the server has ended");
            acceptor.close();
        } finally {
            release();
        }
    }

    /**
     * The JVM is about to end: no new connections, no new calls of users' objects, no waits. What is asked of the other
     * objects is served until the JVM is gone; clients take the end of their connections for the end of this server.
     */
    void leave() {
        acceptor.stopAccepting();
        lanes.drain();
        sessions.drain();
        awaitUserCalls(plan.limit(ServerLimit.DRAIN_MILLIS), lanes::awaitEndBeforeExit);
    }

    /** Waits for lanes; returns whether they ended in time. */
    private interface LaneWait {
        boolean await(long time, TimeUnit unit) throws InterruptedException;
    }

    private void awaitUserCalls(long millis) {
        awaitUserCalls(millis, lanes::awaitEnd);
    }

    private void awaitUserCalls(long millis, LaneWait wait) {
        try {
            long begun = System.nanoTime();
            boolean ended = wait.await(millis, TimeUnit.MILLISECONDS);
            long left = TimeUnit.MILLISECONDS.toNanos(millis) - (System.nanoTime() - begun);
            if (!ended || !userCalls.awaitPromised(Math.max(0, left), TimeUnit.NANOSECONDS)) {
                LOG.warn("{} calls of users' objects did not end within {} ms", lanes.living(), millis);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void release() {
        loops.close();
        workers.close();
        events.close();
        if (stateDirectory != null) {
            stateDirectory.close();
        }
    }
}
