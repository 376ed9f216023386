package dev.steward.examples;

import dev.steward.api.SharedValue;
import dev.steward.process.JavaProcess;
import dev.steward.process.Multiprocessing;
import java.time.Duration;

/**
 * T15: a child keeps its status and its progress in two shared values; the parent looks at them, prints each new state with
 * a bar, and terminates a child that takes longer than its limit.
 */
public final class TaskStatus {

    private static final int STEPS = 20;
    private static final int LIMIT_SECONDS = 30;
    private static final int LOOK_MILLIS = 25;

    private TaskStatus() {}

    private enum Status {
        WAITING,
        INPROCESS,
        FINISHED,
        FAILED
    }

    /**
     * Runs with how long a step takes, 100 ms by default; with how many seconds are allowed, 30 by default; and with the
     * step that fails, none by default.
     */
    public static void main(String[] args) throws InterruptedException {
        int stepMillis = Arguments.number(args, 0, "STEP_MS", 100, 0, 3_600_000);
        int limit = Arguments.number(args, 1, "LIMIT_S", LIMIT_SECONDS, 0, 3_600);
        int failsAt = Arguments.number(args, 2, "FAILS_AT", STEPS + 1, 1, STEPS + 1);

        SharedValue<String> status = Multiprocessing.value(String.class, Status.WAITING.name());
        SharedValue<Integer> progress = Multiprocessing.value(Integer.class, 0);
        JavaProcess child = JavaProcess.start(() -> work(status, progress, stepMillis, failsAt));
        watch(child, status, progress, Duration.ofSeconds(limit));
    }

    private static void watch(
            JavaProcess child, SharedValue<String> status, SharedValue<Integer> progress, Duration limit)
            throws InterruptedException {
        long start = System.nanoTime();
        String shown = "";
        boolean ended = false;
        while (!ended) {
            shown = show(shown, status.get(), progress.get());
            ended = child.join(Duration.ofMillis(LOOK_MILLIS));
            if (!ended && System.nanoTime() - start > limit.toNanos()) {
                System.out.println("the task takes longer than " + limit.toSeconds() + " s: it is terminated");
                child.terminate();
                child.join();
                return;
            }
        }
        show(shown, status.get(), progress.get());
    }

    /** Prints how it stands, if that is not what was printed last. */
    private static String show(String last, String status, int done) {
        String line =
                String.format("%-9s [%s%s] %2d of %d", status, "#".repeat(done), ".".repeat(STEPS - done), done, STEPS);
        if (!line.equals(last)) {
            System.out.println(line);
        }
        return line;
    }

    private static void work(SharedValue<String> status, SharedValue<Integer> progress, int stepMillis, int failsAt)
            throws InterruptedException {
        status.set(Status.INPROCESS.name());
        for (int step = 1; step <= STEPS; step++) {
            Thread.sleep(stepMillis);
            if (step == failsAt) {
                status.set(Status.FAILED.name());
                return;
            }
            progress.set(step);
        }
        status.set(Status.FINISHED.name());
    }
}
