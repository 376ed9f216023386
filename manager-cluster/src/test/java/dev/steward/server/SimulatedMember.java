package dev.steward.server;

import dev.steward.api.AuthKey;
import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.EffectHandler;
import dev.steward.objects.Event;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.Value;
import dev.steward.server.admission.Admission;
import dev.steward.server.admission.Journal;
import dev.steward.server.admission.Permission;
import dev.steward.server.lane.Lanes;
import dev.steward.server.log.LogSequencer;
import dev.steward.server.machine.Incarnation;
import dev.steward.server.machine.MachineValues;
import dev.steward.server.machine.MemoryAccount;
import dev.steward.server.machine.Relief;
import dev.steward.server.machine.ServerClock;
import dev.steward.server.machine.Timers;
import dev.steward.server.session.ClientConnection;
import dev.steward.server.session.Conversation;
import dev.steward.server.session.SessionPolicy;
import dev.steward.server.session.Sessions;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;

/** A server of a simulation: all of it but sockets, loops and users' objects. On one thread. */
final class SimulatedMember implements EffectHandler {

    static final int ENTRY_BYTES = 1 << 20;

    private final SharedLog log;
    private final ServerClock clock;
    private final LogSequencer sequencer;
    private final Sessions sessions;

    SimulatedMember(ServerCluster cluster, LongSupplier time, Timers timers) {
        log = new SharedLog(cluster, AuthKey.of("the key of a simulation"), ENTRY_BYTES);
        MachineValues values = new MachineValues(
                () -> {
                    Incarnation known = log.identity();
                    return known == null ? Incarnation.ofEpoch(new UUID(0, 0), 0) : known;
                },
                List::of);
        clock = new ServerClock(time);
        sequencer = new LogSequencer(
                log, clock, timers, values, Relief.NOT_NEEDED, new MemoryAccount(), 0, ObjectLimits.DEFAULT);
        sessions = new Sessions(
                sequencer,
                new SessionPolicy(100, SessionLimits.DEFAULT, 1 << 20, 1 << 20, 1 << 20, Duration.ofSeconds(10)),
                (Journal) Proxy.newProxyInstance(
                        Journal.class.getClassLoader(),
                        new Class<?>[] {Journal.class},
                        (proxy, method, arguments) -> method.getReturnType() == boolean.class ? false : null));
        sequencer.amongOthers(log::leaderAddress, sessions::leaveToOthers);
        sequencer.connect(this);
        log.reachableAt(cluster.self());
    }

    /** Returns whether it knows whose log it is, before which it lets nobody in. */
    boolean isFounded() {
        return log.identity() != null;
    }

    /** Returns whether it keeps or applies nothing any more. */
    boolean hasFailed() {
        return log.broken().isDone();
    }

    /** Writes all that it has applied. */
    void save(OutputStream out) throws IOException {
        log.save(out);
    }

    /** Its clock has to be told that time goes on. */
    void tick() {
        clock.tick();
    }

    /** Begins to talk with a client that has the key. */
    Conversation converse(ClientConnection connection) {
        return new Conversation(
                connection,
                sessions,
                sequencer,
                new Admission(new Permission(false), bytes -> true, 1 << 20, 1 << 20),
                new Lanes(1),
                (asking, question) -> {});
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
    public void cut(SessionId session, String reason) {
        sessions.cut(session, reason);
    }

    @Override
    public void event(Event event) {
        sessions.changed(event);
    }
}
