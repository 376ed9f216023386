package dev.steward.process.child;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.process.Connection;
import dev.steward.process.JavaProcess;
import dev.steward.process.Pipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder that a killed process left is removed, and nothing that others have beside it. */
class PrivateFolderTest {

    private static final long NOBODY = Long.MAX_VALUE;

    @Test
    void folderOfAnEndedProcessGoesAndWhatALinkOfItsNameLeadsToStays(@TempDir Path elsewhere) throws Exception {
        Path kept = Files.createFile(elsewhere.resolve("kept"));
        Path beside = PrivateFolder.path().toAbsolutePath().getParent();
        Path left = Files.createDirectory(beside.resolve("steward-" + NOBODY + "-left"));
        Files.createFile(left.resolve("manager-1"));
        Path planted = Files.createSymbolicLink(beside.resolve("steward-" + NOBODY + "-planted"), elsewhere);
        try {
            PrivateFolder.removeOf(NOBODY);
            assertThat(left).doesNotExist();
            assertThat(kept).exists();
        } finally {
            Files.deleteIfExists(planted);
        }
    }

    private static Path folderOf(long pid, String name) throws IOException {
        Path beside = PrivateFolder.path().toAbsolutePath().getParent();
        return Files.createDirectory(beside.resolve("steward-" + pid + "-" + name));
    }

    private static void makeOld(Path folder) throws IOException {
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
    }

    private static void showFolder(Connection connection) throws Exception {
        connection.send(PrivateFolder.path().toString());
        connection.recv();
    }

    @Test
    void whoNeedsAFolderRemovesThoseOfEndedProcessesAndNoOther() throws Exception {
        Path killed = folderOf(NOBODY, "killed");
        Files.createFile(killed.resolve("lock"));
        Files.createFile(killed.resolve("arguments-1"));
        Path killedWhileItMadeIt = folderOf(NOBODY, "begun");
        makeOld(killedWhileItMadeIt);
        Path isMakingIt = folderOf(NOBODY, "young");
        Path ofALivingOneWithoutALock =
                folderOf(ProcessHandle.current().parent().orElseThrow().pid(), "older");
        makeOld(ofALivingOneWithoutALock);
        Path strange = folderOf(NOBODY, "strange");
        Path strangersName = Files.move(strange, strange.resolveSibling("steward-7z-strange"));
        makeOld(strangersName);
        try (Pipe pipe = Pipe.open()) {
            JavaProcess child = JavaProcess.start(PrivateFolderTest::showFolder, pipe.second());
            Path lives = Path.of((String) pipe.first().recv());
            PrivateFolder.removeAbandoned(PrivateFolder.path());
            assertThat(killed).doesNotExist();
            assertThat(killedWhileItMadeIt).doesNotExist();
            assertThat(isMakingIt).exists();
            assertThat(ofALivingOneWithoutALock).exists();
            assertThat(strangersName).exists();
            assertThat(lives).exists();
            assertThat(PrivateFolder.path()).exists();
            pipe.first().send("over");
            child.join();
            assertThat(lives).doesNotExist();
        } finally {
            for (Path kept : List.of(isMakingIt, ofALivingOneWithoutALock, strangersName)) {
                Files.deleteIfExists(kept);
            }
        }
    }
}
