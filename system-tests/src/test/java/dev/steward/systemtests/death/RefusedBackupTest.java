package dev.steward.systemtests.death;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.SharedList;
import dev.steward.api.SyncManager;
import dev.steward.cli.Steward;
import dev.steward.server.DurableState;
import dev.steward.server.ManagerServer;
import dev.steward.systemtests.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A backup is there as a whole, or is refused: by whoever would take it, by every server, and in words that say the cure. */
@Tag("one-jdk")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RefusedBackupTest extends BackedUpTest {

    private static final long NANOS_BETWEEN_LOOKS = 100_000;

    /** Returns the last segment of the log in a state directory. */
    private static Path lastSegment(Path stateDirectory) throws IOException {
        try (Stream<Path> files = Files.list(stateDirectory.resolve("log"))) {
            return files.filter(path -> path.toString().endsWith(".entries"))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    private void written() {
        ManagerServer server = serve(durable("server"));
        SyncManager manager = client(server.port());
        for (int i = 0; i < 100; i++) {
            manager.list("list", Integer.class).add(i);
        }
        server.close();
    }

    private void assertRefuses(Class<? extends RuntimeException> why, Path from, Path to, String... words) {
        assertThatThrownBy(() -> DurableState.backup(from, to))
                .isInstanceOf(why)
                .satisfies(refused -> assertThat(refused.getMessage()).contains(words));
    }

    @Test
    void whatCannotBeBackedUpIsSaidAndNothingIsLeftOfIt() throws IOException {
        Path server = folder.resolve("server");
        Path target = folder.resolve("target");
        assertRefuses(
                IllegalArgumentException.class, server, target, "there is no log of a durable server in " + server);
        written();
        Path full = Files.createDirectory(folder.resolve("full"));
        Files.createFile(full.resolve("something"));
        assertRefuses(IllegalArgumentException.class, server, full, full + " is not empty", "name a directory");
        Path file = full.resolve("something");
        assertRefuses(IllegalArgumentException.class, server, file, file.toString(), "name a directory");
        Path segment = lastSegment(server);
        byte[] log = Files.readAllBytes(segment);
        log[log.length / 2] ^= 1;
        Files.write(segment, log);
        assertRefuses(IllegalStateException.class, server, target, segment.toString(), "is damaged");
        assertThat(target).isEmptyDirectory();
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertRefuses(IllegalStateException.class, server, empty, "is damaged");
        assertThat(empty).isEmptyDirectory();
        log[log.length / 2] ^= 1;
        Files.write(segment, log);
        assertThat(DurableState.backup(server, empty).objects()).isEqualTo(1);
    }

    @Test
    void aBackupFromWhichSomethingIsMissingIsRefused() throws IOException {
        written();
        Path backup = backup("backup");
        DurableState whole = DurableState.verify(backup);
        Path segment = lastSegment(backup);
        byte[] log = Files.readAllBytes(segment);
        Files.write(segment, Arrays.copyOf(log, log.length - 1));
        String words = "had all entries until " + whole.lastEntry();
        assertThatThrownBy(() -> DurableState.verify(backup))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(words);
        ManagerServer.Builder builder = durable("backup");
        assertThatThrownBy(() -> serve(builder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(words);
        Files.write(segment, log);
        assertThat(client(serve(durable("backup")).port()).list("list", Integer.class))
                .hasSize(100);
    }

    /** How far a backup has come when it is killed. */
    enum BackupStage {
        BEGUN {
            @Override
            boolean isReached(Path target) {
                return Files.exists(target.resolve("log/backup"));
            }
        },
        COPYING {
            @Override
            boolean isReached(Path target) {
                return Files.exists(target.resolve("log/snapshot"));
            }
        },
        COPIED {
            @Override
            boolean isReached(Path target) throws IOException {
                try (Stream<Path> files = Files.list(target.resolve("log"))) {
                    return files.anyMatch(path -> path.toString().endsWith(".entries"));
                }
            }
        },
        ENDED {
            @Override
            boolean isReached(Path target) throws IOException {
                return Files.size(target.resolve("log/backup")) > 0;
            }
        };

        abstract boolean isReached(Path target) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void aBackupThatIsKilledIsWholeOrRefused(BackupStage stage) throws Exception {
        ManagerServer server = serve(durable("server"));
        SyncManager manager = client(server.port());
        SharedList<byte[]> list = manager.list("list", byte[].class);
        for (int i = 0; i < 100; i++) {
            list.add(new byte[100_000]);
        }
        await().until(() -> Files.exists(folder.resolve("server/log/snapshot")));
        Path target = folder.resolve("target");
        Jvm backup = Jvm.run(Steward.class, "backup", folder.resolve("server").toString(), target.toString());
        try (backup) {
            while (backup.isAlive() && !(Files.exists(target.resolve("log/backup")) && stage.isReached(target))) {
                // It needs the processor that looking without a pause would take.
                LockSupport.parkNanos(NANOS_BETWEEN_LOOKS);
            }
        }
        if (Files.size(target.resolve("log/backup")) > 0) {
            System.out.println("killed when it was " + stage + ": whole");
            assertThat(DurableState.verify(target).objects()).isEqualTo(1);
            assertThat(client(serve(durable("target")).port()).list("list", byte[].class))
                    .hasSize(100);
            return;
        }
        System.out.println("killed when it was " + stage + ": not finished");
        String words = "the backup in " + target.resolve("log") + " was never finished: remove it";
        assertThatThrownBy(() -> DurableState.verify(target))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(words);
        for (ManagerServer.Builder builder : List.of(
                durable("target"),
                ManagerServer.builder().address("127.0.0.1", 0).stateDir(target))) {
            assertThatThrownBy(() -> serve(builder))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(words);
        }
        assertRefuses(IllegalArgumentException.class, folder.resolve("server"), target, "is not empty");
        assertRefuses(IllegalStateException.class, target, folder.resolve("another"), words);
    }

    @Test
    void aServerThatIsNotDurableDoesNotTakeABackup() {
        written();
        ManagerServer.Builder builder =
                ManagerServer.builder().address("127.0.0.1", 0).stateDir(backup("backup"));
        assertThatThrownBy(() -> serve(builder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has the log of a durable server");
    }
}
