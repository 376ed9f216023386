package dev.steward.systemtests.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.api.AuthKey;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Clients in one process, a thread each, that call everything in a mix that is drawn and check each answer. Arguments: the
 * port, the number of the process, how many clients, how many calls each makes, and the percentage of time in which they
 * call. Where the number of calls is 0 they go on until a line comes on standard input. Prints {@link Sums} in the end.
 */
public final class MixedClients {

    private static final ClientOptions OPTIONS = ClientOptions.builder()
            .resumeWindow(Duration.ofSeconds(1))
            .connectTimeout(Duration.ofSeconds(60))
            .build();

    private final String port;
    private final long process;
    private final int clients;
    private final long calls;
    private final int percent;
    /** Until each has done something. */
    private final CountDownLatch begun;

    private volatile boolean leaving;

    private MixedClients(String port, long process, int clients, long calls, int percent) {
        this.begun = new CountDownLatch(clients);
        this.clients = clients;
        this.port = port;
        this.process = process;
        this.calls = calls;
        this.percent = percent;
    }

    public static void main(String[] args) throws Exception {
        new MixedClients(
                        args[0],
                        Long.parseLong(args[1]),
                        Integer.parseInt(args[2]),
                        Long.parseLong(args[3]),
                        Integer.parseInt(args[4]))
                .run();
    }

    private void run() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        List<Callable<Sums>> works = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            long number = process * 1_000 + i;
            works.add(() -> work(number));
        }
        List<Future<Sums>> ends = works.stream().map(threads::submit).toList();
        if (calls == 0) {
            begun.await();
            System.out.println("working");
            new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
            leaving = true;
        }
        try {
            Sums sums = Sums.NONE;
            for (Future<Sums> end : ends) {
                sums = sums.plus(end.get());
            }
            System.out.println(sums.line());
        } finally {
            leaving = true;
            threads.shutdown();
        }
    }

    private Sums work(long number) throws InterruptedException {
        try (SyncManager manager =
                ManagerClient.connect("127.0.0.1", Integer.parseInt(port), AuthKey.of("0123456789abcdef"), OPTIONS)) {
            MixedWork work = new MixedWork(manager, number, new Random(number));
            while (calls == 0 ? !leaving : work.sums().calls() < calls) {
                long from = System.nanoTime();
                work.step();
                rest(System.nanoTime() - from);
                begun.countDown();
            }
            return work.sums();
        }
    }

    /** Does nothing for so long that it calls in the wanted part of the time. */
    private void rest(long nanos) throws InterruptedException {
        if (percent < 100) {
            TimeUnit.NANOSECONDS.sleep(nanos * (100 - percent) / percent);
        }
    }
}
