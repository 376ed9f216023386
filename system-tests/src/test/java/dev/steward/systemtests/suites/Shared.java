package dev.steward.systemtests.suites;

import dev.steward.api.AuthKey;
import dev.steward.api.RemoteProxy;
import dev.steward.api.SyncManager;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import io.netty.util.ResourceLeakDetector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import junit.extensions.TestSetup;
import junit.framework.Test;
import junit.framework.TestResult;
import org.jspecify.annotations.Nullable;

/**
 * One server and one client for all tests of a suite, and the objects of the test that runs. The server runs from the
 * first test of the suite to its last. Used by the thread of the tests.
 */
final class Shared {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final ResourceLeakDetector.Level leakDetection = ResourceLeakDetector.getLevel();
    private final Deque<RemoteProxy> made = new ArrayDeque<>();
    private @Nullable ManagerServer server;
    private @Nullable SyncManager manager;

    /** Returns a new object of the server, which lives until the test ends. */
    <T extends RemoteProxy> T make(Function<SyncManager, T> maker) {
        if (manager == null) {
            throw new IllegalStateException("no test runs");
        }
        T object = maker.apply(manager);
        made.push(object);
        return object;
    }

    /** Lets the objects of the test go. */
    void forgetAll() {
        made.forEach(RemoteProxy::forget);
        made.clear();
    }

    /** Returns tests with a server around them, and a limit for each. */
    Test around(Test tests) {
        return new TestSetup(tests) {
            @Override
            public void run(TestResult result) {
                TimeLimit.around(LONGEST, result, () -> super.run(result));
            }

            @Override
            protected void setUp() {
                // Hundreds of thousands of calls, five times as slow when each touch of each buffer is recorded.
                ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.SIMPLE);
                AuthKey key = AuthKey.random();
                server = ManagerServer.builder()
                        .address("127.0.0.1", 0)
                        .authKey(key)
                        .build();
                server.start();
                manager = ManagerClient.connect("127.0.0.1", server.port(), key);
            }

            @Override
            protected void tearDown() {
                if (manager != null) {
                    manager.close();
                }
                if (server != null) {
                    server.close();
                }
                ResourceLeakDetector.setLevel(leakDetection);
            }
        };
    }
}
