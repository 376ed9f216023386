package dev.steward.server.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {

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

    @Test
    void damagedEpochIsNamedAndNotOverwritten() throws IOException {
        Path file = Files.writeString(directory.resolve("epoch"), "nonsense");
        assertThatThrownBy(this::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("restore it");
        assertThat(file).hasContent("nonsense");
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
