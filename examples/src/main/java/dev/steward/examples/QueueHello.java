package dev.steward.examples;

import dev.steward.api.SharedQueue;
import dev.steward.process.JavaProcess;
import dev.steward.process.Multiprocessing;

/** T11: a child puts a number into a queue, and the parent takes it. */
public final class QueueHello {

    private static final int NUMBER = 11111;

    private QueueHello() {}

    /** Runs without arguments. */
    public static void main(String[] args) throws InterruptedException {
        SharedQueue<Integer> queue = Multiprocessing.queue();
        JavaProcess child = JavaProcess.start(QueueHello::hello, queue);
        System.out.println("parent: got " + queue.take());
        child.join();
    }

    private static void hello(SharedQueue<Integer> queue) throws InterruptedException {
        queue.put(NUMBER);
    }
}
