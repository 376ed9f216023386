package dev.steward.systemtests.death;

import dev.steward.api.AuthKey;
import dev.steward.api.SharedList;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedSemaphore;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.systemtests.death.MeasuredServer.Lingering;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * A process with many sessions, each of which has and does something of every kind, until a signal ends it. One of them
 * sends and receives large values all the time. Arguments: the port, how many sessions, the lease and the resume window in
 * milliseconds.
 */
public final class Wreck {

    /** The objects of each session that no other one has: two lists in a circle, a queue, a lock, a semaphore and a lingering one. */
    static final int OBJECTS_EACH = 6;

    private static final int LARGE_BYTES = 20 << 20;

    /** Proxies that a collection would give up, and their objects with them. */
    private static final List<Object> KEPT = new ArrayList<>();

    private final SyncManager manager;

    private Wreck(SyncManager manager) {
        this.manager = manager;
    }

    public static void main(String[] args) throws Exception {
        ClientOptions options = ClientOptions.builder()
                .lease(Duration.ofMillis(Long.parseLong(args[2])))
                .resumeWindow(Duration.ofMillis(Long.parseLong(args[3])))
                .build();
        int sessions = Integer.parseInt(args[1]);
        for (int i = 0; i < sessions; i++) {
            // Never closed: it does not leave, it is killed.
            @SuppressWarnings("resource")
            SyncManager manager = ManagerClient.connect(
                    "127.0.0.1", Integer.parseInt(args[0]), AuthKey.of("0123456789abcdef"), options);
            new Wreck(manager).begin(i == 0);
        }
        System.out.println("ready");
        new CountDownLatch(1).await();
    }

    private void begin(boolean large) throws InterruptedException {
        SharedList<Object> first = manager.list();
        SharedList<Object> second = manager.list();
        first.add(second);
        second.add(first);
        SharedLock lock = manager.lock();
        lock.lock();
        SharedSemaphore permits = manager.semaphore(2);
        permits.acquire();
        CompletableFuture<Integer> unused =
                manager.queue("jobs", Integer.class).async().take();
        SharedQueue<byte[]> queue = manager.queue(1);
        Lingering lingering = manager.get("Lingering", Lingering.class);
        KEPT.addAll(List.of(first, second, lock, permits, queue, lingering));
        daemon(lingering::linger);
        if (large) {
            queue.put(new byte[LARGE_BYTES]);
            daemon(() -> {
                while (true) {
                    queue.put(queue.take());
                }
            });
        } else {
            daemon(queue::take);
        }
    }

    /** What goes on until the process ends. */
    private interface Doing {
        void run() throws InterruptedException;
    }

    private static void daemon(Doing doing) {
        Thread thread = new Thread(() -> {
            try {
                doing.run();
            } catch (InterruptedException never) {
                throw new IllegalStateException(never);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
