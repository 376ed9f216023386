package dev.steward.systemtests.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.api.AuthKey;
import dev.steward.api.OverloadedException;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.client.ManagerClient;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that put jobs into a queue or take them, so many in a second. Whatever they are told but that the server is
 * overloaded ends the process. The first line on standard input has them begin; each further word is answered with the
 * word, how many jobs were put or taken and how many were refused until then; the word "leave" is the last. Arguments:
 * "put" or "take", the port, how many threads, how many jobs in a second all of them try.
 */
public final class JobClients {

    /** The queue. */
    static final String JOBS = "jobs";

    static final int JOB_BYTES = 64 << 10;

    private static final String LEAVE = "leave";
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final AtomicLong done = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean leaving;

    /** Something that a thread does again and again. */
    private interface Work {
        void doOnce() throws InterruptedException;
    }

    private JobClients() {}

    public static void main(String[] args) throws Exception {
        int threads = Integer.parseInt(args[2]);
        long pause = TimeUnit.SECONDS.toNanos(threads) / Long.parseLong(args[3]);
        try (SyncManager manager =
                ManagerClient.connect("127.0.0.1", Integer.parseInt(args[1]), AuthKey.of("0123456789abcdef"))) {
            SharedQueue<byte[]> jobs = manager.queue(JOBS, byte[].class);
            JobClients clients = new JobClients();
            clients.run(threads, pause, args[0].equals("put") ? () -> clients.put(jobs) : () -> clients.take(jobs));
        }
    }

    private void put(SharedQueue<byte[]> jobs) throws InterruptedException {
        try {
            jobs.put(new byte[JOB_BYTES]);
            done.incrementAndGet();
        } catch (OverloadedException full) {
            refused.incrementAndGet();
        }
    }

    private void take(SharedQueue<byte[]> jobs) throws InterruptedException {
        if (jobs.poll(PATIENCE) != null) {
            done.incrementAndGet();
        }
    }

    private void run(int threads, long pause, Work work) throws Exception {
        // A server that is full makes nothing for newcomers: they are there before it is.
        System.out.println("ready");
        BufferedReader words = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        words.readLine();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            ends.add(workers.submit(() -> {
                repeat(pause, work);
                return null;
            }));
        }
        String word = words.readLine();
        while (word != null && !word.equals(LEAVE)) {
            System.out.println(word + ": " + done + " " + refused);
            word = words.readLine();
        }
        leaving = true;
        for (Future<?> end : ends) {
            end.get();
        }
        workers.shutdown();
        System.out.println(LEAVE + ": " + done + " " + refused);
    }

    /** Does it at the times that are due, and at once if one is over. */
    private void repeat(long pause, Work work) throws InterruptedException {
        long due = System.nanoTime();
        while (!leaving) {
            work.doOnce();
            due += pause;
            for (long left = due - System.nanoTime(); left > 0 && !leaving; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }
}
