package dev.steward.server.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateDirectoryTest {

    private static final String ID = "00112233-4455-6677-8899-aabbccddeeff";

    @TempDir
    Path directory;

    private Incarnation start() {
        try (StateDirectory state = StateDirectory.open(directory)) {
            return state.nextIncarnation(UUID.randomUUID());
        }
    }

    @Test
    void idStaysAndEpochGrowsOverStarts() {
        Incarnation first = start();
        Incarnation second = start();
        assertThat(second.serverId()).isEqualTo(first.serverId());
        assertThat(second.epoch()).isEqualTo(first.epoch() + 1);
    }

    @Test
    void startThatDiedBeforeItsEpochWasInPlaceDoesNotHinderTheNext() throws IOException {
        Incarnation first = start();
        Files.writeString(directory.resolve("epoch.new"), "half");
        assertThat(start().epoch()).isEqualTo(first.epoch() + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "",
                ID,
                ID + " 4 5",
                ID + " 4 4",
                ID + " 4 0",
                ID + " 4 01",
                ID + " 4 1 1",
                ID + " -4",
                ID + " +4",
                ID + " 0",
                ID + " 04",
                ID + " 2147483647",
                ID + " 9223372036854775807",
                ID + " 9223372036854775808",
                "0-0-2-444-c 4",
                "00112233-4455-6677-8899-AABBCCDDEEFF 4"
            })
    void damagedEpochIsNamedAndNotOverwritten(String damaged) throws IOException {
        Path file = Files.writeString(directory.resolve("epoch"), damaged);
        assertThatThrownBy(this::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("restore it");
        assertThat(file).hasContent(damaged);
    }

    @Test
    void lastEpochThatFitsIntoATokenIsReached() throws IOException {
        Files.writeString(directory.resolve("epoch"), ID + " 2147483646");
        assertThat(start().epoch()).isEqualTo(Integer.MAX_VALUE);
        assertThatThrownBy(this::start).hasMessageContaining("restore it");
    }

    /** Ids are as long as they are written. */
    private static final Incarnation OF_LOG = Incarnation.ofEpoch(UUID.fromString(ID), 4);

    private long fromBackup(Instant wallClock) {
        try (StateDirectory state = StateDirectory.open(directory)) {
            return state.epochAfterBackup(OF_LOG, wallClock);
        }
    }

    @Test
    void epochAfterABackupGrowsByTheClockAndWithoutIt() throws IOException {
        Files.writeString(directory.resolve("epoch"), ID + " 4\n");
        Instant year2020 = Instant.parse("2020-01-01T00:00:00Z");
        assertThat(fromBackup(Instant.EPOCH)).isEqualTo(5);
        assertThat(fromBackup(year2020.plusSeconds(1_000))).isEqualTo(1_000);
        assertThat(fromBackup(year2020.plusSeconds(1_000))).isEqualTo(1_001);
        assertThat(directory.resolve("epoch")).hasContent(ID + " 1001 4");
        Instant tooLate = year2020.plusSeconds(Integer.MAX_VALUE);
        assertThatThrownBy(() -> fromBackup(tooLate)).hasMessageContaining("clock");
        // Where the log goes on, and where somebody has removed it.
        try (StateDirectory state = StateDirectory.open(directory)) {
            assertThat(state.goOnAs(OF_LOG)).isEqualTo(OF_LOG);
        }
        assertThat(start().epoch()).isEqualTo(1_002);
    }

    @Test
    void epochOfAnotherServerIsNotTakenForThatOfALog() throws IOException {
        Files.writeString(directory.resolve("epoch"), ID.replace('0', '1') + " 4\n");
        assertThatThrownBy(() -> fromBackup(Instant.EPOCH))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("and its epoch file of server " + ID.replace('0', '1'));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whoIsRefusedInTheSameProcessDoesNotLetOtherProcessesIn() throws IOException {
        Path lock = directory.resolve("lock");
        try (StateDirectory state = StateDirectory.open(directory)) {
            assertThat(PosixLocks.on(lock)).hasSize(1);
            assertThatThrownBy(() -> StateDirectory.open(directory)).hasMessageContaining("in use by another server");
            assertThat(PosixLocks.on(lock)).hasSize(1);
            assertThat(state.nextIncarnation(UUID.randomUUID()).epoch()).isEqualTo(1);
        }
        assertThat(PosixLocks.on(lock)).isEmpty();
        assertThat(start().epoch()).isEqualTo(2);
    }

    @Test
    void directoryThatIsAFileIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> StateDirectory.open(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("may write");
    }
}
