package dev.steward.process.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.process.Connection;
import dev.steward.process.JavaProcess;
import dev.steward.process.Pipe;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a tree has made ends with its folder, and nothing else does. */
@Timeout(120)
class TrackedFolderTest {

    private static final String PREFIX =
            "steward-test-" + ProcessHandle.current().pid() + "-";

    private final Path path = TrackedFolder.newPath();

    private static Path named(String name) {
        return MemoryFolder.fileOf(PREFIX + name);
    }

    private static void publish(TrackedFolder folder, String name, boolean tracked) throws IOException {
        Path file = folder.newFile();
        BlockFile made = BlockFile.make(file, 8);
        assertThat(made.size()).isEqualTo(8);
        folder.publish(file, PREFIX + name, tracked);
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @AfterEach
    void removeAll() throws IOException {
        for (Path folder : List.of(path, ended(path))) {
            if (Files.exists(folder)) {
                TrackedFolder.sweep(folder);
            }
        }
        try (Stream<Path> files = Files.list(MemoryFolder.path())) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith(PREFIX)) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Path ended(Path folder) {
        return sibling(folder, ".ended");
    }

    private static Path sibling(Path folder, String suffix) {
        return folder.resolveSibling(folder.getFileName() + suffix);
    }

    @Test
    void onlyItsUserLooksIntoIt() throws IOException {
        TrackedFolder folder = TrackedFolder.make(path);
        assertThat(folder.isOwn()).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rwx------");
    }

    @Test
    void sweepingEndsWhatTheTreeMadeAndNoBlockThatHasGotANameSince() throws IOException {
        TrackedFolder folder = TrackedFolder.make(path);
        publish(folder, "own", true);
        publish(folder, "un\ntidy ", true);
        publish(folder, "untracked", false);
        publish(folder, "replaced", true);
        Files.delete(named("replaced"));
        Files.createFile(named("replaced"));
        publish(folder, "unlinked", true);
        Files.delete(named("unlinked"));
        Path unnamed = folder.newFile();
        assertThat(BlockFile.make(unnamed, 8).size()).isEqualTo(8);
        TrackedFolder.sweep(path);
        assertThat(named("own")).doesNotExist();
        assertThat(named("un\ntidy ")).doesNotExist();
        assertThat(named("untracked")).exists();
        assertThat(named("replaced")).exists();
        assertThat(path).doesNotExist();
        assertThat(ended(path)).doesNotExist();
    }

    @Test
    void aNameThatIsTakenLeavesNothingBehind() throws IOException {
        TrackedFolder folder = TrackedFolder.make(path);
        Files.createFile(named("taken"));
        assertThatThrownBy(() -> publish(folder, "taken", true)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(filesIn(path)).containsExactly("lock");
    }

    @Test
    void nobodyGetsANameWhenTheTreeHasEnded() throws IOException {
        TrackedFolder folder = TrackedFolder.make(path);
        Path file = folder.newFile();
        BlockFile made = BlockFile.make(file, 8);
        Files.move(path, ended(path));
        assertThatThrownBy(() -> folder.publish(file, PREFIX + "late", true)).isInstanceOf(IOException.class);
        assertThat(named("late")).doesNotExist();
        assertThat(made.size()).isEqualTo(8);
    }

    @Test
    void blocksThatOthersUnlinkedAreForgotten() throws IOException {
        TrackedFolder folder = TrackedFolder.make(path);
        for (int i = 0; i < 99; i++) {
            publish(folder, "block-" + i, true);
            Files.delete(named("block-" + i));
        }
        assertThat(filesIn(path)).hasSize(100);
        publish(folder, "last", true);
        assertThat(filesIn(path))
                .containsExactlyInAnyOrder("lock", String.valueOf(TrackedFolder.inodeOf(named("last"))));
    }

    @Test
    void aLinkOfAProcessThatHasEndedGoesIfAnotherHasTheBlock() throws IOException {
        TrackedFolder folder = TrackedFolder.make(path);
        Path onlyTheirs = path.resolve("of-1-aa");
        Path alsoOurs = path.resolve("of-1-bb");
        assertThat(BlockFile.make(onlyTheirs, 8).size()).isEqualTo(8);
        assertThat(BlockFile.make(alsoOurs, 8).size()).isEqualTo(8);
        Files.createLink(folder.newFile(), alsoOurs);
        folder.endOf(1);
        assertThat(onlyTheirs).exists();
        assertThat(alsoOurs).doesNotExist();
    }

    @Test
    void anEntryThatLeadsElsewhereRemovesNothing() throws IOException {
        TrackedFolder folder = TrackedFolder.make(path);
        Path outside = Files.createTempFile("steward-outside", "");
        try {
            Path inode = Path.of(String.valueOf(TrackedFolder.inodeOf(outside)));
            Files.createSymbolicLink(
                    folder.path().resolve(inode),
                    Path.of("../../..").resolve(Path.of("/").relativize(outside)));
            TrackedFolder.sweep(path);
            assertThat(path).doesNotExist();
            assertThat(outside).exists();
        } finally {
            Files.delete(outside);
        }
    }

    @Test
    void aBlockOfAUserThatIsCalledLikeAFolderIsNone() throws IOException {
        Path block = MemoryFolder.path().resolve("steward-memory-0-" + RandomNames.next(8));
        Files.createFile(block);
        Files.setLastModifiedTime(block, FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
        try {
            TrackedFolder.sweepStale(TrackedFolder.make(path).path());
            assertThat(block).exists();
        } finally {
            Files.delete(block);
        }
    }

    private static void live(String path, Connection connection) throws Exception {
        assertThat(TrackedFolder.make(Path.of(path)).isOwn()).isTrue();
        connection.send("made");
        connection.recv();
    }

    @Test
    void onlyFoldersWithoutTheirProcessAreStale() throws Exception {
        Path ofNobody = MemoryFolder.path().resolve("steward-memory-0-" + RandomNames.next(8));
        Files.createDirectory(ofNobody);
        Files.createFile(ofNobody.resolve("lock"));
        Files.createFile(named("left"));
        Files.createSymbolicLink(
                ofNobody.resolve(String.valueOf(TrackedFolder.inodeOf(named("left")))), Path.of("..", PREFIX + "left"));
        Path young = sibling(ofNobody, "-2.new");
        Path old = sibling(ofNobody, "-3.new");
        Files.createDirectory(young);
        Files.createDirectory(old);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
        Path lived = TrackedFolder.newPath();
        try (Pipe pipe = Pipe.open()) {
            JavaProcess child = JavaProcess.start(TrackedFolderTest::live, lived.toString(), pipe.second());
            assertThat(pipe.first().recv()).isEqualTo("made");
            Path own = ResourceTracker.folder().path();
            TrackedFolder.sweepStale(own);
            assertThat(own).exists();
            assertThat(lived).exists();
            assertThat(young).exists();
            assertThat(ofNobody).doesNotExist();
            assertThat(named("left")).doesNotExist();
            assertThat(old).doesNotExist();
            pipe.first().send("over");
            child.join();
        } finally {
            TrackedFolder.sweep(ofNobody);
            Files.deleteIfExists(young);
            TrackedFolder.sweep(lived);
        }
    }
}
