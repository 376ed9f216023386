package dev.steward.server.transport;

import dev.steward.vocabulary.Limits;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts the connections of one server: those that have proved a key, those that have not, and of the latter those of one
 * address. When too many have not, whoever comes takes the place of another: of the oldest that has not said a word, or else
 * of the oldest that had half of its time. If all of them are in the middle of their handshake, accepting pauses. Its monitor
 * guards the counts; it is taken when a connection comes, says its first word, proves its key, or goes, never per message.
 */
final class Doorkeeper {

    private final AcceptorLimits limits;
    private final Runnable pause;
    private final Runnable resume;
    private final LongSupplier nanoTime;
    private final Map<InetAddress, Integer> perAddress = new HashMap<>();
    /** Both in the order in which they came. */
    private final Set<Visitor> silent = new LinkedHashSet<>();

    private final Set<Visitor> speaking = new LinkedHashSet<>();
    private int authenticated;
    private boolean paused;

    /** A connection, as the doorkeeper knows it. */
    static final class Visitor {
        private final @Nullable InetAddress address;
        private final Runnable giveWay;
        private long since;
        private boolean isAuthenticated;

        /**
         * A connection that was accepted.
         *
         * @param address where it comes from, or null if that is this machine
         * @param giveWay ends it, if it has not proved its key meanwhile, because another one needs its place; must not block
         */
        Visitor(@Nullable InetAddress address, Runnable giveWay) {
            this.address = address;
            this.giveWay = giveWay;
        }
    }

    /** A doorkeeper that pauses and resumes accepting through these two. */
    Doorkeeper(AcceptorLimits limits, Runnable pause, Runnable resume, LongSupplier nanoTime) {
        this.limits = limits;
        this.pause = pause;
        this.resume = resume;
        this.nanoTime = nanoTime;
    }

    /** Lets a connection in; returns null, or why it may not stay. */
    @Nullable
    String enter(Visitor visitor) {
        Visitor oldest = null;
        synchronized (this) {
            InetAddress address = visitor.address;
            if (address != null && perAddress.getOrDefault(address, 0) >= limits.unauthenticatedPerAddress()) {
                return "more than " + limits.unauthenticatedPerAddress()
                        + " connections of this address have not authenticated yet ("
                        + Limits.named("UNAUTHENTICATED_PER_ADDRESS") + ")";
            }
            if (silent.size() + speaking.size() >= limits.unauthenticated()) {
                oldest = removeOldest();
                if (oldest == null && !paused) {
                    paused = true;
                    pause.run();
                }
            }
            visitor.since = nanoTime.getAsLong();
            silent.add(visitor);
            if (address != null) {
                perAddress.merge(address, 1, Integer::sum);
            }
        }
        if (oldest != null) {
            oldest.giveWay.run();
        }
        return null;
    }

    private @Nullable Visitor removeOldest() {
        Visitor oldest =
                silent.isEmpty() ? oldestThatSpeaks() : silent.iterator().next();
        if (oldest != null) {
            remove(oldest);
        }
        return oldest;
    }

    private @Nullable Visitor oldestThatSpeaks() {
        if (speaking.isEmpty()) {
            return null;
        }
        Visitor oldest = speaking.iterator().next();
        boolean hadItsTime = nanoTime.getAsLong() - oldest.since
                >= limits.authentication().dividedBy(2).toNanos();
        return hadItsTime ? oldest : null;
    }

    /** A connection has said something: it may be in the middle of a handshake. */
    synchronized void heard(Visitor visitor) {
        if (silent.remove(visitor)) {
            speaking.add(visitor);
        }
    }

    /** A connection proved its key; returns null, or why it may not stay. */
    synchronized @Nullable String authenticated(Visitor visitor, boolean admin) {
        remove(visitor);
        resumeIfThereIsRoom();
        visitor.isAuthenticated = true;
        authenticated++;
        int most = admin ? limits.connections() : Math.max(1, limits.connections() - limits.adminConnections());
        return authenticated > most
                ? "the server has " + most + " connections, as many as it takes (" + Limits.named("CONNECTIONS")
                        + "); try again later"
                : null;
    }

    /** A connection is gone. */
    synchronized void leave(Visitor visitor) {
        if (visitor.isAuthenticated) {
            authenticated--;
        } else {
            remove(visitor);
            resumeIfThereIsRoom();
        }
    }

    /** Looks whether somebody has had its time while accepting pauses. Called by one timer. */
    void look() {
        Visitor oldest;
        synchronized (this) {
            if (!paused) {
                return;
            }
            oldest = removeOldest();
            resumeIfThereIsRoom();
        }
        if (oldest != null) {
            oldest.giveWay.run();
        }
    }

    private void remove(Visitor visitor) {
        boolean wasHere = silent.remove(visitor) || speaking.remove(visitor);
        InetAddress address = visitor.address;
        if (wasHere && address != null) {
            perAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
        }
    }

    private void resumeIfThereIsRoom() {
        if (paused && silent.size() + speaking.size() < limits.unauthenticated()) {
            paused = false;
            resume.run();
        }
    }
}
