package dev.steward.systemtests.client;

import dev.steward.api.AuthKey;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import dev.steward.systemtests.chaos.ChaosProxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** What tests with a server have in common: its start and end, clients, and threads that use them. */
@Timeout(60)
public abstract class ServedTest {

    /** The key of every server and client of the tests. */
    protected static final AuthKey KEY = AuthKey.of("0123456789abcdef");

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final ExecutorService users = Executors.newCachedThreadPool();

    /** Starts a server on a port of the loopback interface. */
    protected ManagerServer serve(ManagerServer.Builder builder) {
        ManagerServer server = builder.authKey(KEY).build();
        open.push(server);
        server.start();
        return server;
    }

    protected ManagerServer serve() {
        return serve(ManagerServer.builder().address("127.0.0.1", 0));
    }

    protected SyncManager connect(int port, ClientOptions.Builder options) {
        SyncManager manager = ManagerClient.connect("127.0.0.1", port, KEY, options.build());
        open.push(manager);
        return manager;
    }

    protected SyncManager connect(int port) {
        return connect(port, ClientOptions.builder());
    }

    protected ChaosProxy chaos(ManagerServer server) {
        ChaosProxy proxy = new ChaosProxy(server.port());
        open.push(proxy);
        return proxy;
    }

    protected <T> Future<T> meanwhile(Callable<T> use) {
        return users.submit(use);
    }

    protected static <T> T get(Future<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    /** Has something closed after the test, before what was opened earlier. */
    protected <T extends AutoCloseable> T closing(T opened) {
        open.push(opened);
        return opened;
    }

    @AfterEach
    protected void closeAll() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
        users.shutdownNow();
        users.awaitTermination(10, TimeUnit.SECONDS);
    }
}
