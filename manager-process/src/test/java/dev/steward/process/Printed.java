package dev.steward.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/** What this process and its children print while it is open, in place of the streams of the process. */
final class Printed implements AutoCloseable {

    private final PrintStream output = System.out;
    private final PrintStream errors = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Printed() {
        System.setOut(new PrintStream(out, true, UTF_8));
        System.setErr(new PrintStream(err, true, UTF_8));
    }

    List<String> lines() {
        return out.toString(UTF_8).lines().toList();
    }

    List<String> errorLines() {
        return err.toString(UTF_8).lines().toList();
    }

    @Override
    public void close() {
        System.setOut(output);
        System.setErr(errors);
    }
}
