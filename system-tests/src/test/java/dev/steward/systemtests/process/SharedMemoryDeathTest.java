package dev.steward.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.process.JavaProcess;
import dev.steward.process.Multiprocessing;
import dev.steward.process.ShareableList;
import dev.steward.process.SharedMemory;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The shared memory that the processes of a program have made ends with the program, whichever of them are killed, and
 * whenever. {@code -Pchaos} kills programs that make and unlink blocks 30 times.
 */
@Timeout(180)
@Tag("one-jdk")
class SharedMemoryDeathTest {

    private static final Duration AT_MOST = Duration.ofSeconds(10);
    private static final Path FOLDER = Path.of("/dev/shm");
    private static final String READY = "all is made";
    private static final String PREFIX =
            "steward-death-" + ProcessHandle.current().pid() + "-";

    @RegisterExtension
    private final Programs programs = new Programs();

    private static List<String> names(String prefix) {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String folderOf(Jvm program) {
        return "steward-memory-" + program.pid() + "-";
    }

    private static void awaitNothingOf(Jvm program) {
        await().atMost(AT_MOST).untilAsserted(() -> {
            assertThat(names(PREFIX)).isEmpty();
            assertThat(names(folderOf(program))).isEmpty();
            assertThat(trackersOf(program)).isEmpty();
        });
    }

    /** A shell that runs a command is for a moment two processes that look alike. */
    private static void awaitOneTrackerOf(Jvm program) {
        await().atMost(AT_MOST)
                .untilAsserted(() -> assertThat(trackersOf(program)).hasSize(1));
    }

    /** A tracker has the folder of its program among its arguments. */
    private static List<ProcessHandle> trackersOf(Jvm program) {
        return ProcessHandle.allProcesses()
                .filter(one -> one.info().arguments().stream()
                        .flatMap(Stream::of)
                        .anyMatch(argument -> argument.contains(folderOf(program))))
                .toList();
    }

    @AfterEach
    void removeWhatAFailedTestLeaves() throws IOException {
        for (String name : names(PREFIX)) {
            Files.deleteIfExists(FOLDER.resolve(name));
        }
    }

    private static List<ProcessHandle> treeOf(Jvm program) {
        ProcessHandle first = ProcessHandle.of(program.pid()).orElseThrow();
        List<ProcessHandle> tree = new ArrayList<>(first.descendants().toList());
        tree.add(first);
        return tree;
    }

    @Test
    void aProgramThatEndsInOrderLeavesNothing() throws Exception {
        Jvm program = programs.run(Generations.class, "end", PREFIX);
        assertThat(program.awaitEnd()).as("%s", program.lines()).isZero();
        awaitNothingOf(program);
    }

    @Test
    void whoeverIsKilledNothingIsLeft() throws Exception {
        Jvm program = programs.run(Generations.class, "wait", PREFIX);
        program.awaitLine(READY);
        assertThat(names(PREFIX)).containsExactly(PREFIX + "child", PREFIX + "first", PREFIX + "grandchild");
        assertThat(treeOf(program)).hasSize(3);
        treeOf(program).forEach(ProcessHandle::destroyForcibly);
        awaitNothingOf(program);

        Jvm second = programs.run(Generations.class, "wait", PREFIX);
        second.awaitLine(READY);
        second.kill();
        awaitNothingOf(second);
    }

    @Test
    void aBlockOutlivesTheProcessThatMadeItAndNotItsTree() throws Exception {
        Jvm program = programs.run(Generations.class, "wait", PREFIX);
        program.awaitLine(READY);
        ProcessHandle child = ProcessHandle.of(program.pid())
                .orElseThrow()
                .children()
                .findAny()
                .orElseThrow();
        Remains remains = Remains.of(child.pid());
        child.destroyForcibly();
        remains.awaitNone(AT_MOST);
        assertThat(names(PREFIX)).hasSize(3);
        try (SharedMemory open = SharedMemory.open(PREFIX + "grandchild")) {
            assertThat(open.buffer().get(0)).isEqualTo((byte) 3);
        }
        program.terminate();
        awaitNothingOf(program);
    }

    @Test
    void aProgramThatIsKilledWhileItMakesBlocksLeavesNothing() throws Exception {
        Random random = new Random(11);
        int rounds = Boolean.getBoolean("chaos") ? 30 : 3;
        for (int round = 0; round < rounds; round++) {
            Jvm program = programs.run(Making.class, PREFIX);
            program.awaitLine(READY);
            Thread.sleep(random.nextInt(100));
            List<ProcessHandle> tree = treeOf(program);
            Collections.shuffle(tree, random);
            tree.forEach(ProcessHandle::destroyForcibly);
            awaitNothingOf(program);
        }
    }

    @Test
    void aChildMayBeTheFirstThatMakesABlock() throws Exception {
        Jvm program = programs.run(Late.class, PREFIX);
        program.awaitLine(READY);
        assertThat(names(PREFIX)).containsExactly(PREFIX + "late");
        awaitOneTrackerOf(program);
        program.kill();
        awaitNothingOf(program);
    }

    @Test
    void aBlockThatIsNotTrackedOutlivesItsProgram() throws Exception {
        Jvm program = programs.run(Untracked.class, PREFIX);
        assertThat(program.awaitEnd()).as("%s", program.lines()).isZero();
        await().atMost(AT_MOST).until(() -> trackersOf(program).isEmpty());
        assertThat(names(folderOf(program))).isEmpty();
        try (SharedMemory open = SharedMemory.open(PREFIX + "untracked")) {
            assertThat(open.unlink()).isTrue();
        }
    }

    @Test
    void aTrackerThatIsKilledIsReplaced() throws Exception {
        Jvm program = programs.run(Generations.class, "again", PREFIX);
        program.awaitLine(READY);
        awaitOneTrackerOf(program);
        trackersOf(program).forEach(ProcessHandle::destroyForcibly);
        await().atMost(AT_MOST).until(() -> trackersOf(program).isEmpty());
        program.say("go on");
        program.awaitLine("made another");
        awaitOneTrackerOf(program);
        program.kill();
        awaitNothingOf(program);
    }

    @Test
    void whatAProgramLeavesThatIsKilledWithItsTrackerIsEndedByTheNext() throws Exception {
        Jvm program = programs.run(Generations.class, "wait", PREFIX);
        program.awaitLine(READY);
        List<ProcessHandle> all = new ArrayList<>(trackersOf(program));
        all.addAll(treeOf(program));
        all.forEach(ProcessHandle::destroyForcibly);
        await().atMost(AT_MOST).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
        Jvm next = programs.run(Untracked.class, PREFIX + "next-");
        assertThat(next.awaitEnd()).as("%s", next.lines()).isZero();
        try (SharedMemory open = SharedMemory.open(PREFIX + "next-untracked")) {
            assertThat(open.unlink()).isTrue();
        }
        awaitNothingOf(program);
    }

    /** Three generations, each with a block that has a name and with one that has its own. */
    public static final class Generations {
        private Generations() {}

        public static void main(String[] args) throws Exception {
            SharedMemory first = SharedMemory.create(args[1] + "first", 100);
            first.buffer().put(0, (byte) 1);
            JavaProcess child = JavaProcess.start(Generations::child, args[0], args[1], first);
            if (args[0].equals("again")) {
                child.join();
                System.out.println(READY);
                System.in.read();
                SharedMemory another = SharedMemory.create(args[1] + "another", 1);
                System.out.println("made another " + another.size());
            }
            child.join();
            if (!args[0].equals("end")) {
                new CountDownLatch(1).await();
            }
        }

        private static void child(String what, String prefix, SharedMemory first) throws InterruptedException {
            SharedMemory own = SharedMemory.create(prefix + "child", 100);
            own.buffer().put(0, (byte) (first.buffer().get(0) + 1));
            JavaProcess.start(Generations::grandchild, what, prefix, own).join();
        }

        private static void grandchild(String what, String prefix, SharedMemory child) throws InterruptedException {
            SharedMemory own = SharedMemory.create(prefix + "grandchild", 100);
            own.buffer().put(0, (byte) (child.buffer().get(0) + 1));
            ShareableList list = ShareableList.of(1, 2, 3);
            if (what.equals("wait")) {
                System.out.println(READY + " " + list);
                new CountDownLatch(1).await();
            }
        }
    }

    /** A child of a child is the first that makes a block. */
    public static final class Late {
        private Late() {}

        public static void main(String[] args) throws Exception {
            JavaProcess.start(Late::child, args[0]).join();
        }

        private static void child(String prefix) throws InterruptedException {
            JavaProcess.start(Late::grandchild, prefix).join();
        }

        private static void grandchild(String prefix) throws InterruptedException {
            SharedMemory block = SharedMemory.create(prefix + "late", 1);
            System.out.println(READY + " " + block);
            new CountDownLatch(1).await();
        }
    }

    /** Two processes that make blocks and unlink them as fast as they can. */
    public static final class Making {
        private Making() {}

        public static void main(String[] args) throws Exception {
            JavaProcess.start(Making::make, args[0] + "child-");
            make(args[0] + Multiprocessing.currentProcess().name() + "-");
        }

        private static void make(String prefix) {
            System.out.println(READY);
            for (int i = 0; ; i++) {
                SharedMemory block = SharedMemory.create(prefix + i, 1 + i % 20_000);
                if (i % 3 == 0) {
                    boolean unused = block.unlink();
                }
                block.close();
            }
        }
    }

    /** Makes a block that stays. */
    public static final class Untracked {
        private Untracked() {}

        public static void main(String[] args) {
            SharedMemory.untracked(args[0] + "untracked", 10).close();
        }
    }
}
