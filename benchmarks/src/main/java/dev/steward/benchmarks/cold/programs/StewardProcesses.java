package dev.steward.benchmarks.cold.programs;

import dev.steward.api.SharedQueue;
import dev.steward.process.JavaProcess;
import dev.steward.process.Multiprocessing;
import dev.steward.process.ProcessPool;
import java.util.List;
import java.util.stream.IntStream;

/** A program of several processes. The first argument is what to do. */
public final class StewardProcesses {

    private static final int WORKERS = 4;
    private static final int TASKS = 100;
    private static final String WORD = "hello";

    private StewardProcesses() {}

    /** Starts processes and ends after them. */
    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "process" -> check(JavaProcess.start(StewardProcesses::nothing));
            case "tree" -> check(JavaProcess.start(StewardProcesses::parent));
            case "hello" -> {
                SharedQueue<String> queue = Multiprocessing.queue();
                JavaProcess child = JavaProcess.start(StewardProcesses::greet, queue);
                check(queue.take().equals(WORD));
                check(child);
            }
            case "pool" -> {
                try (ProcessPool pool = ProcessPool.start(WORKERS)) {
                    List<Integer> numbers = IntStream.range(0, TASKS).boxed().toList();
                    List<Integer> squares = pool.map(StewardProcesses::square, numbers);
                    check(squares.get(TASKS - 1) == (TASKS - 1) * (TASKS - 1));
                }
            }
            default -> throw new IllegalArgumentException("there is no task '" + arguments[0] + "'");
        }
        System.out.println("done");
        System.in.read();
    }

    private static void check(JavaProcess child) throws InterruptedException {
        child.join();
        check(child.exitCode().orElse(-1) == 0);
    }

    private static void check(boolean right) {
        if (!right) {
            throw new IllegalStateException("a wrong answer");
        }
    }

    private static void nothing() {
        // To have been started is all that is asked of it.
    }

    private static void parent() throws InterruptedException {
        check(JavaProcess.start(StewardProcesses::nothing));
    }

    private static void greet(SharedQueue<String> queue) throws InterruptedException {
        queue.put(WORD);
    }

    private static int square(int number) {
        return number * number;
    }
}
