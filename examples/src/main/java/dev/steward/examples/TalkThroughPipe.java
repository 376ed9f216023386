package dev.steward.examples;

import dev.steward.process.Connection;
import dev.steward.process.JavaProcess;
import dev.steward.process.Pipe;

/** T10: a child sends 1 and 2 and receives 3; the parent does the opposite. */
public final class TalkThroughPipe {

    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final int ANSWER = 3;

    private TalkThroughPipe() {}

    /** Runs without arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Pipe pipe = Pipe.open()) {
            JavaProcess child = JavaProcess.start(TalkThroughPipe::talk, pipe.second());
            Connection parent = pipe.first();
            System.out.println("parent: received " + parent.recv());
            System.out.println("parent: received " + parent.recv());
            parent.send(ANSWER);
            child.join();
        }
    }

    private static void talk(Connection child) throws InterruptedException {
        child.send(FIRST);
        child.send(SECOND);
        System.out.println("child: received " + child.recv());
    }
}
