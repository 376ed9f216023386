package dev.steward.systemtests.values;

import dev.steward.api.AuthKey;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerLimit;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;

/**
 * The three processes that a value of 1 GiB goes through. First argument: {@code serve}, {@code send} or {@code receive};
 * then the port.
 */
final class GibibyteProgram {

    static final int GIB = 1 << 30;
    private static final long ENOUGH = GIB + 100L;
    private static final AuthKey KEY = AuthKey.of("0123456789abcdef");

    private GibibyteProgram() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "serve" -> serve();
            case "send" -> send(Integer.parseInt(args[1]));
            case "receive" -> receive(Integer.parseInt(args[1]));
            default -> throw new IllegalArgumentException("serve, send or receive, not " + args[0]);
        }
    }

    private static void serve() throws InterruptedException {
        try (ManagerServer server = ManagerServer.builder()
                .address("127.0.0.1", 0)
                .authKey(KEY)
                .maxValue(ENOUGH)
                .limit(ServerLimit.HEAP_PERCENT, 100)
                .build()) {
            server.start();
            System.out.println("listening on 127.0.0.1:" + server.port());
            server.awaitShutdown();
        }
    }

    private static SyncManager connect(int port) {
        return ManagerClient.connect(
                "127.0.0.1",
                port,
                KEY,
                ClientOptions.builder().maxValue(ENOUGH).connections(0).build());
    }

    private static void send(int port) throws Exception {
        byte[] value = new byte[GIB];
        for (int i = 0; i < value.length; i += 4096) {
            value[i] = (byte) (i >>> 12);
        }
        try (SyncManager manager = connect(port)) {
            SharedValue<Long> counter = manager.value("counter", TypeCode.LONG, 0L);
            SharedQueue<byte[]> queue = manager.queue("queue", byte[].class);
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> queue.add(value));
            long calls = 0;
            long slowest = 0;
            while (!sent.isDone()) {
                long begun = System.nanoTime();
                counter.getAndAdd(1L);
                slowest = Math.max(slowest, System.nanoTime() - begun);
                calls++;
            }
            sent.get();
            System.out.println("slowest small call meanwhile, in ms: " + slowest / 1_000_000);
            System.out.println("small calls meanwhile: " + calls);
            System.out.println("sent " + sum(value));
        }
    }

    private static void receive(int port) {
        try (SyncManager manager = connect(port)) {
            SharedQueue<byte[]> queue = manager.queue("queue", byte[].class);
            byte[] value = queue.remove();
            System.out.println("received " + sum(value));
            SharedDict<String, String> dict = manager.dict(String.class, String.class);
            dict.put("still", "serving");
            System.out.println("left " + queue.size() + ", " + dict.get("still"));
            manager.shutdownServer();
        }
    }

    private static String sum(byte[] value) {
        CRC32 sum = new CRC32();
        sum.update(value);
        return value.length + " bytes, sum " + sum.getValue();
    }
}
