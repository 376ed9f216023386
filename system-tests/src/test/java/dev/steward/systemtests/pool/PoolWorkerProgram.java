package dev.steward.systemtests.pool;

import dev.steward.api.AuthKey;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.process.PoolWorker;
import java.time.Duration;

/** A worker that takes tasks of one package, one at a time. Arguments: the port, the pool, the package, the resume window in ms. */
public final class PoolWorkerProgram {

    private PoolWorkerProgram() {}

    public static void main(String[] args) throws Exception {
        ClientOptions options = ClientOptions.builder()
                .resumeWindow(Duration.ofMillis(Long.parseLong(args[3])))
                .giveUp(Duration.ofSeconds(2))
                .build();
        int port = Integer.parseInt(args[0]);
        try (SyncManager manager = ManagerClient.connect("127.0.0.1", port, AuthKey.of("0123456789abcdef"), options)) {
            PoolWorker worker =
                    PoolWorker.builder().slots(1).allow(args[2]).onlyAllowed().join(manager, args[1]);
            System.out.println("joined as " + worker.number());
            worker.awaitEnd();
        }
    }
}
