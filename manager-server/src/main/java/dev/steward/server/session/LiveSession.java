package dev.steward.server.session;

import dev.steward.objects.SessionId;
import dev.steward.protocol.connection.ConnectionRole;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.SessionTerms;
import dev.steward.protocol.secret.SessionSecret;
import dev.steward.server.admission.Journal;
import dev.steward.server.machine.MemoryAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A client as the server's transport side knows it: its connections, and by which of them each open call came. Its
 * monitor guards the connections; the open calls are a concurrent map. What the session holds is the machine's.
 */
final class LiveSession {

    /** How many givings-back, which need no credit, may be on their way at once. */
    private static final int NEED_NO_CREDIT = 10_000;

    private final SessionId id;
    private final SessionSecret secret;
    private final String clientName;
    private final long processId;
    private final long openedAt = System.nanoTime();
    private final SessionTerms terms;
    private final Map<OpenCall.Key, OpenCall> calls = new ConcurrentHashMap<>();
    private final List<ClientConnection> connections = new ArrayList<>();
    private volatile @Nullable ClientConnection shared;
    private volatile boolean ended;
    /** Where the client was connected from last. */
    private volatile String peer = "";

    private volatile boolean admin;
    private final ArrivingCalls arriving;
    private final LeavingReplies leaving;
    private final Outflow outflow;
    private long overfullSince;
    /** Null while it has a connection. */
    private volatile @Nullable Absence absence;

    /**
     * That a session has no connection.
     *
     * @param since since when, as {@link System#nanoTime()} tells
     * @param isEmptyHanded whether it has left nothing in any object
     */
    record Absence(long since, boolean isEmptyHanded) {}

    LiveSession(
            SessionId id,
            SessionSecret secret,
            String clientName,
            long processId,
            SessionTerms terms,
            MemoryAccount account,
            Outflow outflow) {
        this.outflow = outflow;
        this.arriving = new ArrivingCalls(terms.maxValue() + terms.maxFrame(), account);
        this.leaving = new LeavingReplies(terms.maxFrame(), account);
        this.id = id;
        this.secret = secret;
        this.clientName = clientName;
        this.processId = processId;
        this.terms = terms;
    }

    SessionId id() {
        return id;
    }

    String clientName() {
        return clientName;
    }

    /** Returns who asks on one of its connections. */
    Journal.Party party(ClientConnection connection) {
        return new Journal.Party(connection.peer(), connection.admin(), id.toHex(), clientName, processId);
    }

    SessionTerms terms() {
        return terms;
    }

    /** Returns whether the other side knows the secret, in a time that does not depend on how far it is right. */
    boolean knows(SessionSecret told) {
        return secret.equals(told);
    }

    /** Adds a connection; returns false if the session has ended. */
    synchronized boolean join(ClientConnection connection, ConnectionRole role) {
        if (ended) {
            return false;
        }
        connections.add(connection);
        absence = null;
        peer = connection.peer();
        admin = connection.admin();
        if (role == ConnectionRole.SHARED) {
            shared = connection;
        }
        return true;
    }

    /** Removes a connection that broke; returns whether it was the last one. */
    synchronized boolean leave(ClientConnection connection) {
        connections.remove(connection);
        if (shared == connection) {
            shared = null;
        }
        return connections.isEmpty() && !ended;
    }

    /** The machine has suspended it; does nothing if a connection is back already. */
    synchronized void suspended(Absence now) {
        if (connections.isEmpty()) {
            absence = now;
        }
    }

    /** Returns since when it has had no connection; null while it has one. */
    @Nullable
    Absence absence() {
        return absence;
    }

    /**
     * Returns what people may want to know of it.
     *
     * @param now what {@link System#nanoTime()} tells
     */
    ClientFacts facts(long now) {
        Absence away = absence;
        int connected;
        synchronized (this) {
            connected = connections.size();
        }
        return new ClientFacts(
                id,
                clientName,
                processId,
                peer,
                admin,
                now - openedAt,
                away == null ? -1 : Math.max(0, now - away.since()),
                connected,
                calls.size());
    }

    /** Returns its calls whose arguments are larger than a frame and have not all arrived. */
    ArrivingCalls arriving() {
        return arriving;
    }

    /** Returns its replies whose values are larger than a frame and were not acknowledged. */
    LeavingReplies leaving() {
        return leaving;
    }

    /** Returns its large answers that only tell something, and were not read. */
    Outflow outflow() {
        return outflow;
    }

    /**
     * Remembers by which connection a call came. The answer of one that came before takes the shared connection: clients
     * repeat a call when the connection that it went by has broken, and what that one still brings may come after the
     * repeat.
     */
    void enter(OpenCall call) {
        OpenCall former = calls.putIfAbsent(call.key(), call);
        if (former != null && !former.park()) {
            calls.put(call.key(), call);
        }
    }

    /** Returns the call and forgets it, or returns null if it is not open. */
    @Nullable
    OpenCall answered(OpenCall.Key call) {
        return calls.remove(call);
    }

    @Nullable
    OpenCall find(OpenCall.Key call) {
        return calls.get(call);
    }

    /** Returns above how many open calls the client has broken the rules: its credit, and some that need none. */
    int mostOpenCalls() {
        return terms.maxCalls() + terms.maxWaitingCalls() + NEED_NO_CREDIT;
    }

    /** Returns how many calls are open. */
    int openCallCount() {
        return calls.size();
    }

    /** Returns the calls that are open now. */
    List<OpenCall> openCalls() {
        return List.copyOf(calls.values());
    }

    /** Sends by that connection, or by the shared one if it is null or gone. */
    void send(@Nullable ClientConnection preferred, Message message) {
        ClientConnection way = preferred == null || !preferred.isOpen() ? shared : preferred;
        // With no connection at all the machine keeps the reply; the client asks again when it is back.
        if (way != null) {
            way.send(message);
        }
    }

    /** As {@link #send}, of a message that is large; runs something when it was taken, or never will be. */
    void sendLarge(@Nullable ClientConnection preferred, Message message, Runnable whenGone) {
        ClientConnection way = preferred == null || !preferred.isOpen() ? shared : preferred;
        if (way == null) {
            whenGone.run();
        } else {
            way.sendLarge(message, whenGone);
        }
    }

    /** Ends the transport's side of the session: says so on every connection and closes it. */
    void end(Message last) {
        List<ClientConnection> left;
        synchronized (this) {
            ended = true;
            left = List.copyOf(connections);
        }
        arriving.clear();
        outflow.clear();
        leaving.end();
        left.forEach(connection -> connection.close(last));
    }

    /** Returns whether the session has ended: nothing of it may touch an object any more. */
    boolean hasEnded() {
        return ended;
    }

    /** Sends to every connection: on each of them it comes before what is sent there after it. */
    void tell(Message message) {
        List<ClientConnection> all;
        synchronized (this) {
            all = List.copyOf(connections);
        }
        all.forEach(connection -> connection.send(message));
    }

    /**
     * Sends a last message on every connection and closes them; the session may resume.
     *
     * @return whether any of them was not closing yet
     */
    boolean cut(Message last) {
        List<ClientConnection> left;
        synchronized (this) {
            left = connections.stream().filter(ClientConnection::isOpen).toList();
        }
        left.forEach(connection -> connection.close(last));
        return !left.isEmpty();
    }

    /**
     * Looks how much was sent but not read. Called by one timer.
     *
     * @return whether it has been more than the limit for longer than it may
     */
    boolean isTooSlow(long nanoTime, long mostBytes, long mostNanos) {
        long unsent = 0;
        synchronized (this) {
            for (ClientConnection connection : connections) {
                unsent += connection.unsentBytes();
            }
        }
        if (unsent <= mostBytes) {
            overfullSince = 0;
            return false;
        }
        if (overfullSince == 0) {
            overfullSince = nanoTime == 0 ? 1 : nanoTime;
        }
        return nanoTime - overfullSince > mostNanos;
    }
}
