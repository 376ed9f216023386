package dev.steward.server;

import dev.steward.api.Inspection;
import dev.steward.face.inspection.InspectionFace;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.GroupId;
import dev.steward.objects.SessionLimits;
import dev.steward.protocol.transport.NettyLibrary;
import dev.steward.protocol.value.codec.AllowedClasses;
import dev.steward.server.admission.Admission;
import dev.steward.server.admission.HeapWatch;
import dev.steward.server.admission.Permission;
import dev.steward.server.audit.AuditLog;
import dev.steward.server.lane.Lanes;
import dev.steward.server.local.LocalReferences;
import dev.steward.server.machine.MachineValues;
import dev.steward.server.machine.MemoryAccount;
import dev.steward.server.machine.Relief;
import dev.steward.server.machine.Sequencer;
import dev.steward.server.machine.ServerClock;
import dev.steward.server.machine.WorkerThreads;
import dev.steward.server.registry.Registry;
import dev.steward.server.registry.Returned;
import dev.steward.server.registry.UserObjects;
import dev.steward.server.routing.EffectRouter;
import dev.steward.server.service.Inspector;
import dev.steward.server.service.LocalInspection;
import dev.steward.server.service.Services;
import dev.steward.server.service.UserCalls;
import dev.steward.server.session.ClientConnection;
import dev.steward.server.session.Conversation;
import dev.steward.server.session.SessionPolicy;
import dev.steward.server.session.Sessions;
import dev.steward.server.store.DurableMachine;
import dev.steward.server.transport.Acceptor;
import dev.steward.server.transport.BegunFrames;
import dev.steward.server.transport.Endpoint;
import dev.steward.server.transport.FrontDoor;
import dev.steward.server.transport.IncomingMemory;
import dev.steward.server.transport.LoopWatch;
import dev.steward.server.transport.Loops;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
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

    private static final String LOOP_DIED =
            "this server has ended because one of its event loops had died, most likely for"
                    + " want of memory (the log has the reason): give it a larger -Xmx";

    private final ServerPlan plan;
    private final EventDispatcher events;
    private final ServerMachine machine;
    private final Loops loops;
    private final WorkerThreads workers;
    private final Lanes lanes;
    private final Admission admission;
    private final Sessions sessions;
    private final UserCalls userCalls;
    private final Inspection inspection;
    private final Acceptor acceptor;
    private final GatewayHost gateways;
    private volatile List<String> addresses = List.of();

    /**
     * Starts a server.
     *
     * @param shutdown ends the server, on another thread
     * @param failed hears why the server cannot go on, on the thread that found out
     * @throws IllegalStateException if the endpoint or the state directory is taken, or what it keeps cannot be read; nothing is
     *     left open then
     */
    RunningServer(ServerPlan plan, Runnable shutdown, Consumer<String> failed) {
        NettyLibrary.prepare();
        this.plan = plan;
        this.machine = new ServerMachine(plan);
        this.events = new EventDispatcher(plan.events(), plan.unlogged(), audit(plan.audit(), machine));
        this.loops = Loops.of(
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                plan.polling(),
                () -> failed.accept(LOOP_DIED));
        this.workers = new WorkerThreads(2 * Runtime.getRuntime().availableProcessors());
        this.lanes = new Lanes(plan.intLimit(ServerLimit.LANE_THREADS));
        try {
            MemoryAccount account = new MemoryAccount();
            HeapWatch heap = new HeapWatch(plan.intLimit(ServerLimit.HEAP_PERCENT), account::total);
            account.limit(heap);
            ServerClock clock = ServerClock.ofThisProcess();
            machine.begin();
            // What is kept in a log says the same wherever the server listens next time.
            MachineValues values =
                    new MachineValues(machine::incarnation, plan.outlivesProcess() ? List::of : () -> addresses);
            Relief relief = new Relief(loops::isLoop, workers::othersWait, workers);
            Sequencer sequencer = machine.sequencer(
                    new DurableMachine.Surroundings(
                            clock, loops::schedule, values, relief, account, plan.objectLimits()),
                    failed);
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
            Vitals vitals = new Vitals(
                    plan.allLimits(),
                    admission,
                    heap,
                    account,
                    plan.gateways().isEmpty() ? null : new LoopWatch(loops),
                    () -> String.join(", ", addresses));
            Inspector inspector = new Inspector(
                    sequencer,
                    sessions,
                    registry,
                    returned,
                    plan.limit(ServerLimit.VALUE_BYTES),
                    events::recent,
                    vitals::all);
            LocalInspection local = new LocalInspection(sequencer, inspector, references);
            this.inspection = new InspectionFace(local);
            long begun = System.nanoTime();
            Services services = new Services(sequencer, userCalls, inspector, shutdown);
            machine.connect(
                    new EffectRouter(sessions, services, userCalls, userObjects, lanes, events),
                    sessions::leaveToOthers);
            if (plan.isDurable() && !plan.unlogged()) {
                LOG.info(
                        "goes on with {} sessions after {} ms",
                        sessions.facts().size(),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
            }
            BooleanSupplier letsIn = () -> sequencer.reign() != 0;
            MemberAnswers questions = new MemberAnswers(
                    machine.shared(), letsIn, heap, plan.keys().admin() != null, workers);
            Function<ClientConnection, Conversation> welcome =
                    connection -> new Conversation(connection, sessions, sequencer, admission, lanes, questions);
            IncomingMemory memory = new IncomingMemory(
                    BegunFrames.of(loops, plan.intLimit(ServerLimit.FRAME_BYTES)), admission::mayRead, account);
            this.acceptor = Acceptor.open(
                    loops,
                    plan.endpoint(),
                    plan.acceptorLimits(),
                    plan.tls(),
                    new FrontDoor(plan::keys, machine::identity, events, memory, welcome));
            addresses = List.of(acceptor.endpoint().toString());
            machine.reachableAt(acceptor.endpoint());
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
            ServerView view = new ServerView(
                    vitals,
                    plan.tls(),
                    plan::checkReachable,
                    events,
                    inspection,
                    local::deleteName,
                    sequencer::refusal,
                    letsIn,
                    questions::view);
            this.gateways = new GatewayHost(
                    plan.gateways(),
                    plan.keys(),
                    events,
                    view,
                    new GatewayHost.Rooms(
                            loops,
                            workers,
                            machine::incarnation,
                            registry,
                            plan.acceptorLimits(),
                            memory,
                            plan::checkReachableInClear,
                            plan.limit(ServerLimit.VALUE_BYTES),
                            welcome));
            openGateways();
        } catch (RuntimeException failure) {
            release();
            throw failure;
        }
    }

    private static @Nullable AuditLog audit(@Nullable Path file, ServerMachine machine) {
        if (file == null) {
            return null;
        }
        try {
            return AuditLog.open(file);
        } catch (IllegalStateException failed) {
            machine.letGo();
            throw failed;
        }
    }

    private void openGateways() {
        try {
            gateways.openAll();
        } catch (RuntimeException failed) {
            acceptor.close();
            throw failed;
        }
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

    /**
     * Drains and ends: no new connections, no new calls, no waits; what runs may finish. A durable server leaves its sessions
     * and their waits as they are.
     */
    @Override
    public void close() {
        try {
            stopAccepting();
            if (!plan.outlivesProcess()) {
                admission.drain();
            }
            lanes.drain();
            if (!plan.outlivesProcess()) {
                sessions.drain();
            }
            awaitUserCalls(plan.limit(ServerLimit.DRAIN_MILLIS));
            lanes.interruptAll();
            awaitUserCalls(INTERRUPTED.toMillis());
            if (!plan.outlivesProcess()) {
                sessions.endAll("the server has ended");
            }
            acceptor.close();
        } finally {
            gateways.closeAll();
            release();
        }
    }

    /**
     * The JVM is about to end: no new connections, no new calls of users' objects, no waits. What is asked of the other
     * objects is served until the JVM is gone; clients take the end of their connections for the end of this server.
     */
    void leave() {
        stopAccepting();
        lanes.drain();
        if (!plan.outlivesProcess()) {
            sessions.drain();
        }
        awaitUserCalls(plan.limit(ServerLimit.DRAIN_MILLIS), lanes::awaitEndBeforeExit);
    }

    private void stopAccepting() {
        acceptor.stopAccepting();
        gateways.stopAccepting();
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
        machine.close();
        loops.close();
        workers.close();
        events.close();
        machine.letGo();
    }
}
