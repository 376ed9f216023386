package dev.steward.server;

import dev.steward.protocol.report.LimitedLog;
import dev.steward.server.admission.Journal;
import dev.steward.server.audit.AuditLog;
import dev.steward.server.service.PastEvent;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Printable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.NOPLogger;

/**
 * Tells the owner's {@link ServerEvents}, whose methods are users' code, on a thread of its own:
 * {@code manager-server-events}. Takes reports from any thread without blocking; drops the oldest if it falls behind. Where nobody
 * is to be told, no thread is woken: a client of Python connects several times for one call. The log
 * has what clients can bring about as often as they like once a second, with a count; the audit log, if there is one, has each.
 */
final class EventDispatcher implements Journal, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);
    private static final int MOST_QUEUED = 10_000;

    private static final String OBJECT = "object";
    private static final String SESSION = "session";

    /** Where the part of a reason ends that is the same for all of its kind: names and numbers follow. */
    private static final Pattern DETAILS = Pattern.compile("[0-9:('].*", Pattern.DOTALL);

    private final List<ServerEvents> listeners = new CopyOnWriteArrayList<>();
    private final RecentEvents recent = new RecentEvents();
    private final Logger log;
    private final LimitedLog warnings;
    private final LimitedLog information;
    private final ThreadPoolExecutor thread;
    private final @Nullable AuditLog audit;

    EventDispatcher(@Nullable ServerEvents listener, boolean unlogged, @Nullable AuditLog audit) {
        this(listener, unlogged ? NOPLogger.NOP_LOGGER : LOG, audit);
    }

    EventDispatcher(@Nullable ServerEvents listener, Logger log, @Nullable AuditLog audit) {
        if (listener != null) {
            this.listeners.add(listener);
        }
        this.log = log;
        this.audit = audit;
        this.warnings = LimitedLog.warnings(log);
        this.information = LimitedLog.information(log);
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_QUEUED),
                body -> {
                    Thread made = new Thread(body, "manager-server-events");
                    made.setDaemon(true);
                    return made;
                },
                new ThreadPoolExecutor.DiscardOldestPolicy());
        thread.allowCoreThreadTimeOut(true);
    }

    /** Has somebody else told, too, of what happens from now on. */
    void add(ServerEvents listener) {
        listeners.add(listener);
    }

    /** Returns what programs read beside a line, in that order; docs/logging.md has them all. */
    private static Map<String, Object> members(String event, Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("event", event);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }

    /** Returns what happened lately, the newest first. */
    List<PastEvent> recent() {
        return recent.newestFirst();
    }

    private void tell(Consumer<ServerEvents> event) {
        event.accept(recent);
        if (listeners.isEmpty()) {
            return;
        }
        thread.execute(() -> listeners.forEach(listener -> {
            try {
                event.accept(listener);
            } catch (RuntimeException | Error failed) {
                // An error too, such as a class that is not there: the others are told all the same.
                warnings.tell("a ServerEvents method failed", () -> "a ServerEvents method failed", failed);
            }
        }));
    }

    @Override
    public void authentication(String peer, @Nullable String failure) {
        if (failure != null) {
            warnings.tell(
                    "did not authenticate",
                    () -> peer + " did not authenticate: " + failure,
                    () -> members("unauthenticated", "address", peer, "reason", failure));
            if (audit != null) {
                audit.unauthenticated(peer, failure);
            }
        }
        tell(listener -> listener.authentication(peer, failure));
    }

    @Override
    public void session(String session, String clientName, String change) {
        if (log.isDebugEnabled()) {
            LimitedLog.write(
                    log,
                    Level.DEBUG,
                    "session " + session + " (" + Printable.of(clientName) + ") " + Printable.of(change),
                    null,
                    members("session", SESSION, session, "client", clientName, "change", change));
        }
        tell(listener -> listener.session(session, clientName, change));
    }

    @Override
    public void abandoned(String object, String session) {
        warnings.tell(
                "holders that died",
                () -> "the holder of " + object + " died with it (session " + session
                        + "): it passes on, what it protects may be half done",
                () -> members("abandoned", OBJECT, object, SESSION, session));
        tell(listener -> listener.abandoned(object, session));
    }

    @Override
    public void redelivered(String object, String session) {
        information.tell(
                "elements that went back",
                () -> "an element of " + object + " went back to its place: session " + session
                        + " gave it back, or ended before it had it",
                () -> members("redelivered", OBJECT, object, SESSION, session));
        tell(listener -> listener.redelivered(object, session));
    }

    @Override
    public void deadLettered(String object, String session, int deliveries, @Nullable String deadLetters) {
        warnings.tell(
                "elements that were given up",
                () -> "an element of " + object + " was given up after " + deliveries
                        + " deliveries, the last to session " + session + ": "
                        + (deadLetters == null ? "it was dropped" : "it is in queue " + deadLetters),
                () -> members(
                        "deadLettered",
                        OBJECT,
                        object,
                        SESSION,
                        session,
                        "deliveries",
                        deliveries,
                        "deadLetters",
                        deadLetters == null ? "" : deadLetters));
        tell(listener -> listener.deadLettered(object, session, deliveries, deadLetters));
    }

    @Override
    public void refused(String peer, String reason) {
        warnings.tell(
                "refused: " + DETAILS.matcher(reason).replaceFirst("").strip(),
                () -> "refused " + peer + ": " + reason,
                () -> members("refused", "address", peer, "reason", reason));
        if (audit != null) {
            audit.refused(peer, reason);
        }
        tell(listener -> listener.refused(peer, reason));
    }

    @Override
    public void opened(Party client) {
        if (audit != null) {
            audit.opened(client);
        }
    }

    @Override
    public boolean writesForced() {
        return audit != null;
    }

    @Override
    public void forced(Party by, Operation operation, long object, List<String> names) {
        if (audit != null) {
            audit.forced(by, operation, object, names);
        }
    }

    /** Has the log say how much it was not told in the last second. Called by one timer. */
    void tellRest() {
        warnings.tellRest();
        information.tellRest();
    }

    /** Tells what was reported so far and ends the thread. */
    @Override
    public void close() {
        tellRest();
        thread.shutdown();
        try {
            if (!thread.awaitTermination(1, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException hurry) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
        if (audit != null) {
            audit.close();
        }
    }
}
