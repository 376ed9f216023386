package dev.steward.objects.session;

import dev.steward.api.ObjectId;
import dev.steward.objects.Ranges;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The logical threads of one session by number, and the numbers of those that have ended. */
final class CallerThreads {

    private static final long THREAD_BYTES = 300;

    private final LongMap<CallerThread> threads = new LongMap<>();
    private final NumberSet ended = new NumberSet();
    /** How many ranges of numbers were received above the floors of all threads. */
    private int receivedRanges;
    /** How many calls those threads began that are not known any more. */
    private long callsOfForgotten;

    /** Returns a thread, or null if it is not known or not known any more. */
    @Nullable
    CallerThread find(int id) {
        return threads.get(id);
    }

    /** Returns a thread, which begins now if it is not known; null if it has ended and is not known any more. */
    @Nullable
    CallerThread findOrBegin(int id) {
        CallerThread thread = threads.get(id);
        if (thread == null && !ended.contains(id)) {
            thread = new CallerThread(id);
            threads.put(id, thread);
        }
        return thread;
    }

    /** Returns about how many bytes the threads take, besides their calls. */
    long heldBytes() {
        return THREAD_BYTES * threads.size() + NumberSet.RANGE_BYTES * (ended.rangeCount() + receivedRanges);
    }

    /** Returns how many threads are known. */
    int size() {
        return threads.size();
    }

    /** Returns how many calls all threads have begun so far. */
    long calls() {
        long calls = callsOfForgotten;
        for (CallerThread thread : threads.items()) {
            calls += thread.begun();
        }
        return calls;
    }

    /** Returns how many ranges the numbers of those make up that have ended. */
    int endedRanges() {
        return ended.rangeCount();
    }

    /** Returns how many ranges the numbers make up that were received above the floors of their threads. */
    int receivedRanges() {
        return receivedRanges;
    }

    /** Notes what the client has received of a thread, and takes every number of which that is news. */
    void received(CallerThread thread, long floor, Ranges above, LongConsumer news) {
        int before = thread.receivedRanges();
        thread.received(floor, above, news);
        receivedRanges += thread.receivedRanges() - before;
    }

    /** Notes that a thread has ended; returns it if it is known and that is news. */
    @Nullable
    CallerThread end(int id) {
        ended.add(id);
        CallerThread thread = threads.get(id);
        if (thread == null || thread.ended) {
            return null;
        }
        thread.ended = true;
        return thread;
    }

    /** Forgets a thread that has ended if none of its calls is known any more. */
    void forgetIfDone(CallerThread thread) {
        if (thread.ended && thread.calls.isEmpty()) {
            receivedRanges -= thread.receivedRanges();
            callsOfForgotten += thread.begun();
            threads.remove(thread.id);
        }
    }

    /** Returns those that are known, ascending by number. */
    List<CallerThread> all() {
        return threads.items();
    }

    void saveEnded(StateWriter writer) {
        ended.save(writer);
        writer.writeLong(callsOfForgotten);
    }

    void loadEnded(StateReader reader) {
        ended.load(reader);
        callsOfForgotten = reader.readLong();
    }

    void save(StateWriter writer) {
        writer.writeInt(threads.size());
        threads.items().forEach(thread -> thread.save(writer));
    }

    void load(StateReader reader, Map<ObjectId, Touch> touched) {
        int count = reader.readCount();
        for (int i = 0; i < count; i++) {
            CallerThread thread = CallerThread.load(reader, touched);
            threads.put(thread.id, thread);
            receivedRanges += thread.receivedRanges();
        }
    }
}
