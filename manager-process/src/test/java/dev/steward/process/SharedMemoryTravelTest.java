package dev.steward.process;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AuthKey;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.api.UnsupportedValueException;
import dev.steward.client.ManagerClient;
import dev.steward.process.memory.MemoryBlock;
import dev.steward.server.ManagerServer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Blocks go to the other processes of a program, where they are the same bytes. */
@Timeout(120)
class SharedMemoryTravelTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    private final SharedMemoryNames names = new SharedMemoryNames();

    @RegisterExtension
    private final Children children = new Children();

    private record Work(List<SharedMemory> blocks, Map<String, ShareableList> lists) {}

    private static void fill(Work work) {
        SharedMemory first = work.blocks().get(0);
        first.buffer().put(0, (byte) 1);
        if (work.blocks().get(1) == first) {
            first.buffer().put(1, (byte) 2);
        }
        requireNonNull(work.lists().get("list")).set(0, "child");
    }

    @Test
    void theyAreArgumentsOfProcessesWhereverTheyAreInThem() throws Exception {
        try (SharedMemory block = SharedMemory.create(names.next(), 10);
                ShareableList list = ShareableList.of("parent")) {
            Work work = new Work(List.of(block, block), Map.of("list", list));
            assertThat(children.codeOf(JavaProcess.start(SharedMemoryTravelTest::fill, work)))
                    .isZero();
            assertThat(block.buffer().get(0)).isEqualTo((byte) 1);
            assertThat(block.buffer().get(1)).as("one object stays one").isEqualTo((byte) 2);
            assertThat(list.get(0)).isEqualTo("child");
            assertThat(block.unlink()).isTrue();
            assertThat(list.unlink()).isTrue();
        }
    }

    private static void pass(MemoryBlock block, Connection connection) throws InterruptedException {
        block.buffer().putInt(0, block.buffer().getInt(0) + 1);
        connection.send(block);
        connection.recv();
    }

    @Test
    void aBlockWithoutANameGoesOnWhileAnyProcessHasIt() throws Exception {
        try (Pipe pipe = Pipe.open()) {
            MemoryBlock made = MemoryBlock.unnamed(8);
            made.buffer().putInt(0, 41);
            JavaProcess child = children.watched(JavaProcess.start(SharedMemoryTravelTest::pass, made, pipe.second()));
            MemoryBlock back = requireNonNull(pipe.first().recv(MemoryBlock.class));
            made.close();
            assertThat(back.buffer().getInt(0)).isEqualTo(42);
            pipe.first().send("over");
            assertThat(child.join(PATIENCE)).isTrue();
            children.endAll();
            JavaProcess second = JavaProcess.start(block -> block.buffer().putInt(0, 43), back);
            assertThat(children.codeOf(second)).isZero();
            assertThat(back.buffer().getInt(0)).isEqualTo(43);
            back.close();
        }
    }

    private static SharedMemory doubled(SharedMemory block) {
        SharedMemory result = SharedMemory.create(block.size());
        for (int i = 0; i < block.size(); i++) {
            result.buffer().put(i, (byte) (2 * block.buffer().get(i)));
        }
        return result;
    }

    @Test
    void theyAreArgumentsAndResultsOfTasksAlsoOfWorkersThatAreGone() throws Exception {
        SharedMemory result;
        SharedMemory block = SharedMemory.create(names.next(), 4);
        block.buffer().put(3, (byte) 21);
        try (ProcessPool pool =
                ProcessPool.builder().workers(1).maxTasksPerChild(1).start()) {
            result = pool.apply(SharedMemoryTravelTest::doubled, block);
        }
        assertThat(result.buffer().get(3)).isEqualTo((byte) 42);
        assertThat(result.unlink()).isTrue();
        assertThat(block.unlink()).isTrue();
        result.close();
        block.close();
    }

    @Test
    void aBlockThatWasUnlinkedOnItsWayIsSaidToBeGone() throws Exception {
        try (Pipe pipe = Pipe.open();
                SharedMemory block = SharedMemory.create(names.next(), 4)) {
            pipe.first().send(block);
            assertThat(block.unlink()).isTrue();
            assertThatThrownBy(() -> pipe.second().recv())
                    .isInstanceOf(UnsupportedValueException.class)
                    .hasMessageContaining("'" + block.name() + "' was passed here and is gone");
        }
    }

    @Test
    void anotherBlockOfTheSameNameIsNotTakenForIt() throws Exception {
        try (Pipe pipe = Pipe.open();
                SharedMemory block = SharedMemory.create(names.next(), 4)) {
            pipe.first().send(block);
            assertThat(block.unlink()).isTrue();
            try (SharedMemory other = SharedMemory.create(block.name(), 4)) {
                assertThatThrownBy(() -> pipe.second().recv()).hasMessageContaining("another block has got this name");
                assertThat(other.unlink()).isTrue();
            }
        }
    }

    private record Parts(
            SharedMemory block,
            ShareableList list,
            @Nullable MemoryBlock unnamed) {}

    @Test
    void theyGoThroughTheSharedObjectsOfTheProgram() throws Exception {
        try (SharedMemory block = SharedMemory.create(names.next(), 4);
                ShareableList list = ShareableList.of("here");
                MemoryBlock unnamed = MemoryBlock.unnamed(1)) {
            SharedQueue<Parts> queue = Multiprocessing.queue();
            queue.put(new Parts(block, list, unnamed));
            block.buffer().putInt(0, 5);
            unnamed.buffer().put(0, (byte) 6);
            Parts parts = queue.take();
            assertThat(parts.block().buffer().getInt(0)).isEqualTo(5);
            assertThat(parts.list()).containsExactly("here");
            MemoryBlock taken = requireNonNull(parts.unnamed());
            assertThat(taken.buffer().get(0)).isEqualTo((byte) 6);
            taken.close();
            assertThat(block.unlink()).isTrue();
            assertThat(list.unlink()).isTrue();
        }
    }

    @Test
    void nobodyElseCanBeGivenOne() {
        AuthKey key = AuthKey.random();
        try (ManagerServer server = ManagerServer.builder().authKey(key).build();
                SharedMemory block = SharedMemory.create(names.next(), 4);
                ShareableList list = ShareableList.of(1)) {
            server.start();
            try (SyncManager manager = ManagerClient.connect("127.0.0.1", server.port(), key)) {
                assertThatThrownBy(() -> manager.<Object>queue().put(block))
                        .isInstanceOf(UnsupportedValueException.class)
                        .hasMessageContaining(
                                "dev.steward.process.SharedMemory can be had by the processes of one program")
                        .hasMessageContaining("argument of a JavaProcess");
                assertThatThrownBy(() -> manager.<Object>list().add(List.of(1, list)))
                        .isInstanceOf(UnsupportedValueException.class)
                        .hasMessageContaining("[1]")
                        .hasMessageContaining("ShareableList");
                assertThatThrownBy(() -> manager.<Object>list().add(new Parts(block, list, null)))
                        .isInstanceOf(UnsupportedValueException.class)
                        .hasMessageContaining(".block");
            }
            assertThat(block.unlink()).isTrue();
            assertThat(list.unlink()).isTrue();
        }
    }

    private static void readAll(SharedMemory block) {
        byte[] bytes = new byte[block.size()];
        block.buffer().get(0, bytes);
        System.out.println("read");
    }

    @Test
    void aBlockThatIsCutShortIsAnErrorOfWhoReadsItAndNotTheEndOfItsJvm() throws Exception {
        try (SharedMemory block = SharedMemory.create(names.next(), 12_288);
                FileChannel channel =
                        FileChannel.open(SharedMemoryNames.fileOf(block.name()), StandardOpenOption.WRITE);
                Pipe pipe = Pipe.open()) {
            JavaProcess child = JavaProcess.start(
                    (connection, passed) -> {
                        connection.send("open");
                        connection.recv();
                        readAll(passed);
                    },
                    pipe.second(),
                    block);
            assertThat(pipe.first().recv()).isEqualTo("open");
            channel.truncate(4096);
            pipe.first().send("cut");
            assertThat(children.codeOf(child)).as("it threw an InternalError").isEqualTo(1);
            assertThat(block.unlink()).isTrue();
        }
    }
}
