package dev.steward.process.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder that a killed process left is removed, and nothing that others put beside it. */
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
}
