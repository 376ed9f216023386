package dev.steward.objects.pool;

import dev.steward.objects.SessionId;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The jobs of which something waits: those who brought them take turns, and of each the oldest comes first. */
final class Turns {

    private final Map<SessionId, TreeMap<Long, PoolJob>> bySubmitter = new LinkedHashMap<>();

    boolean isEmpty() {
        return bySubmitter.isEmpty();
    }

    /** Takes in a job, if it is not here. */
    void add(PoolJob job) {
        bySubmitter.computeIfAbsent(job.submitter, submitter -> new TreeMap<>()).put(job.number, job);
    }

    /** Returns whose turn it is, or null. */
    @Nullable
    PoolJob next() {
        if (bySubmitter.isEmpty()) {
            return null;
        }
        return bySubmitter.values().iterator().next().firstEntry().getValue();
    }

    /** Whoever brought a job has had its turn. */
    void hadItsTurn(PoolJob job) {
        TreeMap<Long, PoolJob> jobs = bySubmitter.remove(job.submitter);
        if (jobs != null) {
            bySubmitter.put(job.submitter, jobs);
        }
    }

    /** Takes out a job of which nothing waits, if it is here. */
    void remove(PoolJob job) {
        TreeMap<Long, PoolJob> jobs = bySubmitter.get(job.submitter);
        if (jobs != null) {
            jobs.remove(job.number);
            if (jobs.isEmpty()) {
                bySubmitter.remove(job.submitter);
            }
        }
    }

    /** Writes whose turn it is; the jobs are written elsewhere. */
    void save(StateWriter writer) {
        writer.writeInt(bySubmitter.size());
        bySubmitter.keySet().forEach(writer::writeSession);
    }

    void load(StateReader reader) {
        int count = reader.readCount();
        for (int i = 0; i < count; i++) {
            bySubmitter.put(reader.readSession(), new TreeMap<>());
        }
    }
}
