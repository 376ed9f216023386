package dev.steward.systemtests.cli;

import dev.steward.cli.Steward;
import java.io.PrintStream;

/**
 * The command line, with a log for which an event loop has no memory: the first thing that a loop wants to log ends it, and
 * nor can it say what it died of.
 */
final class ForgetfulLog extends PrintStream {

    private ForgetfulLog(PrintStream log) {
        super(log, true);
    }

    public static void main(String[] arguments) {
        System.setErr(new ForgetfulLog(System.err));
        Steward.main(arguments);
    }

    @Override
    public void println(String line) {
        if (Thread.currentThread().getName().startsWith("manager-server-loop-")) {
            throw new OutOfMemoryError("as if there were no memory for a line of the log");
        }
        super.println(line);
    }
}
