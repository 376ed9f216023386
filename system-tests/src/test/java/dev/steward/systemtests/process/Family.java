package dev.steward.systemtests.process;

import dev.steward.api.SharedEvent;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.process.JavaProcess;
import dev.steward.process.Multiprocessing;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** A program with a child, a grandchild and two managers, which then goes on, ends or exits, as its argument says. */
public final class Family {

    private Family() {}

    public static void main(String[] args) throws Exception {
        SharedQueue<String> news = Multiprocessing.queue();
        SharedEvent never = Multiprocessing.event();
        SyncManager own = Multiprocessing.manager();
        own.list().add("something");
        JavaProcess.builder().name("child").daemon(args[0].equals("daemon")).start(Family::child, news, never);
        JavaProcess.builder().daemon(args[0].equals("daemon")).start(Family::refuseToEnd, news);
        for (int i = 0; i < 3; i++) {
            news.take();
        }
        System.out.println("all are there");
        switch (args[0]) {
            case "exit" -> System.exit(3);
            case "wait" -> new CountDownLatch(1).await();
            default -> System.out.println("main ends");
        }
    }

    private static void child(SharedQueue<String> news, SharedEvent never) throws Exception {
        JavaProcess grandchild = JavaProcess.builder().name("grandchild").start(Family::compute, news);
        news.put("child");
        never.await();
        grandchild.join();
    }

    /** Computes for ever and asks nobody; rests in between, so that it leaves the processor to those that the test waits for. */
    private static void compute(SharedQueue<String> news) throws InterruptedException {
        news.put("grandchild");
        long sum = 0;
        while (sum >= 0) {
            sum = sum + 1 & Long.MAX_VALUE;
            if (sum % 1_000_000 == 0) {
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    /** Has a shutdown hook that never ends. */
    private static void refuseToEnd(SharedQueue<String> news) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }));
        news.put("refuses to end");
        new CountDownLatch(1).await();
    }
}
