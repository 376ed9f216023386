package dev.steward.python.endpoint;

import dev.steward.protocol.transport.ByteConnection;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who has references, as far as the server can tell: the process at the other end of a Unix socket, which the system names;
 * over TCP the machine, by its address, because connections that only count references do not say whose they are. Guarded by the
 * {@link ReferenceBook}.
 */
final class Place {

    private final String name;
    private final long processId;
    private final @Nullable Instant started;
    private int connections;
    private long lastSeen;

    private Place(String name, long processId) {
        this.name = name;
        this.processId = processId;
        this.started = processId == 0 ? null : startOf(processId).orElse(null);
    }

    /** Returns the name of the place that a connection comes from. */
    static String nameOf(ByteConnection connection) {
        if (connection.address() != null) {
            return connection.address().getHostAddress();
        }
        return connection.processId() == 0 ? "unix" : "process " + connection.processId();
    }

    /** Returns the place that a connection comes from. */
    static Place of(ByteConnection connection) {
        return new Place(nameOf(connection), connection.address() == null ? connection.processId() : 0);
    }

    private static Optional<Instant> startOf(long processId) {
        return ProcessHandle.of(processId).flatMap(process -> process.info().startInstant());
    }

    void came() {
        connections++;
    }

    void went(long now) {
        connections--;
        lastSeen = now;
    }

    /**
     * Returns whether nobody is there any more.
     *
     * @param grace for how many nanoseconds a machine is waited for
     */
    boolean isGone(long now, long grace) {
        if (connections > 0) {
            return false;
        }
        if (started == null) {
            return now - lastSeen > grace;
        }
        // A number is used again; the time at which its process began is not.
        return !startOf(processId).filter(started::equals).isPresent();
    }

    @Override
    public String toString() {
        return name;
    }
}
