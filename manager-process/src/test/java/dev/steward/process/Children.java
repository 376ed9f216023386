package dev.steward.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The processes that a test starts. When it ends they are killed, and nothing of theirs may be left. */
final class Children implements AfterEachCallback {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<JavaProcess> started = new CopyOnWriteArrayList<>();

    /** Has a process ended with the test. */
    JavaProcess watched(JavaProcess process) {
        started.add(process);
        return process;
    }

    /** Waits until a process has ended and returns its exit code. */
    int codeOf(JavaProcess process) throws InterruptedException {
        assertThat(watched(process).join(PATIENCE)).as("%s has ended", process).isTrue();
        return process.exitCode().orElseThrow();
    }

    /** Kills those that still run, and returns when all have ended. */
    void endAll() throws InterruptedException {
        for (JavaProcess process : started) {
            process.kill();
            assertThat(process.join(PATIENCE)).as("%s has ended", process).isTrue();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        endAll();
        Leftovers.none();
    }
}
