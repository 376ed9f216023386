package dev.steward.benchmarks.workloads;

import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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

    /**
     * Lets all work and returns what they did together.
     *
     * @throws ExecutionException as soon as one of them fails; the others may still be waiting for it
     */
    Outcome run(Work work) throws Exception {
        long start = System.nanoTime();
        CompletionService<Long> ended = new ExecutorCompletionService<>(threads);
        for (int n = 0; n < size; n++) {
            int member = n;
            ended.submit(() -> work.until(member, start));
        }
        long operations = 0;
        for (int n = 0; n < size; n++) {
            operations += ended.take().get();
        }
        return new Outcome(operations, System.nanoTime() - start);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
