package dev.steward.cli.look;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keys as they are pressed, of the terminal that the command was started from: without Enter, and not shown there. The
 * terminal is set by {@code stty}, which every Unix has, and is as it was when the keyboard is closed or the JVM ends. Used
 * by one thread.
 */
final class Keyboard implements AutoCloseable {

    /** What no key is. */
    static final char NONE = 0;

    /** How long a key may wait until somebody looks. */
    private static final long LOOK_MILLIS = 40;

    private final Reader typed;
    private final Runnable restore;

    /**
     * Makes one of what is typed somewhere.
     *
     * @param restore has the terminal be as it was
     */
    Keyboard(InputStream typed, Runnable restore) {
        this.typed = new InputStreamReader(typed, Charset.defaultCharset());
        this.restore = restore;
    }

    /** Returns the keyboard of the terminal that is the standard input, or null if its keys cannot be had one by one. */
    static @Nullable Keyboard open() {
        String before = stty("-g");
        if (before == null || stty("-icanon", "-echo", "min", "1") == null) {
            return null;
        }
        Thread atExit = new Thread(() -> stty(before), "steward-keyboard");
        Runtime.getRuntime().addShutdownHook(atExit);
        return new Keyboard(System.in, () -> {
            stty(before);
            Runtime.getRuntime().removeShutdownHook(atExit);
        });
    }

    /** Returns what it printed, or null if the standard input is no terminal or there is no such program. */
    private static @Nullable String stty(String... arguments) {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
            return process.waitFor() == 0 ? printed.strip() : null;
        } catch (IOException noSuchProgram) {
            return null;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /**
     * Waits for a key.
     *
     * @param nanos for so long at most
     * @return the key, or {@link #NONE} if none was pressed
     */
    char next(long nanos) throws IOException, InterruptedException {
        long end = System.nanoTime() + nanos;
        while (!typed.ready()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return NONE;
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(left, TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)));
        }
        int key = typed.read();
        return key < 0 ? NONE : (char) key;
    }

    @Override
    public void close() {
        restore.run();
    }
}
