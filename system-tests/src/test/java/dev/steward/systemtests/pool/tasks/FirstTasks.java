package dev.steward.systemtests.pool.tasks;

import dev.steward.api.SerializableFunction;
import dev.steward.systemtests.pool.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tasks of the first class path; the second one has the same in a package of its own. */
public final class FirstTasks {

    private FirstTasks() {}

    /** A task that leaves a file when it begins, which two runs of it would want, takes its time, passes the gate, and returns its name. */
    public static SerializableFunction<String, String> once() {
        return FirstTasks::once;
    }

    private static String once(String file) throws IOException, InterruptedException {
        Files.createFile(Path.of(file));
        Thread.sleep(20);
        Gate.pass(Path.of(file));
        return "first " + file;
    }

    /** The same for a task that may run again. */
    public static SerializableFunction<String, String> again() {
        return FirstTasks::again;
    }

    private static String again(String file) throws IOException, InterruptedException {
        Thread.sleep(20);
        // Of whatever class the argument is in the other version.
        Gate.pass(Path.of(String.valueOf(file)));
        return "first " + file;
    }

    /** An argument. */
    public record Order(String name) {}

    /** A task that looks at its argument. */
    public static SerializableFunction<Order, String> named() {
        return FirstTasks::named;
    }

    private static String named(Order order) {
        return "first " + order.name();
    }
}
