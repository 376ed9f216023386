package dev.steward.server.transport;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the connections of one server: all, those not yet authenticated, and those of one address. Its monitor guards
 * the counts; it is taken when a connection comes, proves its key, or goes, never per message.
 */
final class Doorkeeper {

    private final AcceptorLimits limits;
    private final Runnable pause;
    private final Runnable resume;
    private final Map<InetAddress, Integer> perAddress = new HashMap<>();
    private int connections;
    private int unauthenticated;
    private boolean paused;

    /** A doorkeeper that pauses and resumes accepting through these two. */
    Doorkeeper(AcceptorLimits limits, Runnable pause, Runnable resume) {
        this.limits = limits;
        this.pause = pause;
        this.resume = resume;
    }

    /**
     * Counts a connection in; returns null, or why it may not stay. Must be counted out either way.
     *
     * @param address where it comes from, or null if that is this machine
     */
    synchronized @Nullable String enter(@Nullable InetAddress address) {
        connections++;
        unauthenticated++;
        if (unauthenticated >= limits.unauthenticated() && !paused) {
            paused = true;
            pause.run();
        }
        if (address != null && perAddress.merge(address, 1, Integer::sum) > limits.unauthenticatedPerAddress()) {
            return "more than " + limits.unauthenticatedPerAddress()
                    + " connections of this address have not authenticated yet (limit UNAUTHENTICATED_PER_ADDRESS)";
        }
        return connections > limits.connections() ? full(limits.connections()) : null;
    }

    /** A connection proved its key; returns null, or why it may not stay. */
    synchronized @Nullable String authenticated(@Nullable InetAddress address, boolean admin) {
        leaveUnauthenticated(address);
        int forOthers = limits.connections() - limits.adminConnections();
        return !admin && connections - unauthenticated > Math.max(1, forOthers) ? full(forOthers) : null;
    }

    /** Counts a connection out. */
    synchronized void leave(@Nullable InetAddress address, boolean wasAuthenticated) {
        connections--;
        if (!wasAuthenticated) {
            leaveUnauthenticated(address);
        }
    }

    private void leaveUnauthenticated(@Nullable InetAddress address) {
        unauthenticated--;
        if (address != null) {
            perAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
        }
        if (paused && unauthenticated < limits.unauthenticated()) {
            paused = false;
            resume.run();
        }
    }

    private static String full(int limit) {
        return "the server has " + limit + " connections, as many as it takes (limit CONNECTIONS); try again later";
    }
}
