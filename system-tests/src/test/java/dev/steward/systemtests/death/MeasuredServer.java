package dev.steward.systemtests.death;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.api.AuthKey;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerLimit;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server in a process of its own that tells what it takes whenever a line comes on its standard input, and ends with
 * that. It registers {@link Lingering} objects under that typeid. Arguments: limits that are not those by default, as
 * {@code CONNECTIONS=20000}.
 */
public final class MeasuredServer {

    /** An object of the server's own whose calls do not end. */
    public interface Lingering {
        /** Waits until the caller's session has ended. */
        void linger() throws InterruptedException;
    }

    private static final AtomicInteger CALLS = new AtomicInteger();

    private MeasuredServer() {}

    public static void main(String[] args) throws Exception {
        ManagerServer.Builder builder = ManagerServer.builder()
                .address("127.0.0.1", 0)
                .authKey(AuthKey.of("0123456789abcdef"))
                .register("Lingering", Lingering.class, Waiting::new);
        for (String limit : args) {
            String[] parts = limit.split("=");
            builder.limit(ServerLimit.valueOf(parts[0]), Long.parseLong(parts[1]));
        }
        try (ManagerServer server = builder.build()) {
            server.start();
            System.out.println("listening on 127.0.0.1:" + server.port());
            BufferedReader words = new BufferedReader(new InputStreamReader(System.in, UTF_8));
            String word = words.readLine();
            while (word != null) {
                System.out.println("measured " + word + ": " + usedHeap() + " " + threads() + " " + CALLS);
                word = words.readLine();
            }
        }
    }

    private static final class Waiting implements Lingering {
        @Override
        public void linger() throws InterruptedException {
            CALLS.incrementAndGet();
            try {
                new CountDownLatch(1).await();
            } finally {
                CALLS.decrementAndGet();
            }
        }
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            runtime.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    /** Neither the one thread of the events nor the workers, which come with something to do and go some time after it. */
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("manager-server-")
                        && !name.equals("manager-server-events")
                        && !name.startsWith("manager-server-worker-"))
                .count();
    }
}
