package dev.steward.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.steward.process.ClassDataArchive;
import dev.steward.process.SharedMemory;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** In a folder for shared memory of a megabyte, what does not fit is refused, and what was made has its room. */
@Timeout(60)
@Tag("one-jdk")
class SharedMemoryRoomTest {

    private static final String SMALL = "mount -t tmpfs -o size=1m tmpfs /dev/shm";

    @RegisterExtension
    private final Programs programs = new Programs();

    private static List<String> inOwnFolder(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("unshare", "-m", "sh", "-c", script, "sh"));
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean canMount() throws InterruptedException {
        try {
            return new ProcessBuilder(inOwnFolder(SMALL)).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    @Test
    void aFullFolderIsToldAndEndsNobody() throws Exception {
        assumeTrue(canMount(), "this user cannot have a folder for shared memory of its own");
        Jvm program = programs.started(Jvm.start(
                Map.of(),
                inOwnFolder(
                        SMALL + " && exec \"$@\"",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        ClassDataArchive.get().classPath(),
                        Filling.class.getName())));
        assertThat(program.awaitEnd()).as("%s", program.lines()).isZero();
        assertThat(program.linesOf("refused")).hasSize(2).allMatch(line -> line.contains("there is room for"));
        assertThat(program.linesOf("both")).containsExactly("both at once: at most one");
        assertThat(program.linesOf("fit")).containsExactly("fit again: true");
    }

    /** Makes blocks until no more fit, and writes to all that it got. */
    public static final class Filling {
        private Filling() {}

        private static final int PART = 100 << 10;

        public static void main(String[] args) throws InterruptedException {
            try (SharedMemory block = SharedMemory.create(2 << 20)) {
                System.out.println("made " + block);
            } catch (UncheckedIOException refused) {
                System.out.println("refused: " + refused.getMessage());
            }
            int first = fill("refused: ");
            System.out.println("both at once: " + (twoAtOnce() <= 1 ? "at most one" : "two"));
            System.out.println("fit again: " + (first == fill("once more: ")));
        }

        private static int fill(String heading) {
            List<SharedMemory> made = new ArrayList<>();
            try {
                while (true) {
                    SharedMemory block = SharedMemory.create(PART);
                    made.add(block);
                }
            } catch (UncheckedIOException full) {
                System.out.println(heading + full.getMessage());
            }
            made.forEach(Filling::writeAndEnd);
            return made.size();
        }

        private static void writeAndEnd(SharedMemory block) {
            for (int i = 0; i < block.size(); i++) {
                block.buffer().put(i, (byte) 1);
            }
            boolean unused = block.unlink();
            block.close();
        }

        /** Both find room enough before they take it. */
        private static int twoAtOnce() throws InterruptedException {
            CountDownLatch start = new CountDownLatch(1);
            List<SharedMemory> made = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Thread thread = new Thread(() -> {
                    try {
                        start.await();
                        SharedMemory block = SharedMemory.create(6 * PART);
                        synchronized (made) {
                            made.add(block);
                        }
                    } catch (UncheckedIOException | InterruptedException full) {
                        System.out.println("one of two: " + full.getMessage());
                    }
                });
                thread.start();
                threads.add(thread);
            }
            start.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            made.forEach(Filling::writeAndEnd);
            return made.size();
        }
    }
}
