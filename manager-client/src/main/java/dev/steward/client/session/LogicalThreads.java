package dev.steward.client.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The logical threads of one session: thread 0 is the client itself, every Java thread that calls gets the next number,
 * once. Any thread.
 */
final class LogicalThreads {

    private final ConcurrentMap<Integer, LogicalThread> byId = new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();
    private final int maxFrame;
    private final LogicalThread client;
    private final ThreadLocal<LogicalThread> current = ThreadLocal.withInitial(this::make);

    /** Threads whose calls travel in frames of at most so many bytes. */
    LogicalThreads(int maxFrame) {
        this.maxFrame = maxFrame;
        this.client = new LogicalThread(0, null, maxFrame);
        byId.put(0, client);
    }

    private LogicalThread make() {
        LogicalThread made = new LogicalThread(last.incrementAndGet(), Thread.currentThread(), maxFrame);
        byId.put(made.id(), made);
        return made;
    }

    /** Returns the one of the calling thread. */
    LogicalThread current() {
        return current.get();
    }

    /** Returns thread 0, for what no user's thread asks for. */
    LogicalThread client() {
        return client;
    }

    /** Returns the one of a number, or null if there is none (any more). */
    @Nullable
    LogicalThread find(int id) {
        return byId.get(id);
    }

    /** Returns those known now. */
    Collection<LogicalThread> all() {
        return List.copyOf(byId.values());
    }

    /** Returns the numbers of those that have died since the last time. */
    List<Integer> takeEnded() {
        List<Integer> ended = new ArrayList<>();
        for (LogicalThread thread : byId.values()) {
            if (thread.hasJustEnded()) {
                ended.add(thread.id());
            }
        }
        return ended;
    }

    /** Forgets threads whose end the server knows. */
    void forget(List<Integer> ended) {
        ended.forEach(byId::remove);
    }
}
