package dev.steward.test;

import dev.steward.api.SyncManager;
import dev.steward.client.OpenConnection;

/**
 * A client of a {@link TestServer} that can die on command. Safe for use by any number of threads.
 */
public final class TestClient implements AutoCloseable {

    private final TestServer server;
    private final String name;
    private final SyncManager manager;
    private volatile boolean dead;

    TestClient(TestServer server, String name, SyncManager manager) {
        this.server = server;
        this.name = name;
        this.manager = manager;
    }

    /** Returns what the server calls it. */
    public String name() {
        return name;
    }

    /** Returns its way to the shared objects. */
    public SyncManager manager() {
        return manager;
    }

    /** Returns whether it was killed or cut off. */
    public boolean isDead() {
        return dead;
    }

    /**
     * Dies, as a process that is killed, and returns when the server has noticed: its locks have passed on, and their next
     * holders are told that they were abandoned; elements that it had not received are back in their places; its waits have
     * ended. Nothing is said to the server before. Its own threads that wait get a {@link
     * dev.steward.api.SessionLostException}, and so does whoever uses it afterwards. Blocks, for milliseconds mostly; a second
     * call does nothing.
     *
     * @throws IllegalStateException if the server has not ended the session after 10 seconds
     */
    public void kill() {
        cutOff();
        server.endSessionOf(this);
    }

    /**
     * Dies as by {@link #kill}, but the server takes its time, as for a process that it hears no more of: what it holds stays
     * held until its resume window is over, by default a second for clients of a {@link TestServer}. Returns at once.
     */
    public void cutOff() {
        dead = true;
        OpenConnection.of(manager).ifPresent(OpenConnection::cutOff);
    }

    /** Ends the session cleanly; does nothing if it has ended. */
    @Override
    public void close() {
        manager.close();
    }

    /** Returns name and server. */
    @Override
    public String toString() {
        return "TestClient(" + name + (dead ? ", dead" : "") + ")";
    }
}
