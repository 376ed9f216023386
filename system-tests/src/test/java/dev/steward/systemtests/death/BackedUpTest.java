package dev.steward.systemtests.death;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.server.DurableState;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerLimit;
import dev.steward.systemtests.client.ServedTest;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** What tests of backups have in common: durable servers by the names of their directories, and clients that stay. */
abstract class BackedUpTest extends ServedTest {

    static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    ManagerServer.Builder durable(String name) {
        // Little, so that there are snapshots, and that segments come and go while they are copied.
        return ManagerServer.builder()
                .address("127.0.0.1", 0)
                .durable(folder.resolve(name))
                .limit(ServerLimit.SNAPSHOT_BYTES, 64 << 10);
    }

    /** Backs up what is called "server". */
    Path backup(String name) {
        DurableState backup = DurableState.backup(folder.resolve("server"), folder.resolve(name));
        assertThat(backup.isBackup()).isTrue();
        assertThat(backup.tornBytes()).isZero();
        return folder.resolve(name);
    }

    SyncManager client(int port) {
        return connect(
                port, ClientOptions.builder().lease(LONG).resumeWindow(LONG).giveUp(LONG));
    }
}
