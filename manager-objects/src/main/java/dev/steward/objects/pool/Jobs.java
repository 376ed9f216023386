package dev.steward.objects.pool;

import dev.steward.api.ObjectId;
import dev.steward.objects.CallId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All jobs of a pool that somebody may still ask for, or of which something runs. */
final class Jobs {

    private final TreeMap<Long, PoolJob> byNumber = new TreeMap<>();
    private final Map<ObjectId, PoolJob> byObject = new LinkedHashMap<>();
    /** Those that the directory has not taken in yet, by the call that is answered with their object. */
    private final Map<CallId, PoolJob> unborn = new LinkedHashMap<>();

    void add(PoolJob job) {
        byNumber.put(job.number, job);
        ObjectId object = job.object;
        if (object != null) {
            byObject.put(object, job);
        } else if (!job.unreferenced) {
            unborn.put(job.call, job);
        }
    }

    /** Takes in the object of a job; returns the job, or null if there is none. */
    @Nullable
    PoolJob born(CallId call, ObjectId object) {
        PoolJob job = unborn.remove(call);
        if (job != null) {
            job.object = object;
            byObject.put(object, job);
        }
        return job;
    }

    /** Returns a job that the directory does not take in, or null. */
    @Nullable
    PoolJob refused(CallId call) {
        return unborn.remove(call);
    }

    /** Returns the job that is an object, or null. */
    @Nullable
    PoolJob of(ObjectId object) {
        return byObject.get(object);
    }

    /** Returns the job that is an object no more, or null. */
    @Nullable
    PoolJob freed(ObjectId object) {
        return byObject.remove(object);
    }

    /** Returns the job of a number, or null. */
    @Nullable
    PoolJob numbered(long number) {
        return byNumber.get(number);
    }

    void forget(PoolJob job) {
        byNumber.remove(job.number);
    }

    /** Returns all, oldest first. */
    List<PoolJob> toList() {
        return new ArrayList<>(byNumber.values());
    }

    int size() {
        return byNumber.size();
    }
}
