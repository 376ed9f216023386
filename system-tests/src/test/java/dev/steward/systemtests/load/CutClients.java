package dev.steward.systemtests.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.api.AuthKey;
import dev.steward.api.Hold;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import dev.steward.client.ClientListener.Event;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients in one process whose connections are cut: each holds a lock, waits for an element, and counts without a pause. The
 * word "return" has each make one more call, and tells when all are answered; "finish" looks at everything. Arguments: the
 * port, how many clients.
 */
public final class CutClients {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration WINDOW = Duration.ofSeconds(30);

    private static final AtomicInteger LOST = new AtomicInteger();

    private static volatile boolean leaving;

    private final SyncManager manager;
    private final Hold hold;
    private final SharedQueue<Long> queue;
    private final CompletableFuture<Long> taking;
    private final SharedValue<Long> counter;
    private final List<CompletableFuture<Long>> counting = new ArrayList<>();

    @SuppressWarnings("MustBeClosedChecker")
    private CutClients(String port) throws InterruptedException {
        ClientOptions options = ClientOptions.builder()
                .connections(0)
                .connectTimeout(PATIENCE)
                .resumeWindow(WINDOW)
                .lease(WINDOW)
                .listener((event, detail) -> {
                    if (event == Event.LOST) {
                        LOST.incrementAndGet();
                    }
                })
                .build();
        manager = ManagerClient.connect("127.0.0.1", Integer.parseInt(port), AuthKey.of("0123456789abcdef"), options);
        hold = manager.lock().hold();
        queue = manager.queue();
        taking = queue.async().take();
        counter = manager.value(TypeCode.LONG, 0L);
    }

    public static void main(String[] args) throws Exception {
        List<CutClients> clients = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
            clients.add(new CutClients(args[0]));
        }
        Thread counting = new Thread(() -> count(clients), "counting");
        counting.start();
        BufferedReader words = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        System.out.println("ready");
        words.readLine();
        List<CompletableFuture<Long>> answers =
                clients.stream().map(client -> client.counter.async().get()).toList();
        for (CompletableFuture<Long> answer : answers) {
            answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        System.out.println("back");
        words.readLine();
        leaving = true;
        counting.join();
        long calls = 0;
        for (CutClients client : clients) {
            calls += client.look();
        }
        System.out.println("lost " + LOST + ", calls " + calls);
        clients.forEach(client -> client.manager.close());
    }

    /** Has one call of each client under way, again and again, and leaves the processor to those who answer. */
    private static void count(List<CutClients> clients) {
        while (!leaving) {
            LockSupport.parkNanos(PAUSE.toNanos());
            for (CutClients client : clients) {
                if (client.counting.isEmpty()
                        || client.counting.get(client.counting.size() - 1).isDone()) {
                    client.counting.add(client.counter.async().getAndAdd(1L));
                }
            }
        }
    }

    /** Returns how many calls it made, if nothing that it had is lost and each took effect once. */
    private long look() throws Exception {
        long expected = 0;
        for (CompletableFuture<Long> call : counting) {
            check(expected, call.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            expected++;
        }
        check(expected, counter.get());
        check(1, hold.valid() ? 1 : 0);
        hold.close();
        queue.put(expected);
        check(expected, taking.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        return expected;
    }

    private static void check(long expected, long found) {
        if (expected != found) {
            throw new IllegalStateException(found + " where " + expected + " was to be");
        }
    }
}
