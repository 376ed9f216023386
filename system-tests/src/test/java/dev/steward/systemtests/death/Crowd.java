package dev.steward.systemtests.death;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.api.AuthKey;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Many clients, or one with many calls that wait, in one process. Arguments: what, the port, how many. What is "sessions",
 * which are idle until a line comes on standard input, or "takers" of the queue "jobs", which print what they took in the
 * order in which they began to wait.
 */
public final class Crowd {

    private Crowd() {}

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[1]);
        int count = Integer.parseInt(args[2]);
        if (args[0].equals("sessions")) {
            idle(port, count);
        } else {
            take(port, count);
        }
    }

    private static SyncManager connect(int port) {
        ClientOptions options = ClientOptions.builder().connections(0).build();
        return ManagerClient.connect("127.0.0.1", port, AuthKey.of("0123456789abcdef"), options);
    }

    private static void idle(int port, int count) throws Exception {
        List<SyncManager> managers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            managers.add(connect(port));
        }
        System.out.println("ready");
        new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
        managers.forEach(SyncManager::ping);
        System.out.println("all there");
        managers.forEach(SyncManager::close);
    }

    private static void take(int port, int count) throws Exception {
        try (SyncManager manager = connect(port)) {
            SharedQueue<Integer> jobs = manager.queue("jobs", Integer.class);
            List<CompletableFuture<Integer>> takes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                takes.add(jobs.async().take());
            }
            System.out.println("ready");
            StringBuilder taken = new StringBuilder("took");
            for (CompletableFuture<Integer> take : takes) {
                taken.append(' ').append(take.get(120, TimeUnit.SECONDS));
            }
            System.out.println(taken);
        }
    }
}
