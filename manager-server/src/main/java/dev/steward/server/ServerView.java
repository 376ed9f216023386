package dev.steward.server;

import dev.steward.api.Inspection;
import dev.steward.server.admission.Admission;
import dev.steward.server.admission.HeapWatch;
import dev.steward.server.admission.Journal;
import dev.steward.server.machine.MemoryAccount;
import dev.steward.server.transport.Endpoint;
import dev.steward.server.transport.LoopWatch;
import dev.steward.server.transport.Tls;
import dev.steward.vocabulary.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private final Map<ServerLimit, Long> limits;
    private final @Nullable Tls tls;
    private final Consumer<Endpoint> safety;
    private final EventDispatcher events;
    private final Admission admission;
    private final HeapWatch heap;
    private final MemoryAccount account;
    private final Inspection inspection;
    private final Predicate<String> deletion;
    private final Supplier<@Nullable String> logRefusal;
    private final @Nullable LoopWatch loops;
    private final Supplier<Endpoint> endpoint;

    ServerView(
            Map<ServerLimit, Long> limits,
            @Nullable Tls tls,
            Consumer<Endpoint> safety,
            EventDispatcher events,
            Admission admission,
            HeapWatch heap,
            MemoryAccount account,
            Inspection inspection,
            Predicate<String> deletion,
            Supplier<@Nullable String> logRefusal,
            @Nullable LoopWatch loops,
            Supplier<Endpoint> endpoint) {
        this.limits = Map.copyOf(limits);
        this.tls = tls;
        this.safety = safety;
        this.events = events;
        this.admission = admission;
        this.heap = heap;
        this.account = account;
        this.inspection = inspection;
        this.deletion = deletion;
        this.logRefusal = logRefusal;
        this.loops = loops;
        this.endpoint = endpoint;
    }

    /** Returns where the server itself listens, such as {@code 127.0.0.1:8080}. */
    public String address() {
        return endpoint.get().toString();
    }

    /**
     * Returns why calls that need room in the log of a durable server are refused, with the cure; null while they are not, and
     * where the server is not durable.
     */
    public @Nullable String logRefusal() {
        return logRefusal.get();
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
        return limits;
    }

    /** Returns whether the server is about to end, and takes no new calls. */
    public boolean isDraining() {
        return admission.isDraining();
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
        return account.total();
    }

    /** Returns how many bytes of heap are in use that count for {@link ServerLimit#HEAP_PERCENT}. */
    public long heapBytes() {
        return heap.used();
    }

    /** Returns how many bytes of heap that may be; what would be more is refused. */
    public long mostHeapBytes() {
        return heap.limit();
    }

    /** Returns for how long each event loop has not come to the task that it is given each second, or needed for the last one. */
    public List<Duration> loopDelays() {
        return loops == null ? List.of() : loops.delays();
    }
}
