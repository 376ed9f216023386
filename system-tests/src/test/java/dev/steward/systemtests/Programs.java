package dev.steward.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The programs that a test runs in processes of their own. None outlives its test. */
public final class Programs implements AfterEachCallback {

    private final List<Jvm> started = new CopyOnWriteArrayList<>();

    /** Runs a program; the test goes on meanwhile. */
    public Jvm run(Class<?> program, String... arguments) {
        return started(Jvm.run(program, arguments));
    }

    /** Has a program ended with the test. */
    public Jvm started(Jvm program) {
        started.add(program);
        return program;
    }

    /** Runs a program to its end, which must be a good one, and returns its lines. */
    public List<String> linesOf(Class<?> program, String... arguments) throws InterruptedException {
        Jvm jvm = run(program, arguments);
        assertThat(jvm.awaitEnd()).as("%s", jvm.lines()).isZero();
        return jvm.lines();
    }

    /** Returns the programs that the test has started, in that order. */
    public List<Jvm> all() {
        return List.copyOf(started);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        started.forEach(Jvm::close);
    }
}
