package dev.steward.examples;

import dev.steward.process.JavaProcess;
import java.util.ArrayList;
import java.util.List;

/**
 * T4: a child changes what it was given, and the parent's copy is untouched. A JVM cannot fork: in place of a fork a new
 * process is started, which has copies of its arguments and nothing else of its parent's memory.
 */
public final class NoSharedMemoryByDefault {

    private static int variable = 1;

    private NoSharedMemoryByDefault() {}

    /** Runs without arguments. */
    public static void main(String[] args) throws InterruptedException {
        variable = 10;
        List<String> list = new ArrayList<>(List.of("from the parent"));

        System.out.println("parent: variable " + variable + ", list " + list);
        JavaProcess.start(NoSharedMemoryByDefault::change, list).join();
        System.out.println("parent: variable " + variable + ", list " + list);
        System.out.println("A JVM cannot fork: a started process has copies of its arguments, and nothing else.");
    }

    private static void change(List<String> list) {
        variable++;
        list.add("from the child");
        System.out.println("child:  variable " + variable + ", list " + list);
    }
}
