package dev.steward.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every package says what lives in it, what it may import and which thread runs there. */
@Timeout(60)
@Tag("one-jdk")
class PackageInfoTest {

    @Test
    void everyPackageHasOne() {
        List<Path> packages = ProjectTree.mainSources().stream()
                .map(Path::getParent)
                .distinct()
                .toList();
        assertThat(packages)
                .isNotEmpty()
                .allSatisfy(folder ->
                        assertThat(folder.resolve("package-info.java")).exists());
    }

    @Test
    void eachHasItsThreeParts() {
        assertThat(ProjectTree.mainSources())
                .filteredOn(file -> file.endsWith("package-info.java"))
                .isNotEmpty()
                .allSatisfy(
                        file -> assertThat(missingIn(ProjectTree.text(file))).isEmpty());
    }

    @Test
    void aMissingPartIsNoticed() {
        assertThat(missingIn("/** What lives here.\n * May import: the JDK. Any thread. */\n@NullMarked\npackage a;"))
                .isEmpty();
        assertThat(missingIn("package a;")).hasSize(4);
        assertThat(missingIn("/** What lives here. */ @NullMarked package a;"))
                .containsExactly("what it may import ('May import: ...')", "which thread runs here");
    }

    private static List<String> missingIn(String text) {
        String comment = text.contains("*/") ? text.substring(0, text.indexOf("*/")) : "";
        return List.of(
                        new Part("what lives here", comment.matches("(?s)/\\*\\*[\\s*]+\\p{L}.*")),
                        new Part("what it may import ('May import: ...')", comment.contains("May import")),
                        new Part("which thread runs here", comment.matches("(?si).*\\b(thread|loop|lane)s?\\b.*")),
                        new Part("@NullMarked", text.contains("@NullMarked")))
                .stream()
                .filter(part -> !part.present())
                .map(Part::name)
                .toList();
    }

    private record Part(String name, boolean present) {}
}
