package dev.steward.systemtests.process;

import dev.steward.process.JavaProcess;

/** A program that starts a child with another {@code java} than its own: that of the home which its argument names. */
public final class StartsWithOtherJava {

    private StartsWithOtherJava() {}

    public static void main(String[] args) throws Exception {
        System.setProperty("java.home", args[0]);
        JavaProcess child = JavaProcess.start(() -> System.out.println("begun"));
        System.out.println("started");
        child.join();
        System.out.println("joined, exit code " + child.exitCode().orElseThrow());
    }
}
