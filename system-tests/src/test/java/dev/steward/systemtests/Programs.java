package dev.steward.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.systemtests.process.Remains;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The programs that a test runs, in processes of their own or in its own. None outlives its test. */
public final class Programs implements AfterEachCallback {

    /** The main method of a program that does not end its JVM. */
    public interface Main {
        void run(String[] arguments) throws Exception;
    }

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

    /**
     * Runs a program to its end in the JVM of the tests, and returns what it and its processes print. When it returns they
     * have ended and left no file, but for the managers that live as long as this JVM.
     */
    public static List<String> linesHere(Main program, String... arguments) throws Exception {
        PrintStream output = System.out;
        PrintStream errors = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(printed, true, UTF_8);
        System.setOut(both);
        System.setErr(both);
        try {
            program.run(arguments);
            Remains.awaitNoneHere();
        } finally {
            System.setOut(output);
            System.setErr(errors);
        }
        return printed.toString(UTF_8).lines().toList();
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
