package dev.steward.server.audit;

import dev.steward.server.admission.Journal;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server writes down: one JSON object a line, whose members docs/logging.md names. Takes reports from any thread without
 * blocking and writes them by a thread of its own. What could not be written is counted, and the count is written when that
 * is possible again. Has keys and values of neither side in it.
 */
public final class AuditLog implements AutoCloseable {

    /** How large a file becomes; there are two. */
    static final long MOST_BYTES = 16L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final int MOST_QUEUED = 10_000;
    private static final int LONGEST_NAME = 200;
    private static final long SECONDS_TO_END = 5;

    private final Path path;
    private final AuditFile file;
    private final Logger log;
    private final AtomicLong missing = new AtomicLong();
    private final ThreadPoolExecutor thread;

    /** Whether what was told last was that it fails. Of the thread. */
    private boolean fails;

    private AuditLog(Path path, AuditFile file, Logger log) {
        this.path = path;
        this.file = file;
        this.log = log;
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_QUEUED),
                body -> {
                    Thread made = new Thread(body, "manager-server-audit");
                    made.setDaemon(true);
                    return made;
                },
                (line, full) -> missing.incrementAndGet());
        thread.allowCoreThreadTimeOut(true);
    }

    /**
     * Begins to write into a file, behind what is there.
     *
     * @throws IllegalStateException if that cannot be; the message names it
     */
    public static AuditLog open(Path path) {
        return open(path, MOST_BYTES, LOG);
    }

    static AuditLog open(Path path, long mostBytes, Logger log) {
        Path file = path.toAbsolutePath();
        try {
            return new AuditLog(file, new AuditFile(file, mostBytes), log);
        } catch (IOException failed) {
            throw new IllegalStateException(
                    "cannot write the audit log " + file + " (" + failed
                            + "): name a file in a folder that is there and that"
                            + " this user may write, and that no other server writes",
                    failed);
        }
    }

    /** A session was opened by a client that had proved a key. */
    public void opened(Journal.Party client) {
        write(members("opened", client));
    }

    /** A connection did not prove a key. */
    public void unauthenticated(String peer, String reason) {
        Map<String, Object> members = members("unauthenticated");
        members.put("address", peer);
        members.put("reason", reason);
        write(members);
    }

    /** A connection or a call was refused. */
    public void refused(String peer, String reason) {
        Map<String, Object> members = members("refused");
        members.put("address", peer);
        members.put("reason", reason);
        write(members);
    }

    /** Something was forced. */
    public void forced(Journal.Party by, Operation operation, long object, List<String> names) {
        Map<String, Object> members = members("forced", by);
        members.put("operation", operation.toString());
        if (object != 0) {
            members.put("object", object);
        }
        members.put("names", names.stream().map(AuditLog::cut).toList());
        write(members);
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
    }

    private static Map<String, Object> members(String event) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        members.put("event", event);
        return members;
    }

    private static Map<String, Object> members(String event, Journal.Party party) {
        Map<String, Object> members = members(event);
        members.put("address", party.peer());
        members.put("key", party.admin() ? "admin" : "auth");
        members.put("session", party.session());
        members.put("client", party.name());
        members.put("process", party.process());
        return members;
    }

    private void write(Map<String, Object> members) {
        String line = json(members);
        thread.execute(() -> append(line));
    }

    private void append(String line) {
        long before = missing.get();
        if (!appended(before == 0 ? line : gap(before) + "\n" + line, before)) {
            missing.incrementAndGet();
        }
    }

    /** Returns whether lines were written, with the count of those before that were not. */
    private boolean appended(String lines, long counted) {
        try {
            file.append(lines);
            missing.addAndGet(-counted);
            if (fails) {
                fails = false;
                log.info("the audit log {} is written again", path);
            }
            return true;
        } catch (IOException failed) {
            if (!fails) {
                fails = true;
                log.error(
                        "the audit log {} cannot be written ({}): the server goes on, and what happens is counted until it"
                                + " can be",
                        path,
                        Printable.of(failed.getMessage()));
            }
            return false;
        }
    }

    /** The thread has ended, and no line comes that would say it. */
    private void tellMissing() {
        long count = missing.get();
        if (count > 0) {
            boolean unused = appended(gap(count), count);
        }
    }

    private static String gap(long count) {
        Map<String, Object> members = members("missing");
        members.put("count", count);
        return json(members);
    }

    private static String json(@Nullable Object value) {
        if (value instanceof Map<?, ?> members) {
            return members.entrySet().stream()
                    .map(member -> json(member.getKey()) + ":" + json(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        } else if (value instanceof List<?> elements) {
            return elements.stream().map(AuditLog::json).collect(Collectors.joining(",", "[", "]"));
        } else if (value instanceof Number) {
            return value.toString();
        }
        // What is not seen has the same escapes in JSON.
        return '"' + Printable.of(String.valueOf(value).replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }

    /** Waits until what was reported so far is written, or counted. */
    void awaitWritten() throws InterruptedException, ExecutionException {
        thread.submit(() -> {}).get();
    }

    /** Writes what was reported so far, and how much of it is missing, and closes the file. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (thread.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                tellMissing();
            } else {
                thread.shutdownNow();
            }
        } catch (InterruptedException hurry) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
        try {
            file.close();
        } catch (IOException failed) {
            log.error("the audit log {} could not be closed: {}", path, Printable.of(failed.getMessage()));
        }
    }
}
