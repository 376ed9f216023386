package dev.steward.examples;

import dev.steward.process.JavaProcess;
import dev.steward.process.Multiprocessing;
import dev.steward.process.ProcessDescription;

/** T3: the child prints the process id of its parent and its own. */
public final class ParentAndChild {

    private ParentAndChild() {}

    /** Runs without arguments. */
    public static void main(String[] args) throws InterruptedException {
        introduce("parent");
        JavaProcess child = JavaProcess.builder().name("child").start(ParentAndChild::introduce, "child");
        child.join();
    }

    private static void introduce(String title) {
        ProcessDescription self = Multiprocessing.currentProcess();
        System.out.println(title + ": " + self.name() + ", parent pid " + self.parentPid() + ", pid " + self.pid());
    }
}
