package dev.steward.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AsyncResult;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More work than fits into memory: whoever brings it waits for room. {@code -Dpool.large=10000} for the whole of it. */
@Timeout(600)
@Tag("one-jdk")
class LargeTasksTest {

    private static final int MEGABYTE = 1 << 20;

    @AfterEach
    void nothingIsLeft() {
        Leftovers.none();
    }

    private static int length(byte[] argument) {
        return argument.length + argument[7];
    }

    private static void bringMany(int tasks, Connection report) throws InterruptedException, ExecutionException {
        try (ProcessPool pool = ProcessPool.start(2)) {
            Queue<AsyncResult<Integer>> results = new ArrayDeque<>();
            for (int i = 0; i < tasks; i++) {
                byte[] argument = new byte[MEGABYTE];
                argument[7] = (byte) (i & 0x3F);
                results.add(pool.applyAsync(LargeTasksTest::length, argument));
            }
            long sum = 0;
            while (!results.isEmpty()) {
                sum += results.remove().get();
            }
            report.send(sum);
        }
    }

    @Test
    void gigabytesOfArgumentsGoThroughASmallHeap() throws Exception {
        int tasks = Integer.getInteger("pool.large", 1000);
        try (Pipe pipe = Pipe.oneWay()) {
            JavaProcess small = JavaProcess.builder()
                    .jvmOptions("-Xmx256m", "-XX:+ExitOnOutOfMemoryError")
                    .start(LargeTasksTest::bringMany, tasks, pipe.second());
            pipe.second().close();
            long expected = 0;
            for (int i = 0; i < tasks; i++) {
                expected += MEGABYTE + (i & 0x3F);
            }
            assertThat(pipe.first().recv(Long.class)).isEqualTo(expected);
            assertThat(small.join(Duration.ofSeconds(60))).isTrue();
            assertThat(small.exitCode()).hasValue(0);
        }
    }
}
