package dev.steward.benchmarks.cold.programs;

import java.io.IOException;

/** Does nothing: what a JVM takes in any case. */
public final class EmptyProgram {

    private EmptyProgram() {}

    /** Ends. */
    public static void main(String[] arguments) throws IOException {
        System.out.println("done");
        System.in.read();
    }
}
