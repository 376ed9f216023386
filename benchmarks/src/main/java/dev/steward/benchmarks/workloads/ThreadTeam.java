package dev.steward.benchmarks.workloads;

import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads that do the same at the same time, again and again. */
final class ThreadTeam implements AutoCloseable {

    /** What a member of the team does. */
    @FunctionalInterface
    interface Routine {

        /** Works and returns how many operations it did; the start is of {@link System#nanoTime}. */
        long until(int member, long start) throws Exception;
    }

    private final int size;
    private final ExecutorService threads;

    ThreadTeam(int size) {
        this.size = size;
        this.threads = Executors.newFixedThreadPool(size);
    }

    /**
     * Lets all work and returns what they did together.
     *
     * @throws ExecutionException as soon as one of them fails; the others may still be waiting for it
     */
    RunReport run(Routine routine) throws Exception {
        long start = System.nanoTime();
        CompletionService<Long> ended = new ExecutorCompletionService<>(threads);
        for (int n = 0; n < size; n++) {
            int member = n;
            ended.submit(() -> routine.until(member, start));
        }
        long operations = 0;
        for (int n = 0; n < size; n++) {
            operations += ended.take().get();
        }
        return new RunReport(operations, System.nanoTime() - start);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
