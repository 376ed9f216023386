package dev.steward.systemtests.history;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.steward.systemtests.history.Operation.Ending;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The file in which one process notes its calls, a line at their invocation and one at their return. A line is with the
 * operating system when the method that wrote it returns, so that {@code kill -9} takes none away. Any thread.
 */
public final class Journal implements AutoCloseable {

    private final FileOutputStream file;
    private final AtomicLong lastCall = new AtomicLong();

    /** Makes the file anew. */
    public Journal(Path path) {
        try {
            this.file = new FileOutputStream(path.toFile());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Notes an invocation; returns the number of the call. */
    public long invoked(String client, String object, String name, long argument) {
        long call = lastCall.incrementAndGet();
        write("I " + call + " " + System.nanoTime() + " " + client + " " + object + " " + name + " " + argument + "\n");
        return call;
    }

    /** Notes the return of a call. */
    public void returned(long call, Ending ending, long result, long mark) {
        write("R " + call + " " + System.nanoTime() + " " + ending + " " + result + " " + mark + "\n");
    }

    private void write(String line) {
        try {
            file.write(line.getBytes(US_ASCII));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Reads the calls of one process, in the order of their invocations; a last line that was cut off is left out. */
    public static List<Operation> read(Path path) {
        String text;
        try {
            text = Files.readString(path, US_ASCII);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Map<Long, Operation> calls = new LinkedHashMap<>();
        text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(line -> {
            String[] words = line.split(" ", -1);
            long call = Long.parseLong(words[1]);
            if (words[0].equals("I")) {
                calls.put(call, invocation(words));
            } else {
                calls.computeIfPresent(call, (number, open) -> returned(open, words));
            }
        });
        return new ArrayList<>(calls.values());
    }

    private static Operation invocation(String[] words) {
        long argument = Long.parseLong(words[6]);
        long at = Long.parseLong(words[2]);
        return new Operation(words[3], words[4], words[5], argument, at, Long.MAX_VALUE, Ending.UNKNOWN, 0, 0);
    }

    private static Operation returned(Operation open, String[] words) {
        return new Operation(
                open.client(),
                open.object(),
                open.name(),
                open.argument(),
                open.invokedAt(),
                Long.parseLong(words[2]),
                Ending.valueOf(words[3]),
                Long.parseLong(words[4]),
                Long.parseLong(words[5]));
    }
}
