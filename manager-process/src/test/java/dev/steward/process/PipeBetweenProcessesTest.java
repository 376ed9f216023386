package dev.steward.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.EndOfFileException;
import dev.steward.api.SerializableConsumer;
import dev.steward.api.UnsupportedValueException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pipe ends in child processes: what arrives, who sees the end, and what a killed child leaves. */
@Timeout(120)
@SuppressWarnings("try") // Closing in the middle is what is tested.
@Tag("one-jdk")
class PipeBetweenProcessesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    record Point(int x, int y) {}

    @RegisterExtension
    private final Children children = new Children();

    private JavaProcess start(SerializableConsumer<Connection> work, Connection end) {
        return children.watched(JavaProcess.start(work, end));
    }

    private static void mirror(Point point, Connection end) throws InterruptedException {
        end.send(new Point(point.y(), point.x()));
    }

    private static void mirrorAll(Connection end) throws InterruptedException {
        try (end) {
            while (true) {
                mirror((Point) end.recv(), end);
            }
        } catch (EndOfFileException nobodySends) {
            System.out.flush();
        }
    }

    @Test
    void childTalksThroughTheEndItWasGivenUntilTheParentCloses() throws Exception {
        try (Pipe pipe = Pipe.open()) {
            JavaProcess child = start(PipeBetweenProcessesTest::mirrorAll, pipe.second());
            pipe.second().close();
            for (int i = 0; i < 100; i++) {
                pipe.first().send(new Point(i, -i));
                assertThat(pipe.first().recv()).isEqualTo(new Point(-i, i));
            }
            pipe.first().close();
            assertThat(child.join(PATIENCE)).isTrue();
            assertThat(child.exitCode()).hasValue(0);
        }
    }

    private static void returnTheBytes(Connection end) throws InterruptedException {
        end.sendBytes(end.recvBytes());
    }

    @Test
    void largeMessageNeedsNoMemoryOutsideTheHeapOfItsSize() throws Exception {
        byte[] large = new byte[60 << 20];
        large[large.length - 1] = 7;
        try (Pipe pipe = Pipe.open()) {
            JavaProcess child = JavaProcess.builder()
                    .jvmOptions("-Xmx512m", "-XX:MaxDirectMemorySize=8m")
                    .start(PipeBetweenProcessesTest::returnTheBytes, pipe.second());
            children.watched(child);
            pipe.second().close();
            pipe.first().sendBytes(large);
            assertThat(Arrays.equals(pipe.first().recvBytes(), large)).isTrue();
        }
    }

    private static void sayAndSleep(Connection end) throws InterruptedException {
        end.send("alive");
        Thread.sleep(600_000);
    }

    @Test
    void killedChildIsTheEndOfFile() throws Exception {
        try (Pipe pipe = Pipe.open()) {
            JavaProcess child = start(PipeBetweenProcessesTest::sayAndSleep, pipe.second());
            pipe.second().close();
            assertThat(pipe.first().recv()).isEqualTo("alive");
            assertThat(pipe.first().poll()).isFalse();
            child.kill();
            assertThatThrownBy(pipe.first()::recv).isInstanceOf(EndOfFileException.class);
        }
    }

    private static void exitAtOnce(Connection end) {
        Runtime.getRuntime().halt(3);
    }

    @Test
    void childThatEndsAtOnceIsTheEndOfFileToo() throws Exception {
        try (Pipe pipe = Pipe.open()) {
            start(PipeBetweenProcessesTest::exitAtOnce, pipe.second());
            pipe.second().close();
            assertThatThrownBy(pipe.first()::recv).isInstanceOf(EndOfFileException.class);
        }
    }

    @Test
    void endOfAChildThatNeverBeganIsLetGoWithIt() throws Exception {
        try (Pipe pipe = Pipe.open()) {
            JavaProcess.builder().jvmOptions("-Xmx1").start(PipeBetweenProcessesTest::exitAtOnce, pipe.second());
            pipe.second().close();
            assertThat(pipe.first().poll(Duration.ofSeconds(40)))
                    .as("sooner than after the minute that an end may be on its way")
                    .isTrue();
            assertThatThrownBy(pipe.first()::recv).isInstanceOf(EndOfFileException.class);
        }
    }

    @Test
    void endThatWasPassedWithWhatCannotTravelIsLetGo() throws Exception {
        try (Pipe pipe = Pipe.open()) {
            assertThatThrownBy(() ->
                            JavaProcess.start((end, thread) -> end.close(), pipe.second(), Thread.currentThread()))
                    .isInstanceOf(UnsupportedValueException.class);
            pipe.second().close();
            assertThat(pipe.first().poll()).isTrue();
        }
    }

    private static void takeOneAndSleep(Connection end) throws InterruptedException {
        end.recv();
        end.poll(Duration.ofSeconds(30));
        end.send("has seen the second");
        Thread.sleep(600_000);
    }

    @Test
    void whatAKilledChildHadNotTakenIsTakenByTheNextHolder() throws Exception {
        try (Pipe pipe = Pipe.open()) {
            JavaProcess child = start(PipeBetweenProcessesTest::takeOneAndSleep, pipe.second());
            pipe.first().send(1);
            pipe.first().send(2);
            assertThat(pipe.first().recv()).isEqualTo("has seen the second");
            child.kill();
            assertThat(pipe.second().recv()).isEqualTo(2);
        }
    }

    private static void sayHello(Connection end) throws InterruptedException {
        end.send("hello from " + ProcessHandle.current().pid());
    }

    private static void passOn(Connection end) throws InterruptedException {
        JavaProcess grandchild = JavaProcess.start(PipeBetweenProcessesTest::sayHello, end);
        end.close();
        grandchild.join();
    }

    @Test
    void childPassesItsEndOnToItsOwnChild() throws Exception {
        try (Pipe pipe = Pipe.open()) {
            JavaProcess child = start(PipeBetweenProcessesTest::passOn, pipe.second());
            pipe.second().close();
            assertThat(pipe.first().recv(String.class))
                    .startsWith("hello from ")
                    .doesNotEndWith(" " + child.pid());
            assertThatThrownBy(pipe.first()::recv).isInstanceOf(EndOfFileException.class);
        }
    }

    @Test
    void twoChildrenTalkWhileTheParentHoldsNothing() throws Exception {
        try (Pipe pipe = Pipe.open();
                Pipe report = Pipe.oneWay()) {
            start(PipeBetweenProcessesTest::mirrorAll, pipe.second());
            Connection left = pipe.first();
            Connection out = report.second();
            JavaProcess other = children.watched(JavaProcess.start(PipeBetweenProcessesTest::askTheMirror, left, out));
            pipe.close();
            report.second().close();
            assertThat(report.first().recv()).isEqualTo(new Point(2, 1));
            assertThatThrownBy(report.first()::recv).isInstanceOf(EndOfFileException.class);
        }
    }

    private static void askTheMirror(Connection mirror, Connection report) throws InterruptedException {
        mirror.send(new Point(1, 2));
        report.send(mirror.recv());
    }
}
