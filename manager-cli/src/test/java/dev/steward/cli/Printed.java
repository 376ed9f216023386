package dev.steward.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/**
 * How a command that was run in this JVM ended.
 *
 * @param lines what it printed, on both streams
 */
record Printed(int exitCode, List<String> lines) {

    static Printed by(String... arguments) {
        PrintStream output = System.out;
        PrintStream errors = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(printed, true, UTF_8);
        System.setOut(both);
        System.setErr(both);
        int exitCode;
        try {
            exitCode = Steward.run(arguments);
        } finally {
            System.setOut(output);
            System.setErr(errors);
        }
        return new Printed(exitCode, printed.toString(UTF_8).lines().toList());
    }
}
