package dev.steward.examples;

import dev.steward.process.JavaProcess;
import java.time.Duration;

/**
 * T2: a child prints its arguments and its process id in a loop, until the parent terminates it. Keyword arguments are a
 * record. Where Python says exit code -15 for a process that SIGTERM ended, the JVM says 143, which is 128 + 15.
 */
public final class ProcessWithArguments {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private ProcessWithArguments() {}

    /** The keyword arguments. */
    private record Details(String city, int luckyNumber) {}

    /** Runs with the seconds after which the child is terminated, 2 by default. */
    public static void main(String[] args) throws InterruptedException {
        Duration time = Duration.ofSeconds(Arguments.number(args, 0, "SECONDS", 2, 0, 3_600));

        JavaProcess child = JavaProcess.builder()
                .name("introducer")
                .start(ProcessWithArguments::introduce, "Ann", 18, new Details("Graz", 7));
        System.out.println("parent: started " + child.name() + " with pid " + child.pid());
        Thread.sleep(time.toMillis());

        child.terminate();
        child.join();
        System.out.println(
                "parent: the child ended with exit code " + child.exitCode().orElseThrow());
    }

    private static void introduce(String name, int age, Details details) throws InterruptedException {
        while (true) {
            System.out.println("child: name " + name + ", age " + age + ", pid "
                    + ProcessHandle.current().pid() + ", city " + details.city() + ", lucky number "
                    + details.luckyNumber());
            Thread.sleep(PAUSE.toMillis());
        }
    }
}
