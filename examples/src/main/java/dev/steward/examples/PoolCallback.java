package dev.steward.examples;

import dev.steward.api.AsyncResult;
import dev.steward.process.Pool;
import dev.steward.process.ProcessPool;
import java.util.ArrayList;
import java.util.List;

/** T8: five workers compute, and each result is handed to a callback in the parent as soon as it is there. */
public final class PoolCallback {

    private static final int WORKERS = 5;
    private static final int TASKS = 5;

    private PoolCallback() {}

    /** Runs without arguments. */
    public static void main(String[] args) {
        List<AsyncResult<Integer>> results = new ArrayList<>();
        try (Pool pool = ProcessPool.start(WORKERS)) {
            for (int i = 0; i < TASKS; i++) {
                results.add(pool.applyAsync(PoolCallback::square, i, PoolCallback::show, PoolCallback::complain));
            }
        }
        long well = results.stream().filter(AsyncResult::isSuccessful).count();
        System.out.println("parent " + ProcessHandle.current().pid() + ": " + well + " of " + TASKS + " went well");
    }

    private static int square(int number) {
        System.out.println("worker " + ProcessHandle.current().pid() + ": squares " + number);
        return number * number;
    }

    private static void show(int square) {
        System.out.println("parent " + ProcessHandle.current().pid() + ": callback with " + square);
    }

    private static void complain(Throwable failure) {
        System.out.println("parent " + ProcessHandle.current().pid() + ": " + failure);
    }
}
