package dev.steward.systemtests.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.process.JavaProcess;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.Programs;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Whatever ends the first process of a program ends all of it, within 5 seconds, and leaves no file. {@code -Pchaos} kills
 * parents whose children start 20 times.
 */
@Timeout(180)
@Tag("one-jdk")
class ParentsDeathTest {

    static final Duration AT_MOST = Duration.ofSeconds(5);
    private static final String READY = "all are there";

    @RegisterExtension
    private final Programs programs = new Programs();

    @Test
    void killedChildTakesItsOwnChildrenWithIt() throws Exception {
        Jvm parent = programs.run(Family.class, "wait");
        parent.awaitLine(READY);
        ProcessHandle child = ProcessHandle.of(parent.pid())
                .orElseThrow()
                .children()
                .filter(one -> one.children().findAny().isPresent())
                .findAny()
                .orElseThrow();
        Remains remains = Remains.of(child.pid());
        assertThat(remains.processes()).isEqualTo(1);
        child.destroyForcibly();
        remains.awaitNone(AT_MOST);
        assertThat(parent.isAlive()).isTrue();
        Remains rest = Remains.of(parent.pid());
        parent.kill();
        rest.awaitNone(AT_MOST);
    }

    @Test
    void terminatedParentTakesAllWithIt() throws Exception {
        Jvm parent = programs.run(Family.class, "wait");
        parent.awaitLine(READY);
        Remains remains = Remains.of(parent.pid());
        parent.terminate();
        assertThat(parent.awaitEnd()).isEqualTo(143);
        remains.awaitNone(AT_MOST);
    }

    @Test
    void parentThatExitsTakesAllWithIt() throws Exception {
        Jvm parent = programs.run(Family.class, "exit");
        parent.awaitLine(READY);
        Remains remains = Remains.of(parent.pid());
        assertThat(parent.awaitEnd()).isEqualTo(3);
        remains.awaitNone(AT_MOST);
    }

    @Test
    void parentWaitsForItsChildrenButNotForDaemonsAndTakesAllWithItWhenItIsKilled() throws Exception {
        Jvm waiting = programs.run(Family.class, "end");
        waiting.awaitLine("main ends");
        Remains remains = Remains.of(waiting.pid());
        assertThat(remains.processes())
                .as("two children, a grandchild, two managers")
                .isEqualTo(5);
        Jvm ending = programs.run(Family.class, "daemon");
        ending.awaitLine(READY);
        Remains daemons = Remains.of(ending.pid());
        assertThat(ending.awaitEnd()).isZero();
        daemons.awaitNone(AT_MOST);
        assertThat(waiting.isAlive()).as("it waits for its children").isTrue();
        waiting.kill();
        remains.awaitNone(AT_MOST);
    }

    @Test
    void parentThatIsKilledWhileChildrenStartLeavesNothing() throws Exception {
        Random random = new Random(7);
        int rounds = Boolean.getBoolean("chaos") ? 20 : 2;
        for (int round = 0; round < rounds; round++) {
            Jvm parent = programs.run(Starting.class);
            parent.awaitLine("starts");
            // Alone it has nobody who could clean up behind it.
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Remains.of(parent.pid()).processes() > 0);
            Thread.sleep(random.nextInt(400));
            Remains remains = Remains.of(parent.pid());
            parent.kill();
            remains.awaitNone(AT_MOST);
        }
    }

    @Test
    void aChildThatHasFilledItsHeapAndGoesOnEndsWithItsParent() throws Exception {
        Jvm parent = programs.run(Filling.class);
        parent.awaitLine("full");
        Remains remains = Remains.of(parent.pid());
        assertThat(remains.processes()).isEqualTo(1);
        parent.kill();
        remains.awaitNoProcess(AT_MOST);
        // Removing it takes memory, which the child may not have got.
        remains.removeFolder();
    }

    /** Starts children one after the other, which do not end. */
    public static final class Starting {
        private Starting() {}

        public static void main(String[] args) {
            System.out.println("starts");
            for (int i = 0; i < 3; i++) {
                JavaProcess.start(() -> new CountDownLatch(1).await());
            }
        }
    }

    /** Starts a child that keeps all the memory there is, and tries on. */
    public static final class Filling {
        private Filling() {}

        public static void main(String[] args) throws InterruptedException {
            JavaProcess.builder().jvmOptions("-Xmx16m").start(Filling::fill).join();
        }

        private record Kept(@Nullable Kept before, byte[] bytes) {}

        private static void fill() throws IOException {
            // Printing takes memory.
            byte[] full = "full\n".getBytes(UTF_8);
            FileOutputStream out = new FileOutputStream(FileDescriptor.out);
            Kept last = null;
            int size = 1 << 20;
            while (true) {
                try {
                    last = new Kept(last, new byte[size]);
                } catch (OutOfMemoryError none) {
                    if (size == 1) {
                        out.write(full);
                    }
                    size /= 2;
                }
            }
        }
    }
}
