package dev.steward.process.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A block is what all who open it by its name have in common. */
@Timeout(60)
class MemoryBlockTest {

    private static final String NAME = "steward-test-" + ProcessHandle.current().pid();

    /** Other processes have blocks in the folder too, which come and go: only what is named after this one is looked at. */
    private static List<Path> own() throws IOException {
        try (Stream<Path> files = Files.list(MemoryFolder.path())) {
            return files.filter(file -> file.getFileName().toString().startsWith(NAME))
                    .toList();
        }
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        List<Path> left = own();
        Files.deleteIfExists(MemoryFolder.fileOf(NAME));
        assertThat(left).isEmpty();
    }

    @Test
    void bytesAreTheSameForAllWhoHaveItOpen() {
        try (MemoryBlock made = MemoryBlock.create(NAME, 4097, true);
                MemoryBlock opened = MemoryBlock.open("/" + NAME)) {
            assertThat(opened.name()).isEqualTo(NAME);
            assertThat(opened.size()).isEqualTo(4097);
            assertThat(made.buffer().order()).isEqualTo(ByteOrder.nativeOrder());
            assertThat(opened.buffer().get(4096)).isZero();
            made.buffer().putLong(8, 42);
            assertThat(opened.buffer().getLong(8)).isEqualTo(42);
            made.buffer().get();
            assertThat(made.buffer().position()).isZero();
            made.unlink();
        }
    }

    @Test
    void onlyItsUserMayOpenIt() throws IOException {
        try (MemoryBlock made = MemoryBlock.create(NAME, 1, true)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(MemoryFolder.fileOf(NAME))))
                    .isEqualTo("rw-------");
            made.unlink();
        }
    }

    @Test
    void aBlockWithoutANameOfTheUserHasOneAsInPython() {
        try (MemoryBlock made = MemoryBlock.create(5, true)) {
            assertThat(made.name()).matches("psm_[0-9a-f]{8}");
            made.unlink();
            assertThat(MemoryFolder.fileOf(made.name())).doesNotExist();
        }
    }

    @Test
    void aNameThatIsTakenOrGoneIsSaidToBe() {
        try (MemoryBlock made = MemoryBlock.create(NAME, 1, true)) {
            assertThatThrownBy(() -> MemoryBlock.create(NAME, 1, true))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasCauseInstanceOf(FileAlreadyExistsException.class)
                    .hasMessage("cannot make the shared memory '" + NAME
                            + "': there is one of that name: open it, unlink it, or take another name");
            assertThat(made.unlink()).isTrue();
            assertThat(made.unlink()).isFalse();
        }
        assertThatThrownBy(() -> MemoryBlock.open(NAME))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("'" + NAME + "': there is none");
    }

    @Test
    void namesThatNoBlockCanHaveAreRefused() {
        for (String name : new String[] {"", "/", ".", "..", "a/b", "//a", "a\0b", "x".repeat(256), "é".repeat(128)}) {
            assertThatThrownBy(() -> MemoryBlock.create(name, 1, true))
                    .as("%s", name)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("of shared memory");
            assertThatThrownBy(() -> MemoryBlock.open(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void sizesThatNoBlockCanHaveAreRefusedAndNothingIsLeft() throws IOException {
        for (long size : new long[] {0, -1, Long.MIN_VALUE, 1L << 31}) {
            assertThatThrownBy(() -> MemoryBlock.create(NAME, size, true))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(String.valueOf(size));
        }
        assertThat(MemoryFolder.fileOf(NAME)).doesNotExist();
    }

    @Test
    void whatIsNoBlockIsNotOpened() throws IOException {
        Path file = MemoryFolder.fileOf(NAME);
        Files.createFile(file);
        assertThatThrownBy(() -> MemoryBlock.open(NAME)).hasMessageContaining("no bytes");
        Files.delete(file);
        Files.createDirectory(file);
        assertThatThrownBy(() -> MemoryBlock.open(NAME)).hasMessageContaining("no shared memory");
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/etc/hostname"));
        assertThatThrownBy(() -> MemoryBlock.open(NAME)).hasMessageContaining("no shared memory");
        Files.delete(file);
    }

    @Test
    void whoseABlockIsIsSaidWhereItCannotBeOpened() {
        assertThat(BlockFile.cannot("open", NAME, new AccessDeniedException("file")))
                .hasMessage("cannot open the shared memory '" + NAME
                        + "': it is another user's, who gave this one no right to it");
    }

    @Test
    void aBlockThatItsUserMayNotOpenIsNotOpened() throws IOException {
        Path file = MemoryFolder.fileOf(NAME);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(Set.of()));
        try {
            assumeFalse(Files.isReadable(file), "this user may open all files");
            assertThatThrownBy(() -> MemoryBlock.open(NAME)).hasCauseInstanceOf(AccessDeniedException.class);
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aClosedBlockGivesNoBytesAndThoseThatItGaveStay() {
        MemoryBlock made = MemoryBlock.create(NAME, 8, true);
        ByteBuffer buffer = made.buffer();
        made.close();
        made.unlink();
        buffer.putInt(0, 7);
        assertThat(buffer.getInt(0)).isEqualTo(7);
        assertThatThrownBy(made::buffer)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was closed");
    }
}
