package dev.steward.server;

import dev.steward.api.Inspection;
import dev.steward.server.admission.Journal;
import dev.steward.server.transport.Endpoint;
import dev.steward.server.transport.Tls;
import dev.steward.vocabulary.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * A server as whoever looks after it sees it: what it holds, how it does, what happens. Safe for use by any number of threads;
 * nothing blocks that does not say so.
 */
public final class ServerView {

    /** For how long a loop may not come to its tasks: what it is given takes milliseconds. */
    private static final Duration LOOP_IS_HELD = Duration.ofSeconds(5);

    private final Vitals vitals;
    private final @Nullable Tls tls;
    private final Consumer<Endpoint> safety;
    private final EventDispatcher events;
    private final Inspection inspection;
    private final Predicate<String> deletion;
    private final Supplier<@Nullable String> logRefusal;
    private final BooleanSupplier serving;
    private final Supplier<@Nullable ClusterView> cluster;

    ServerView(
            Vitals vitals,
            @Nullable Tls tls,
            Consumer<Endpoint> safety,
            EventDispatcher events,
            Inspection inspection,
            Predicate<String> deletion,
            Supplier<@Nullable String> logRefusal,
            BooleanSupplier serving,
            Supplier<@Nullable ClusterView> cluster) {
        this.vitals = vitals;
        this.tls = tls;
        this.safety = safety;
        this.events = events;
        this.inspection = inspection;
        this.deletion = deletion;
        this.logRefusal = logRefusal;
        this.serving = serving;
        this.cluster = cluster;
    }

    /** Returns where the server itself listens, such as {@code 127.0.0.1:8080}. */
    public String address() {
        return vitals.address();
    }

    /**
     * Returns why calls that need room in the log of a durable server are refused, with the cure; null while they are not, and
     * where the server is not durable.
     */
    public @Nullable String logRefusal() {
        return logRefusal.get();
    }

    /**
     * Returns whether clients are let in: always, but at one of several servers that does not lead them, or not yet. That one has
     * no sessions, and whoever asks {@link #inspection} for objects or sessions is told so.
     */
    public boolean isServing() {
        return serving.getAsBoolean();
    }

    /** Returns how several servers stand of which this is one; null if it is alone. Blocks as long as it takes to look at its directory. */
    public @Nullable ClusterView cluster() {
        return cluster.get();
    }

    /**
     * Refuses to listen where others could read along or guess a key, as the server itself does. May block while a host is
     * looked up.
     *
     * @throws IllegalStateException if it is not safe; the message says what to do
     */
    public void requireSafe(String host, int port) {
        safety.accept(new Endpoint.Tcp(host, port));
    }

    /** Returns what makes the server's end of each TLS connection, with the server's certificate; null if it has none. */
    public @Nullable Supplier<SSLEngine> tls() {
        return tls == null ? null : tls::newEngine;
    }

    /** Has somebody else told, too, of what the server tells its owner; as {@link ServerEvents} says. */
    public void listen(ServerEvents listener) {
        events.add(listener);
    }

    /**
     * Notes for the audit log, if there is one, that whoever looks after the server has changed something.
     *
     * @param peer the address of who asked
     * @param object its number, 0 for none
     * @param names what was named with it
     */
    public void forced(String peer, Operation operation, long object, List<String> names) {
        events.forced(new Journal.Party(peer, true, "", "http", 0), operation, object, names);
    }

    /** Returns what looks into the server. Asking it blocks. */
    public Inspection inspection() {
        return inspection;
    }

    /** Removes the name of an object, as a client can; returns whether there was one. Blocks. */
    public boolean deleteName(String name) {
        return deletion.test(name);
    }

    /** Returns what each limit is set to. */
    public Map<ServerLimit, Long> limits() {
        return vitals.limits();
    }

    /** Returns whether the server is about to end, and takes no new calls. */
    public boolean isDraining() {
        return vitals.isDraining();
    }

    /**
     * Returns why the server should be given no work now, a word each: {@code draining}; {@code heap}, which is as full as {@link
     * ServerLimit#HEAP_PERCENT} lets it be; {@code log}, as {@link #logRefusal} says; {@code loops}, one of which has not come to
     * its tasks for 5 s. Empty if it may.
     */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (isDraining()) {
            faults.add("draining");
        }
        if (heapBytes() >= mostHeapBytes()) {
            faults.add("heap");
        }
        if (logRefusal() != null) {
            faults.add("log");
        }
        if (loopDelays().stream().anyMatch(delay -> delay.compareTo(LOOP_IS_HELD) >= 0)) {
            faults.add("loops");
        }
        return faults;
    }

    /** Returns how many bytes of memory the server holds for its clients. */
    public long heldBytes() {
        return vitals.heldBytes();
    }

    /** Returns how many bytes of heap are in use that count for {@link ServerLimit#HEAP_PERCENT}. */
    public long heapBytes() {
        return vitals.heapBytes();
    }

    /** Returns how many bytes of heap that may be; what would be more is refused. */
    public long mostHeapBytes() {
        return vitals.mostHeapBytes();
    }

    /** Returns for how long each event loop has not come to the task that it is given each second, or needed for the last one. */
    public List<Duration> loopDelays() {
        return vitals.loopDelays();
    }
}
