package dev.steward.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a test has left in the folder of this process. */
final class Leftovers {

    private Leftovers() {}

    /** Asserts that no process of the test runs and no file is left but the socket of the shared manager. */
    static void none() throws IOException {
        assertThat(JavaProcess.active()).isEmpty();
        assertThat(files()).noneMatch(name -> name.startsWith("arguments"));
    }

    static List<String> files() throws IOException {
        String prefix = "steward-" + ProcessHandle.current().pid() + "-";
        try (Stream<Path> tree = Files.walk(Path.of(System.getProperty("java.io.tmpdir")))) {
            return tree.filter(file -> file.getParent().getFileName().toString().startsWith(prefix))
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}
