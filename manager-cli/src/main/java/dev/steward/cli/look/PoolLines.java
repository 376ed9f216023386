package dev.steward.cli.look;

import dev.steward.api.PoolStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a pool does, in lines for people. Stateless. */
final class PoolLines {

    private PoolLines() {}

    /** Returns how much there is to do, then each worker with what it has. */
    static List<String> of(PoolStatus status) {
        List<String> lines = new ArrayList<>();
        lines.add("tasks " + status.waiting() + " waiting, " + status.running() + " running, " + status.done()
                + " ended" + (status.isShutdown() ? "; it is shut down and takes no more" : ""));
        if (status.workers().isEmpty()) {
            lines.add("no workers" + (status.waiting() > 0 ? ": its tasks wait until one joins" : ""));
        }
        for (PoolStatus.Worker worker : status.workers()) {
            lines.add("worker " + worker.number() + " (" + worker.description() + "): "
                    + counted(worker.slots(), "slot") + ", " + worker.done() + " ended"
                    + (worker.packages().isEmpty() ? "" : ", only " + String.join(", ", worker.packages())));
            for (PoolStatus.Task task : worker.tasks()) {
                lines.add("  " + task.function() + (task.count() > 1 ? ", " + task.count() + " tasks" : "") + ", since "
                        + seconds(task.since()) + (task.isCancelled() ? ", cancelled" : ""));
            }
        }
        return lines;
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String seconds(Duration since) {
        return String.format(Locale.ROOT, "%.1f s", since.toMillis() / 1000.0);
    }
}
