package dev.steward.systemtests.load;

import dev.steward.api.Hold;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedList;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedSemaphore;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * The calls of one client. What it has alone it compares with an object of the JDK after each call; what it shares with the
 * others it counts. Used by one thread.
 */
final class MixedWork {

    /** What all share. */
    static final String COUNTER = "counter";

    static final String GUARDED = "guarded";
    static final String LOCK = "lock";
    static final String PERMITS = "permits";
    static final String JOBS = "jobs";
    static final int MOST_PERMITS = 4;
    static final int ROOM = 1_000;

    private static final int KEYS = 20;

    private final Random random;
    private final SharedValue<Long> own;
    private final SharedDict<Integer, Long> dict;
    private final SharedList<Long> list;
    private final SharedValue<Long> counter;
    private final SharedValue<Long> guarded;
    private final SharedLock lock;
    private final SharedSemaphore permits;
    private final SharedQueue<Long> jobs;

    private final Map<Integer, Long> dictHere = new HashMap<>();
    private final List<Long> listHere = new ArrayList<>();
    private final long number;
    private long ownHere;
    private long lastCount = -1;
    private Sums sums = Sums.NONE;

    MixedWork(SyncManager manager, long number, Random random) {
        this.number = number;
        this.random = random;
        own = manager.value(TypeCode.LONG, 0L);
        dict = manager.dict(Integer.class, Long.class);
        list = manager.list(Long.class);
        counter = manager.value(COUNTER, TypeCode.LONG, 0L);
        guarded = manager.value(GUARDED, TypeCode.LONG, 0L);
        lock = manager.lock(LOCK);
        permits = manager.semaphore(PERMITS, MOST_PERMITS);
        jobs = manager.queue(JOBS, ROOM, Long.class);
    }

    Sums sums() {
        return sums;
    }

    /** Does one thing, which is up to four calls. */
    void step() throws InterruptedException {
        switch (random.nextInt(8)) {
            case 0 -> {
                check(ownHere++, own.getAndAdd(1L));
                called(1);
            }
            case 1 -> count();
            case 2 -> useDict();
            case 3 -> useList();
            case 4 -> put();
            case 5 -> take();
            case 6 -> usePermit();
            default -> addUnderLock();
        }
    }

    private void called(long calls) {
        sums = sums.plus(new Sums(calls, 0, 0, 0, 0, 0, 0));
    }

    private void check(Object expected, Object found) {
        if (!Objects.equals(expected, found)) {
            throw new IllegalStateException(
                    "client " + number + " found " + found + " where " + expected + " was to be");
        }
    }

    private void count() {
        long before = counter.getAndAdd(1L);
        check(true, before > lastCount);
        lastCount = before;
        sums = sums.plus(new Sums(1, 1, 0, 0, 0, 0, 0));
    }

    private void useDict() {
        int key = random.nextInt(KEYS);
        long value = random.nextLong();
        switch (random.nextInt(3)) {
            case 0 -> check(dictHere.put(key, value), dict.put(key, value));
            case 1 -> check(dictHere.remove(key), dict.remove(key));
            default -> check(dictHere.get(key), dict.get(key));
        }
        check(dictHere.size(), dict.size());
        called(2);
    }

    private void useList() {
        int size = listHere.size();
        long value = random.nextLong();
        switch (size == 0 ? 0 : random.nextInt(4)) {
            case 0 -> {
                listHere.add(value);
                list.add(value);
            }
            case 1 -> {
                int index = random.nextInt(size);
                check(listHere.remove(index), list.remove(index));
            }
            case 2 -> {
                int index = random.nextInt(size);
                check(listHere.set(index, value), list.set(index, value));
            }
            default -> check(listHere, list.snapshot());
        }
        check(listHere.size(), list.size());
        called(2);
    }

    private void put() {
        long element = random.nextInt(1_000_000);
        boolean isIn = jobs.offer(element);
        sums = sums.plus(new Sums(1, 0, 0, isIn ? 1 : 0, isIn ? element : 0, 0, 0));
    }

    private void take() {
        Long element = jobs.poll();
        sums = sums.plus(new Sums(1, 0, 0, 0, 0, element == null ? 0 : 1, element == null ? 0 : element));
    }

    private void usePermit() {
        called(1);
        if (permits.tryAcquire()) {
            check(true, permits.availablePermits() < MOST_PERMITS);
            permits.release();
            called(2);
        }
    }

    private void addUnderLock() throws InterruptedException {
        // Where others are killed, some hold of theirs is abandoned.
        try (Hold hold = lock.hold()) {
            check(true, hold.valid());
            guarded.set(guarded.get() + 1);
        }
        sums = sums.plus(new Sums(4, 0, 1, 0, 0, 0, 0));
    }
}
