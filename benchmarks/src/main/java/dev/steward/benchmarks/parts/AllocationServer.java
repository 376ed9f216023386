package dev.steward.benchmarks.parts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import dev.steward.api.AuthKey;
import dev.steward.server.ManagerServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;

/**
 * The server of {@link Allocations}, in a JVM of its own. Takes its key as the first line of standard input, prints its
 * port, and ends when standard input does, so that it never outlives who started it.
 */
final class AllocationServer {

    /** The function that returns how many bytes the threads of the server have allocated so far. */
    static final String ALLOCATED = "allocated";

    private AllocationServer() {}

    /** Serves. */
    public static void main(String[] arguments) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        AuthKey key = AuthKey.of(HexFormat.of().parseHex(input.readLine()));
        try (ManagerServer server = ManagerServer.builder()
                .authKey(key)
                .registerFunction(ALLOCATED, AllocationServer::allocatedByLiveThreads)
                .build()) {
            server.start();
            System.out.println(server.port());
            // Nothing more is said: this returns when whoever started the program has ended.
            input.readLine();
        }
    }

    /** Returns how many bytes the platform threads of this process that live have allocated since each began. */
    static long allocatedByLiveThreads() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long allocated : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            // -1 for a thread that has ended meanwhile.
            sum += Math.max(0, allocated);
        }
        return sum;
    }
}
