package dev.steward.process.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who writes the archive of classes, who uses it, and when nobody does. That a JVM runs with it is tested with the jar. */
@Tag("one-jdk")
class ClassArchiveTest {

    private static final String WRITES = "-XX:ArchiveClassesAtExit=";
    private static final String USES = "-XX:SharedArchiveFile=";

    @TempDir
    private Path folder;

    private final Properties properties = new Properties();
    private Path jar;

    @BeforeEach
    void aClassPathOfJars() throws IOException {
        jar = Files.writeString(folder.resolve("program.jar"), "a jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
        properties.setProperty("java.class.path", jar.toString());
        properties.setProperty("user.home", folder.toString());
    }

    private ClassArchive archive(String... options) throws IOException {
        return ClassArchive.of(properties, List.of(options), List.of(), "Work", true);
    }

    private static Path fileIn(ClassArchive archive, String option) {
        assertThat(archive.options()).first().asString().startsWith(option);
        return Path.of(archive.options().get(0).substring(option.length()));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(".cache"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void oneChildWritesItAndTheNextOnesUseIt() throws Exception {
        ClassArchive first = archive();
        Path written = fileIn(first, WRITES);
        assertThat(archive()).as("meanwhile").isSameAs(ClassArchive.NONE);

        Files.writeString(written, "classes");
        first.childEnded(0);
        Path used = fileIn(archive(), USES);
        assertThat(used).hasContent("classes").hasParent(folder.resolve(".cache/steward"));
        assertThat(files()).containsExactly(used);
        assertThat(Files.getPosixFilePermissions(used.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aJarThatIsNewerThanItHasItWrittenAnew() throws Exception {
        ClassArchive first = archive();
        Files.writeString(fileIn(first, WRITES), "classes");
        first.childEnded(0);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
        fileIn(archive(), WRITES);
    }

    @Test
    void otherClassPathsAndOtherJavasHaveTheirOwn() throws Exception {
        Path first = fileIn(archive(), WRITES);
        properties.setProperty("java.vm.version", "another one");
        assertThat(nameIn(fileIn(archive(), WRITES))).isNotEqualTo(nameIn(first));
        properties.setProperty(
                "java.class.path", jar + File.pathSeparator + Files.writeString(folder.resolve("b.jar"), ""));
        assertThat(nameIn(fileIn(archive(), WRITES))).isNotEqualTo(nameIn(first));
    }

    private static String nameIn(Path unfinished) {
        return unfinished.getFileName().toString().substring(0, 32);
    }

    @Test
    void aChildThatFailedOrWasKilledLeavesItToTheNextOne() throws Exception {
        ClassArchive failed = archive();
        Files.writeString(fileIn(failed, WRITES), "half of it");
        failed.childEnded(137);
        fileIn(archive(), WRITES);
        assertThat(files()).noneMatch(file -> file.toString().endsWith("unfinished"));
    }

    @Test
    void aJvmThatWritesNoneIsNotAskedAgain() throws Exception {
        archive().childEnded(0);
        assertThat(archive()).isSameAs(ClassArchive.NONE);
        assertThat(files()).singleElement().satisfies(file -> assertThat(file).isEmptyFile());
    }

    @Test
    void whoEndsLastWritesNoneAndUsesThatOfAnotherKind() throws Exception {
        assertThat(endsLast()).isSameAs(ClassArchive.NONE);
        ClassArchive first = archive();
        Files.writeString(fileIn(first, WRITES), "classes");
        first.childEnded(0);
        assertThat(fileIn(endsLast(), USES)).isEqualTo(fileIn(archive(), USES));
    }

    private ClassArchive endsLast() throws IOException {
        return ClassArchive.of(properties, List.of(), List.of(), "Served", false);
    }

    @Test
    void eachKindHasItsOwn() throws Exception {
        ClassArchive first = archive();
        Files.writeString(fileIn(first, WRITES), "classes");
        first.childEnded(0);
        fileIn(ClassArchive.of(properties, List.of(), List.of(), "Worker", true), WRITES);
    }

    @Test
    void theOptionsOfTheUserWin() throws Exception {
        for (String option : List.of("-Xshare:off", "-XX:SharedArchiveFile=own.jsa", "-XX:AOTCache=own.aot")) {
            assertThat(archive("-Xmx1g", option)).as(option).isSameAs(ClassArchive.NONE);
        }
        properties.setProperty(ClassArchive.PROPERTY, ClassArchive.OFF);
        assertThat(archive()).isSameAs(ClassArchive.NONE);
        assertThat(folder.resolve(".cache")).doesNotExist();
    }

    @Test
    void nothingIsWrittenForFoldersOfClasses() throws Exception {
        properties.setProperty("java.class.path", jar + File.pathSeparator + folder);
        assertThat(archive()).isSameAs(ClassArchive.NONE);
        properties.setProperty("java.class.path", jar.toString());
        assertThat(ClassArchive.of(properties, List.of(), List.of(folder.toString()), "Work", true))
                .isSameAs(ClassArchive.NONE);
    }

    @Test
    void nothingIsWrittenWhereOthersMayWrite() throws Exception {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        properties.setProperty(ClassArchive.PROPERTY, open.toString());
        assertThat(archive()).isSameAs(ClassArchive.NONE);
    }

    @Test
    void aHomeThatIsNotThereIsHarmless() throws Exception {
        properties.setProperty("user.home", folder.resolve("none").toString());
        assertThat(archive()).isSameAs(ClassArchive.NONE);
    }
}
