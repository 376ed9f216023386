package dev.steward.benchmarks.cold.programs;

import dev.steward.api.AuthKey;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.client.ManagerClient;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A client of Steward. Arguments: what to do, and how many answers to get; standard input has secret and address. */
public final class StewardProgram {

    private StewardProgram() {}

    /** Connects, calls and ends. */
    public static void main(String[] arguments) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        AuthKey key = AuthKey.of(lines.readLine());
        String address = lines.readLine();
        try (SyncManager manager = address.startsWith("/")
                ? ManagerClient.connect(Path.of(address), key)
                : ManagerClient.connect("127.0.0.1", Integer.parseInt(address), key)) {
            call(manager, arguments[0], Integer.parseInt(arguments[1]));
        }
        System.out.println("done");
        System.in.read();
    }

    private static void call(SyncManager manager, String task, int answers) throws InterruptedException {
        switch (task) {
            case "connect" -> {}
            case "put" -> {
                SharedDict<String, Integer> dict = manager.dict(String.class, Integer.class);
                for (int n = 0; n < answers; n++) {
                    dict.put("key-" + n, n);
                }
            }
            case "get" -> {
                SharedDict<String, Integer> dict = manager.dict(String.class, Integer.class);
                dict.put("key", 1);
                for (int n = 0; n < answers; n++) {
                    check(dict.get("key") == 1);
                }
            }
            case "queue" -> {
                SharedQueue<Integer> queue = manager.queue(0, Integer.class);
                for (int n = 0; n < answers / 2; n++) {
                    queue.put(n);
                    check(queue.take() == n);
                }
            }
            default -> throw new IllegalArgumentException("there is no task '" + task + "'");
        }
    }

    private static void check(boolean right) {
        if (!right) {
            throw new IllegalStateException("a wrong answer");
        }
    }
}
