package dev.steward.client;

import dev.steward.api.AuthKey;
import dev.steward.api.BaseManager;
import dev.steward.api.ObjectToken;
import dev.steward.api.SyncManager;
import dev.steward.protocol.handshake.Welcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A manager that is open in this process, with what another process needs to connect to the same server: so a process that
 * this one starts can use the proxies that it is given. Holds the key; keep it out of logs, arguments and files.
 *
 * @param manager the open manager
 * @param address where its server is, such as {@code 127.0.0.1:8080} or {@code unix:/run/steward.sock}; of several servers all
 *     addresses, with commas between
 * @param key the key that it was connected with
 * @param options the options that it was connected with
 */
public record OpenConnection(SyncManager manager, String address, AuthKey key, ClientOptions options) {

    private static final Map<SyncManager, Known> OPEN = new ConcurrentHashMap<>();

    private record Known(OpenConnection connection, CurrentSession session, List<Runnable> afterClose) {}

    static void opened(OpenConnection connection, CurrentSession session) {
        OPEN.put(connection.manager, new Known(connection, session, new CopyOnWriteArrayList<>()));
        Farewell.watch();
    }

    /** Forgets a manager and returns what is to run when its session has ended. */
    static List<Runnable> closing(SyncManager manager) {
        Known known = OPEN.remove(manager);
        if (!isAnyOpen()) {
            Farewell.unwatch();
        }
        return known == null ? List.of() : known.afterClose;
    }

    /** Returns whether any manager is open now. */
    static boolean isAnyOpen() {
        return !OPEN.isEmpty();
    }

    /** Returns the sessions of all managers that are open now. */
    static List<CurrentSession> sessions() {
        return OPEN.values().stream().map(Known::session).toList();
    }

    /**
     * Returns an open manager of the server that an object is of, if this process has one. Does not call the server.
     *
     * @param token the token of the object
     */
    public static Optional<OpenConnection> to(ObjectToken token) {
        return OPEN.values().stream()
                .filter(known -> isOf(known.session.server(), token))
                .map(Known::connection)
                .findFirst();
    }

    private static boolean isOf(Welcome server, ObjectToken token) {
        return server.serverId().equals(token.serverId()) && server.incarnation() == token.incarnation();
    }

    /** Returns what belongs to a manager, if it is one that {@link ManagerClient} connected and is still open. */
    public static Optional<OpenConnection> of(BaseManager manager) {
        return Optional.ofNullable(OPEN.get(manager)).map(Known::connection);
    }

    /**
     * Runs something when the manager was closed, after its session has ended, on the thread that closes it.
     *
     * @throws IllegalStateException if it is closed already
     */
    public void afterClose(Runnable action) {
        Known known = OPEN.get(manager);
        if (known == null) {
            throw new IllegalStateException(manager + " is closed");
        }
        known.afterClose.add(action);
    }

    /**
     * Breaks the connections of the manager without a word to the server, which learns of it as of the end of a killed process:
     * the session is suspended, and ends when its resume window is over. For tests of what happens then. The manager is closed
     * afterwards; its calls that wait end with {@link dev.steward.api.SessionLostException}. Does not wait for the server, and
     * does nothing if the manager is closed.
     */
    public void cutOff() {
        Known known = OPEN.get(manager);
        if (known != null) {
            List<Runnable> afterClose = closing(manager);
            known.session.cutOff();
            afterClose.forEach(Runnable::run);
        }
    }

    /** Returns a text without the key. */
    @Override
    public String toString() {
        return "OpenConnection(" + address + ")";
    }
}
