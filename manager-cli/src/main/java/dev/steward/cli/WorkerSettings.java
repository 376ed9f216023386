package dev.steward.cli;

import dev.steward.api.SyncManager;
import dev.steward.process.PoolWorker;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a worker of a shared pool works.
 *
 * @param pool the name of the pool
 * @param slots how many tasks it does at a time
 * @param allowed the packages whose functions it runs
 * @param onlyAllowed whether it leaves tasks of others to other workers
 * @param inThreads whether tasks run in threads of the worker, and not each in a process
 * @param maxTasksPerChild after so many tasks a process is replaced; 0 for never
 * @param jvmOptions options of those processes
 * @param description what the status of the pool says of it; empty for its process id and host
 */
record WorkerSettings(
        String pool,
        int slots,
        List<String> allowed,
        boolean onlyAllowed,
        boolean inThreads,
        int maxTasksPerChild,
        List<String> jvmOptions,
        String description) {

    /** Returns packages as people name them. */
    static String inWords(List<String> packages) {
        return packages.stream()
                .map(name -> name.isEmpty() ? "the unnamed package" : name)
                .collect(Collectors.joining(", "));
    }

    /** Joins the pool. */
    PoolWorker join(SyncManager manager) {
        PoolWorker.Builder builder = PoolWorker.builder().slots(slots).allow(allowed.toArray(String[]::new));
        if (onlyAllowed) {
            builder.onlyAllowed();
        }
        if (!inThreads) {
            builder.inProcesses().jvmOptions(jvmOptions.toArray(String[]::new));
        }
        if (maxTasksPerChild > 0) {
            builder.maxTasksPerChild(maxTasksPerChild);
        }
        if (!description.isEmpty()) {
            builder.description(description);
        }
        return builder.join(manager, pool);
    }
}
