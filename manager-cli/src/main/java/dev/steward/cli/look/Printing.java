package dev.steward.cli.look;

import dev.steward.admin.json.JsonText;
import java.io.Console;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a command prints: for people or as JSON, once or again and again. A mixin of picocli. */
final class Printing {

    /** Goes to the upper left corner of a terminal and clears what is there. */
    private static final String CLEAR = "\033[H\033[2J";

    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(names = "--json", description = "print JSON, one line each time")
    private boolean json;

    @Option(
            names = "--watch",
            paramLabel = "SECONDS",
            description = "print again every so many seconds, until the command is ended")
    private @Nullable Double every;

    @Option(names = "--times", paramLabel = "N", description = "with --watch: end after having printed so many times")
    private @Nullable Integer times;

    /** Has it print again every so many seconds if the command line says nothing else. */
    void watchEvery(double seconds) {
        if (every == null) {
            every = seconds;
        }
    }

    /** Prints what each look sees, until all is printed. */
    void print(Callable<Look> look) throws Exception {
        check();
        PrintWriter out = spec().commandLine().getOut();
        Double seconds = every;
        int most = rounds();
        for (int i = 0; i < most; i++) {
            if (i > 0 && seconds != null) {
                TimeUnit.NANOSECONDS.sleep((long) (seconds * NANOS));
            }
            // Asked for before the screen is cleared, which is empty for no longer than it takes to print.
            Look next = look.call();
            if (seconds != null && isLive()) {
                out.print(CLEAR);
            } else if (i > 0 && !json) {
                out.println();
            }
            if (json) {
                out.println(JsonText.of(next.json()));
            } else {
                next.lines().forEach(out::println);
            }
            out.flush();
        }
    }

    private int rounds() {
        return every == null ? 1 : times == null ? Integer.MAX_VALUE : times;
    }

    /** Returns whether it prints on a terminal, where the next look takes the place of the one before. */
    boolean isLive() {
        return !json && isTerminal();
    }

    /** Shows a screen again and again, and whenever a key has changed it, until a key ends it. */
    void obey(Keyboard keyboard, LiveScreen screen) throws Exception {
        check();
        long pause = every == null ? 0 : (long) (every * NANOS);
        int most = rounds();
        boolean goesOn = true;
        for (int i = 0; i < most && goesOn; i++) {
            screen.ask();
            show(screen);
            long end = System.nanoTime() + pause;
            char key = keyboard.next(pause);
            while (key != Keyboard.NONE && goesOn) {
                goesOn = screen.press(key);
                show(screen);
                key = goesOn ? keyboard.next(end - System.nanoTime()) : key;
            }
        }
    }

    private void show(LiveScreen screen) {
        PrintWriter out = spec().commandLine().getOut();
        out.print(CLEAR);
        screen.look().lines().forEach(out::println);
        out.println();
        out.println(screen.help());
        out.flush();
    }

    @SuppressWarnings("SystemConsoleNull") // where it is never null it says itself what it is
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (ReflectiveOperationException failed) {
            return false;
        }
    }

    private void check() {
        if (every != null && !(every > 0 && every <= TimeUnit.DAYS.toSeconds(1))) {
            throw new ParameterException(
                    spec().commandLine(), "--watch must be more than 0 seconds and at most a day, not " + every);
        }
        if (times != null && (every == null || times < 1)) {
            throw new ParameterException(
                    spec().commandLine(), "--times says how often --watch prints: give --watch too, and at least 1");
        }
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the specification before it runs a command");
        }
        return spec;
    }
}
