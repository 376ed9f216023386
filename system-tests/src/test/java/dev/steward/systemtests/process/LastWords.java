package dev.steward.systemtests.process;

import dev.steward.api.Hold;
import dev.steward.api.SharedEvent;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.process.JavaProcess;
import dev.steward.process.Multiprocessing;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A program with a child. Each cleans up with shared objects in a shutdown hook, and that of the program waits for that of the
 * child. It returns or waits to be ended, as its argument says.
 */
public final class LastWords {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private LastWords() {}

    public static void main(String[] args) throws Exception {
        SharedQueue<String> words = Multiprocessing.queue();
        SharedQueue<String> never = Multiprocessing.queue();
        SharedEvent ended = Multiprocessing.event();
        SharedLock lock = Multiprocessing.lock();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> sayLast(words, ended, lock)));
        JavaProcess.builder().daemon(true).start(() -> child(words, never, ended, lock));
        words.take();
        System.out.println("all are there");
        if (args[0].equals("wait")) {
            new CountDownLatch(1).await();
        }
    }

    private static void sayLast(SharedQueue<String> words, SharedEvent ended, SharedLock lock) {
        try {
            String last = words.poll(PATIENCE);
            try (Hold hold = lock.hold()) {
                System.out.println("last: " + last + ", event " + ended.isSet() + ", abandoned " + hold.abandoned());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void child(SharedQueue<String> words, SharedQueue<String> never, SharedEvent ended, SharedLock lock)
            throws InterruptedException {
        lock.lock();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ended.set();
            lock.unlock();
            words.add("the child's");
        }));
        words.put("ready");
        never.take();
    }
}
