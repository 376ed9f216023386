package dev.steward.server;

import dev.steward.api.AuthKey;
import dev.steward.objects.SessionId;
import dev.steward.protocol.handshake.ServerKeys;
import dev.steward.protocol.transport.ByteConnection;
import dev.steward.protocol.transport.ByteListener;
import dev.steward.server.admission.Journal;
import dev.steward.server.machine.Incarnation;
import dev.steward.server.machine.Workers;
import dev.steward.server.registry.Registration;
import dev.steward.server.registry.Registry;
import dev.steward.server.session.ClientConnection;
import dev.steward.server.session.Conversation;
import dev.steward.server.transport.Acceptor;
import dev.steward.server.transport.AcceptorLimits;
import dev.steward.server.transport.Endpoint;
import dev.steward.server.transport.IncomingMemory;
import dev.steward.server.transport.Loops;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a server does for its {@link Gateway}s. Safe for use by any number of threads; nothing blocks but {@code listen}. */
public final class GatewayHost {

    private static final Duration BETWEEN_HEARTBEATS = Duration.ofMinutes(10);

    private final List<Gateway> gateways;
    private final ServerKeys keys;
    private final Journal journal;
    private final ServerView view;
    private final Rooms rooms;
    private final List<Gateway> opened = new ArrayList<>();
    private final List<Acceptor> acceptors = new ArrayList<>();
    private final Set<GatewaySession> sessions = ConcurrentHashMap.newKeySet();

    /**
     * What gateways use of a server besides what it tells.
     *
     * @param limits what acceptors keep
     * @param memory what comes takes
     * @param clear refuses an endpoint where others could read along or guess a key
     * @param mostValueBytes how many bytes a value may have
     * @param welcome begins the conversation of a session in memory
     */
    record Rooms(
            Loops loops,
            Workers workers,
            Supplier<Incarnation> incarnation,
            Registry registry,
            AcceptorLimits limits,
            IncomingMemory memory,
            Consumer<Endpoint> clear,
            long mostValueBytes,
            Function<ClientConnection, Conversation> welcome) {}

    GatewayHost(List<Gateway> gateways, ServerKeys keys, Journal journal, ServerView view, Rooms rooms) {
        this.gateways = gateways;
        this.keys = keys;
        this.journal = journal;
        this.view = view;
        this.rooms = rooms;
        rooms.loops.repeat(this::sayThatClientsLive, BETWEEN_HEARTBEATS.toNanos());
    }

    /** Opens all of them, or none. */
    void openAll() {
        try {
            for (Gateway gateway : gateways) {
                gateway.open(this);
                opened.add(gateway);
            }
        } catch (RuntimeException failed) {
            closeAll();
            throw failed;
        }
    }

    void stopAccepting() {
        acceptors.forEach(Acceptor::stopAccepting);
    }

    void closeAll() {
        acceptors.forEach(Acceptor::close);
        opened.forEach(Gateway::close);
        opened.clear();
    }

    /** A gateway tells when one does not. */
    private void sayThatClientsLive() {
        sessions.removeIf(session -> !session.isOpen());
        sessions.forEach(GatewaySession::heartbeat);
    }

    /**
     * Listens on TCP. Connections that do not prove a key in time are closed; the limits of the server count here too.
     * Blocks until the port is bound.
     *
     * @param port 0 picks a free one
     * @param welcome begins to listen to a connection that was accepted, on its event loop
     * @return the port
     * @throws IllegalStateException if the port is taken, or others could reach it and the server was not told that it may be
     *     {@code insecure()}
     */
    public int listen(String host, int port, Function<ByteConnection, ByteListener> welcome) {
        Endpoint.Tcp endpoint = new Endpoint.Tcp(host, port);
        rooms.clear.accept(endpoint);
        return ((Endpoint.Tcp) open(endpoint, welcome).endpoint()).port();
    }

    /**
     * Listens on a Unix domain socket, as {@link #listen(String, int, Function)}. The file is removed when the server ends.
     *
     * @throws IllegalStateException if somebody listens there, or the file cannot be made
     */
    public void listen(Path socket, Function<ByteConnection, ByteListener> welcome) {
        Acceptor ignored = open(new Endpoint.Unix(socket), welcome);
    }

    private Acceptor open(Endpoint endpoint, Function<ByteConnection, ByteListener> welcomeBytes) {
        Acceptor acceptor =
                Acceptor.openForBytes(rooms.loops, endpoint, rooms.limits, journal, rooms.memory, welcomeBytes);
        acceptors.add(acceptor);
        return acceptor;
    }

    /** Returns the keys of which every client must hold one: the current one first. */
    public List<AuthKey> keys() {
        return present(keys.auth(), keys.nextAuth());
    }

    /** Returns the keys of administrators: the current one first; none if every client may do all. */
    public List<AuthKey> adminKeys() {
        return present(keys.admin(), keys.nextAdmin());
    }

    private static List<AuthKey> present(@Nullable AuthKey... keys) {
        return Stream.of(keys)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** Notes that somebody was refused, for the log and {@link ServerEvents}. */
    public void refused(String peer, String reason) {
        journal.refused(peer, reason);
    }

    /**
     * Opens a session.
     *
     * @param ended runs when the server has ended it, on any thread
     * @throws dev.steward.api.OverloadedException if there are as many sessions as the server takes, or it is about to end
     */
    public GatewaySession open(GatewaySession.Client client, Runnable ended) {
        GatewaySession session = new GatewaySession(client, rooms.welcome, rooms.workers, ended);
        sessions.add(session);
        return session;
    }

    /** A client is gone; see {@link GatewaySession#broken}. */
    public void end(GatewaySession session) {
        sessions.remove(session);
        session.broken();
    }

    /** Returns whether something is registered under a typeid: a callable, or a function. */
    public boolean isRegistered(String typeId) {
        return rooms.registry.find(typeId) != null;
    }

    /** Returns whether a function is registered under a typeid, whose result goes to clients by value. */
    public boolean isFunction(String typeId) {
        Registration registration = rooms.registry.find(typeId);
        return registration != null && registration.byValue();
    }

    /** Returns the error for a typeid under which nothing is registered: it names what there is. */
    public String unknown(String typeId) {
        return rooms.registry.unknown(typeId);
    }

    /** Returns the random id of the server. */
    public UUID serverId() {
        return rooms.incarnation.get().serverId();
    }

    /** Returns which start of the server this is. */
    public long incarnation() {
        return rooms.incarnation.get().epoch();
    }

    /** Returns how many bytes a value may have. */
    public long mostValueBytes() {
        return rooms.mostValueBytes;
    }

    /** Returns who does what takes too long for an event loop and is for no session, or not yet. */
    public Executor workers() {
        return rooms.workers.of(SessionId.LOCAL);
    }

    /** Runs something on an event loop after a time; never if the server has ended by then. */
    public void schedule(Runnable task, Duration delay) {
        rooms.loops.schedule(task, delay.toNanos());
    }

    /** Runs something on an event loop again and again until the server ends. */
    public void repeat(Runnable task, Duration every) {
        rooms.loops.repeat(task, every.toNanos());
    }

    /** Returns what a gateway sees of the server that tells others how it does. */
    public ServerView view() {
        return view;
    }
}
