package dev.steward.benchmarks.cold.programs;

/** Does nothing: what a JVM takes in any case. */
public final class EmptyProgram {

    private EmptyProgram() {}

    /** Ends. */
    public static void main(String[] arguments) {
        System.out.println("done");
    }
}
