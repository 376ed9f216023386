package dev.steward.objects.pool;

import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.vocabulary.JobKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the tasks of a job came to, as long as somebody may want it. */
final class PoolResults {

    private final JobKind kind;
    /** Of tasks whose results are had together: by item. Of others: those that nobody can take yet, by item. */
    private final TreeMap<Long, EndedTask> early = new TreeMap<>();
    /** Those that are taken one by one, in the order in which they are. */
    private final TreeMap<Long, EndedTask> ready = new TreeMap<>();

    private long lastStamp;

    PoolResults(JobKind kind) {
        this.kind = kind;
    }

    /** Takes in what a task came to. */
    void add(long index, EndedTask outcome) {
        switch (kind) {
            case TASK, MAP -> early.put(index, outcome);
            case ORDERED -> {
                early.put(index, outcome);
                for (EndedTask next = early.remove(lastStamp); next != null; next = early.remove(lastStamp)) {
                    ready.put(lastStamp++, next);
                }
            }
            case UNORDERED -> ready.put(lastStamp++, outcome);
        }
    }

    /** Returns the values from an item on that fit into so many bytes, at least one; of results that are had together. */
    List<Value> page(long from, long mostBytes) {
        List<Value> page = new ArrayList<>();
        long bytes = 0;
        for (EndedTask outcome : early.tailMap(from).values()) {
            Value value = outcome.told();
            if (value != null) {
                bytes += value.size();
                if (bytes > mostBytes && !page.isEmpty()) {
                    break;
                }
                page.add(value);
            }
        }
        return page;
    }

    /** Takes out the next one, or returns null. */
    Map.@Nullable Entry<Long, EndedTask> takeNext() {
        return ready.pollFirstEntry();
    }

    boolean hasNext() {
        return !ready.isEmpty();
    }

    /** Puts one back that was taken and not received. */
    void putBack(long stamp, EndedTask outcome) {
        ready.put(stamp, outcome);
    }

    int size() {
        return early.size() + ready.size();
    }

    /** Takes out all. */
    List<EndedTask> clear() {
        List<EndedTask> all = toList();
        early.clear();
        ready.clear();
        return all;
    }

    List<EndedTask> toList() {
        List<EndedTask> all = new ArrayList<>(early.values());
        all.addAll(ready.values());
        return all;
    }

    void save(StateWriter writer) {
        writer.writeLong(lastStamp);
        save(writer, early);
        save(writer, ready);
    }

    private static void save(StateWriter writer, Map<Long, EndedTask> outcomes) {
        writer.writeInt(outcomes.size());
        outcomes.forEach((at, outcome) -> {
            writer.writeLong(at);
            outcome.save(writer);
        });
    }

    void load(StateReader reader) {
        lastStamp = reader.readLong();
        load(reader, early);
        load(reader, ready);
    }

    private static void load(StateReader reader, Map<Long, EndedTask> outcomes) {
        int count = reader.readCount();
        for (int i = 0; i < count; i++) {
            long at = reader.readLong();
            outcomes.put(at, EndedTask.load(reader));
        }
    }
}
