package dev.steward.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.steward.api.UnsupportedValueException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A block is the same bytes for all who open it, and says clearly when it cannot be had. */
@Timeout(60)
class SharedMemoryTest {

    @RegisterExtension
    private final SharedMemoryNames names = new SharedMemoryNames();

    @Test
    void whatOneWritesTheOtherSees() {
        String name = names.next();
        try (SharedMemory made = SharedMemory.create(name, 4097);
                SharedMemory opened = SharedMemory.open("/" + name)) {
            assertThat(opened.name()).isEqualTo(name);
            assertThat(opened.size()).isEqualTo(4097);
            assertThat(opened).hasToString("SharedMemory('" + name + "', size=4097)");
            made.buffer().putLong(8, 42);
            assertThat(opened.buffer().getLong(8)).isEqualTo(42);
            assertThat(opened.unlink()).isTrue();
            assertThat(made.unlink()).isFalse();
        }
    }

    @Test
    void aBlockThatHasGotTheNameOfAnotherIsNotUnlinkedInItsPlace() {
        String name = names.next();
        try (SharedMemory first = SharedMemory.create(name, 8)) {
            assertThat(first.unlink()).isTrue();
            try (SharedMemory second = SharedMemory.create(name, 8)) {
                assertThat(first.unlink()).isFalse();
                assertThat(second.unlink()).isTrue();
            }
        }
    }

    @Test
    void aNameOfItsOwnIsAsInPython() {
        try (SharedMemory made = SharedMemory.create(5)) {
            assertThat(made.name()).matches("psm_[0-9a-f]{8}");
            assertThat(made.unlink()).isTrue();
        }
        try (SharedMemory made = SharedMemory.untracked(5)) {
            assertThat(made.unlink()).isTrue();
        }
    }

    @Test
    void whatCannotBeMadeOrOpenedIsSaidWithTheCure() {
        String name = names.next();
        try (SharedMemory made = SharedMemory.create(name, 1)) {
            assertThatThrownBy(() -> SharedMemory.create(name, 1))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasCauseInstanceOf(FileAlreadyExistsException.class)
                    .hasMessageContaining("open it, unlink it, or take another name");
            assertThat(made.unlink()).isTrue();
        }
        assertThatThrownBy(() -> SharedMemory.open(name))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(name);
        assertThatThrownBy(() -> SharedMemory.create(name, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SharedMemory.create(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SharedMemory.create("a/b", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBlockThatDoesNotFitIsRefusedAndTakesNoRoom() throws Exception {
        long room = Files.getFileStore(SharedMemoryNames.fileOf("")).getUsableSpace();
        assumeTrue(room < Integer.MAX_VALUE, "a block may have at most 2 GiB, and there is room for more");
        assertThatThrownBy(() -> SharedMemory.create(room + 1))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("there is room for");
    }

    @Test
    void aBlockThatWasClosedGivesNoBytesAndThoseThatItGaveStay() {
        SharedMemory made = SharedMemory.create(names.next(), 8);
        ByteBuffer buffer = made.buffer();
        made.close();
        assertThat(made.isClosed()).isTrue();
        assertThat(made.unlink()).isTrue();
        buffer.putInt(0, 7);
        assertThat(buffer.getInt(0)).isEqualTo(7);
        assertThatThrownBy(made::buffer).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> JavaProcess.start(SharedMemoryTest::touch, made))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("was closed here: pass it before close()");
    }

    private static void touch(SharedMemory memory) {
        memory.buffer().put(0, (byte) 1);
    }

    @Test
    void anInterruptKeepsNobodyFromABlock() {
        Thread.currentThread().interrupt();
        try (SharedMemory made = SharedMemory.create(100_000);
                SharedMemory opened = SharedMemory.open(made.name())) {
            assertThat(Thread.interrupted()).isTrue();
            assertThat(opened.unlink()).isTrue();
        }
    }

    @Test
    void aManagerEndsWhatItMade() {
        SharedMemory block;
        ShareableList list;
        try (SharedMemoryManager manager = new SharedMemoryManager()) {
            block = manager.sharedMemory(100);
            list = manager.shareableList(List.of(1, 2));
            assertThat(list.get(1)).isEqualTo(2L);
            assertThat(SharedMemoryNames.fileOf(block.name())).exists();
        }
        assertThat(SharedMemoryNames.fileOf(block.name())).doesNotExist();
        assertThat(SharedMemoryNames.fileOf(list.memory().name())).doesNotExist();
        assertThatThrownBy(() -> list.get(0)).isInstanceOf(IllegalStateException.class);
        SharedMemoryManager closed = new SharedMemoryManager();
        closed.close();
        closed.close();
        assertThatThrownBy(() -> closed.sharedMemory(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void pythonOpensWhatJavaMade() throws Exception {
        Python.assumeThere();
        try (SharedMemory made = SharedMemory.create(3_000_000)) {
            ByteBuffer buffer = made.buffer();
            for (int i = 0; i < 750_000; i++) {
                buffer.putInt(4 * i, i);
            }
            List<String> lines = Python.run("""
                block = SharedMemory(sys.argv[1])
                untracked(block.name)
                numbers = block.buf.cast('i')
                print(block.name == sys.argv[1], block.size, len(numbers), sum(numbers))
                numbers[749_999] = -5
                numbers.release()
                block.buf[0:5] = b'hello'
                block.close()
                """, made.name());
            assertThat(lines).containsExactly("True 3000000 750000 " + 749_999L * 750_000 / 2);
            byte[] hello = new byte[5];
            buffer.get(0, hello);
            assertThat(new String(hello, UTF_8)).isEqualTo("hello");
            assertThat(buffer.getInt(4 * 749_999)).isEqualTo(-5);
            assertThat(made.unlink()).isTrue();
        }
    }

    @Test
    void javaOpensWhatPythonMade() throws Exception {
        Python.assumeThere();
        List<String> lines = Python.run("""
            import array
            block = SharedMemory(create=True, size=24)
            block.buf[:24] = array.array('d', [1.5, -2.25, 1e300]).tobytes()
            untracked(block.name)
            print(block.name)
            block.close()
            """);
        assertThat(lines).hasSize(1);
        try (SharedMemory opened = SharedMemory.open(lines.get(0))) {
            assertThat(opened.buffer().order()).isEqualTo(ByteOrder.nativeOrder());
            double[] numbers = new double[3];
            opened.buffer().asDoubleBuffer().get(numbers);
            assertThat(numbers).containsExactly(1.5, -2.25, 1e300);
            assertThat(opened.unlink()).isTrue();
        }
    }

    @Test
    void javaAndPythonFindEachOthersNamesTaken() throws Exception {
        Python.assumeThere();
        String start = names.next();
        String own = start + "x".repeat(255 - start.length());
        try (SharedMemory made = SharedMemory.create(own, 10)) {
            assertThat(Python.run("""
                try:
                    SharedMemory(sys.argv[1], create=True, size=10)
                except FileExistsError:
                    print('taken')
                block = SharedMemory(sys.argv[1])
                block.close()
                block.unlink()
                """, own)).containsExactly("taken");
            assertThat(made.unlink()).isFalse();
        }
    }
}
