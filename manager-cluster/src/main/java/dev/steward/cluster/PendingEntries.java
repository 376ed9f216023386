package dev.steward.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The entries of this member's reign that were not answered, in their order, and what they take. Not thread-safe. */
final class PendingEntries {

    private final Deque<Pending> entries = new ArrayDeque<>();
    private long bytes;

    /** An entry on its way. */
    static final class Pending {

        private final NumberedEntry envelope;
        private final CompletableFuture<Long> answer;
        private final long since;

        Pending(NumberedEntry envelope, CompletableFuture<Long> answer, long since) {
            this.envelope = envelope;
            this.answer = answer;
            this.since = since;
        }

        NumberedEntry envelope() {
            return envelope;
        }

        CompletableFuture<Long> answer() {
            return answer;
        }

        /** Returns when it was submitted, by the clock of {@code System.nanoTime()}. */
        long since() {
            return since;
        }
    }

    /** Returns whether there is room for an entry of so many bytes. */
    boolean hasRoomFor(int more, ClusterSettings.Bounds bounds) {
        return entries.size() < bounds.entries() && bytes + more <= bounds.bytes();
    }

    void add(Pending entry) {
        entries.add(entry);
        bytes += entry.envelope.entry().length;
    }

    /** Returns the first, or null if there is none. */
    @Nullable
    Pending first() {
        return entries.peek();
    }

    /** Takes the first out, if it has that number; null otherwise. */
    @Nullable
    Pending answered(long number) {
        Pending first = entries.peek();
        if (first == null || first.envelope.number() != number) {
            return null;
        }
        bytes -= first.envelope.entry().length;
        return entries.poll();
    }

    /** Returns all, and keeps them. */
    Iterable<Pending> all() {
        return entries;
    }

    /** Takes all out. */
    List<Pending> takeAll() {
        List<Pending> all = new ArrayList<>(entries);
        entries.clear();
        bytes = 0;
        return all;
    }
}
