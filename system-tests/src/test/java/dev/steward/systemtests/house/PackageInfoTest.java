package dev.steward.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
        assertThat(missingIn("/** What lives here.\n * May import: nothing. Any thread. */\n@NullMarked\npackage a;"))
                .isEmpty();
        assertThat(missingIn("package a;")).hasSize(4);
        assertThat(missingIn("/** What lives here. */ @NullMarked package a;"))
                .containsExactly("what it may import ('May import: ...')", "which thread runs here");
    }

    @Test
    void mayImportWhatItImportsAndNothingElse() {
        Map<Path, List<String>> faults = new TreeMap<>();
        for (Path page : ProjectTree.javaSources("")) {
            if (page.endsWith("package-info.java") && !page.toString().contains("/wrong/")) {
                List<String> found =
                        PackagePage.read(ProjectTree.text(page)).faults(importedBeside(page, "dev.steward."));
                if (!found.isEmpty()) {
                    faults.put(ProjectTree.root().relativize(page), found);
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void anImportThatIsNotNamedAndANameThatIsNotImportedAreNoticed() {
        Path page = ProjectTree.root()
                .resolve("system-tests/src/test/java/dev/steward/systemtests/house/wrong/imports/package-info.java");
        Set<String> imported = importedBeside(page, "dev.steward.systemtests.house.wrong.");
        assertThat(imported).containsExactlyInAnyOrder("server", "server.first", "client", "Netty");
        assertThat(PackagePage.read(ProjectTree.text(page)).faults(imported))
                .containsExactly(
                        "remove {@code objects}, which nothing here imports",
                        "remove Kryo, which nothing here imports",
                        "add {@code client}, which is imported here",
                        "that is, write: May import: {@code client}, {@code server}, {@code server.first}, Netty.");
        assertThat(faultsOf("/** A. Any thread. */", "api"))
                .containsExactly("there is no sentence 'May import: ...'; write: May import: {@code api}.");
        assertThat(faultsOf("/** May import: the api. */", "api"))
                .contains("'the api' is neither a package in {@code } nor a library");
        assertThat(faultsOf("/**\n * May import: {@code\n * api},\n * Netty.\n * Any thread. */", "api", "Netty"))
                .isEmpty();
        assertThat(faultsOf("/** May import: nothing. Any thread. */")).isEmpty();
    }

    private static List<String> faultsOf(String page, String... imported) {
        return PackagePage.read(page).faults(Set.of(imported));
    }

    private static Set<String> importedBeside(Path page, String root) {
        String folder = ProjectTree.root().relativize(page.getParent()).toString();
        return Imports.of(
                ParsedSource.parse(ProjectTree.javaSources(folder).stream()
                        .filter(file -> file.getParent().equals(page.getParent()))
                        .toList()),
                root);
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
