package dev.steward.benchmarks.workloads;

import dev.steward.benchmarks.peers.Caller;
import dev.steward.benchmarks.peers.PeerClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that each make one synchronous call after the other. */
final class Calls implements Part {

    private final List<Counted> callers = new ArrayList<>();
    private final ExecutorService threads;

    Calls(PeerClient client, int threadCount) throws Exception {
        for (int n = 0; n < threadCount; n++) {
            callers.add(new Counted(client.caller()));
        }
        threads = Executors.newFixedThreadPool(threadCount);
    }

    @Override
    public Outcome run(long nanos) throws Exception {
        long start = System.nanoTime();
        List<Callable<Long>> tasks = new ArrayList<>();
        callers.forEach(caller -> tasks.add(() -> caller.callUntil(start, nanos)));
        long operations = 0;
        for (Future<Long> done : threads.invokeAll(tasks)) {
            operations += done.get();
        }
        return new Outcome(operations, System.nanoTime() - start);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** A caller that goes on counting from one run to the next. */
    private static final class Counted {
        private final Caller caller;
        private long next;

        private Counted(Caller caller) {
            this.caller = caller;
        }

        private long callUntil(long start, long nanos) throws Exception {
            long first = next;
            while (System.nanoTime() - start < nanos) {
                caller.call(next);
                next++;
            }
            return next - first;
        }
    }
}
