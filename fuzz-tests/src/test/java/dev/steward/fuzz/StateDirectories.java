package dev.steward.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.server.machine.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** The file of a state directory that says which start of which server was the last. */
final class StateDirectories {

    private static final byte[] NOTHING = {};

    private StateDirectories() {}

    static void take(byte[] input) {
        try {
            Path directory = Files.createTempDirectory("state");
            try {
                Files.write(directory.resolve("epoch"), input);
                try (StateDirectory state = StateDirectory.open(directory)) {
                    Boundary.require(state.nextIncarnation(new UUID(1, 1)).epoch() > 0, "an epoch is positive");
                } catch (IllegalStateException refused) {
                    Boundary.require(String.valueOf(refused.getMessage()).contains("damaged"), "says what is wrong");
                }
            } finally {
                for (String name : List.of("epoch", "epoch.new", "lock", "")) {
                    Files.deleteIfExists(directory.resolve(name));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static List<byte[]> seeds() {
        return List.of("00112233-4455-6677-8899-aabbccddeeff 41\n".getBytes(UTF_8), NOTHING);
    }
}
