package dev.steward.systemtests.misuse;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.cli.Steward;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/**
 * How a command line ended that was run in this JVM.
 *
 * @param lines what it printed, on both streams
 */
record Typed(int exitCode, List<String> lines) {

    static Typed by(String... words) {
        PrintStream output = System.out;
        PrintStream errors = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(printed, true, UTF_8);
        System.setOut(both);
        System.setErr(both);
        try {
            int exitCode = Steward.run(words);
            return new Typed(exitCode, printed.toString(UTF_8).lines().toList());
        } finally {
            System.setOut(output);
            System.setErr(errors);
        }
    }
}
