package dev.steward.benchmarks.workloads;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that do the same at the same time, again and again. */
final class Crew implements AutoCloseable {

    /** What a member of the crew does. */
    @FunctionalInterface
    interface Work {

        /** Works and returns how many operations it did; the start is of {@link System#nanoTime}. */
        long until(int member, long start) throws Exception;
    }

    private final int size;
    private final ExecutorService threads;

    Crew(int size) {
        this.size = size;
        this.threads = Executors.newFixedThreadPool(size);
    }

    /** Lets all work and returns what they did together. */
    Outcome run(Work work) throws Exception {
        long start = System.nanoTime();
        List<Callable<Long>> tasks = new ArrayList<>();
        for (int n = 0; n < size; n++) {
            int member = n;
            tasks.add(() -> work.until(member, start));
        }
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
}
