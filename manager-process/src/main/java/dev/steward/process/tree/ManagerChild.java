package dev.steward.process.tree;

import dev.steward.api.AuthKey;
import dev.steward.api.CallInterruptedException;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.client.OpenConnection;
import dev.steward.process.child.ChildJvm;
import dev.steward.process.child.ChildOptions;
import dev.steward.process.child.PrivateFolder;
import dev.steward.protocol.value.codec.FunctionPassage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A manager's server in a child JVM, for this process and those that it starts. Nobody else has its key, so its clients
 * open all classes and functions.
 */
final class ManagerChild {

    private static final int SECONDS_TO_END = 5;

    /** A connection to a process of the same machine breaks only when one of the two dies. */
    private static final Duration RESUME_WINDOW = Duration.ZERO;

    /** With no window there is nothing to resume: whoever waits shall hear of it, and not wait for a server that is dead. */
    private static final Duration GIVE_UP = Duration.ofSeconds(1);

    /** While a crowd of JVMs starts, a machine may be busy for long; nobody shall be taken for dead, or not let in. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final ChildJvm child;
    private final SyncManager manager;

    private ManagerChild(ChildJvm child, SyncManager manager) {
        this.child = child;
        this.manager = manager;
    }

    /** Starts a server and connects to it. Blocks until both is done. */
    static ManagerChild start() {
        int number = NUMBERS.incrementAndGet();
        Path socket = PrivateFolder.lasting("manager-" + number);
        AuthKey key = AuthKey.random();
        ChildOptions options = new ChildOptions("SyncManager-" + number, true, true, jvmOptions());
        ChildJvm child = ProcessTree.start(options, new ServeManager(socket.toString(), key.toHex()));
        // A server that is killed leaves its socket.
        CompletableFuture<?> unused = child.onExit().thenRun(() -> PrivateFolder.removeFile(socket));
        try {
            child.onReady().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            SyncManager manager = ManagerClient.connect(
                    socket,
                    key,
                    ClientOptions.builder()
                            .resumeWindow(RESUME_WINDOW)
                            .giveUp(GIVE_UP)
                            .lease(PATIENCE)
                            .connectTimeout(PATIENCE)
                            .allow(FunctionPassage.class)
                            .build());
            return new ManagerChild(child, manager);
        } catch (InterruptedException interrupted) {
            child.kill();
            Thread.currentThread().interrupt();
            throw new CallInterruptedException("starting a manager was interrupted", Outcome.NOT_EXECUTED, interrupted);
        } catch (ExecutionException | TimeoutException failed) {
            child.kill();
            throw new ManagerException(
                    "the manager's process did not start; what it printed says why", Outcome.NOT_EXECUTED, failed);
        } catch (RuntimeException failed) {
            child.kill();
            throw failed;
        }
    }

    /** It runs our code only, so what the JVM should warn of is known, and no object is read from bytes by the JDK. */
    private static List<String> jvmOptions() {
        List<String> options = new ArrayList<>(List.of("-Djdk.serialFilter=!*"));
        if (Runtime.version().feature() >= 24) {
            options.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        return options;
    }

    SyncManager manager() {
        return manager;
    }

    /** Ends the server when the manager is closed. */
    void endWithManager() {
        OpenConnection.of(manager).ifPresent(connection -> connection.afterClose(this::end));
    }

    private void end() {
        child.tellToEnd();
        try {
            child.onExit().get(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            child.kill();
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            child.kill();
        }
    }
}
