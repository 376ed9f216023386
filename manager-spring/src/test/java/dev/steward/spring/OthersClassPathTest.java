package dev.steward.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nobody else has Spring on the class path. */
@Tag("one-jdk")
class OthersClassPathTest {

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void noOtherModuleNamesSpringAndOnlyTheHouseLooksAtItsClasses() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of(".."))) {
            List<Path> modules = folders.map(folder -> folder.resolve("pom.xml"))
                    .filter(Files::isRegularFile)
                    .toList();
            assertThat(modules)
                    .hasSizeGreaterThan(15)
                    .filteredOn(pom -> text(pom).contains("spring"))
                    .extracting(pom -> pom.getParent().getFileName().toString())
                    .containsExactlyInAnyOrder("manager-bom", "manager-spring", "system-tests");
            assertThat(modules)
                    .noneMatch(pom -> !pom.getParent().endsWith("manager-spring")
                            && text(pom).contains("org.springframework"));
        }
    }
}
