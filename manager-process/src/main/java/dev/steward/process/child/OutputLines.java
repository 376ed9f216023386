package dev.steward.process.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Passes what a child prints on in whole lines, so that those of several processes do not mix. A line is kept until its end
 * has come, up to {@link #LONGEST} characters; what is longer goes on in pieces of that length, each a line of its own. A
 * {@link Notice} may come in the middle of a line, which goes on behind it. Runs on a thread of its own until the child closes
 * the stream.
 */
final class OutputLines implements Runnable {

    private static final int WITH_ROOM = 16 << 20;
    private static final int WITHOUT = 65_536;

    /** A 64th of the heap, in bytes, but at most 16,777,216 and at least 65,536: a line takes one or two bytes for each. */
    static final int LONGEST =
            (int) Math.max(WITHOUT, Math.min(WITH_ROOM, Runtime.getRuntime().maxMemory() / 64));

    private final InputStream source;
    private final int longest;
    private final Consumer<String> lines;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    OutputLines(InputStream source, Consumer<String> lines) {
        this(source, lines, LONGEST);
    }

    OutputLines(InputStream source, Consumer<String> lines, int longest) {
        this.source = source;
        this.longest = longest;
        this.lines = lines;
    }

    /** Completes when the last line was passed on. */
    CompletableFuture<Void> end() {
        return end;
    }

    @Override
    public void run() {
        StringBuilder line = new StringBuilder();
        try (Reader reader = new InputStreamReader(source, StandardCharsets.UTF_8)) {
            char[] buffer = new char[8192];
            for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                split(buffer, read, line);
            }
        } catch (IOException closed) {
            // The child has ended while we read; what came before is passed on all the same.
            return;
        } finally {
            if (line.length() > 0) {
                lines.accept(line.toString());
            }
            end.complete(null);
        }
    }

    private void split(char[] buffer, int length, StringBuilder line) {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n') {
                line.append(buffer, start, i - start);
                start = i + 1;
                end(line);
            } else if (line.length() + i - start >= longest && !Character.isLowSurrogate(buffer[i])) {
                line.append(buffer, start, i - start);
                start = i;
                pass(line, 0);
            }
        }
        line.append(buffer, start, length - start);
    }

    private void end(StringBuilder line) {
        int last = line.length() - 1;
        if (last >= 0 && line.charAt(last) == '\r') {
            line.setLength(last);
        }
        pass(line, Math.max(0, line.indexOf(Notice.MARK)));
    }

    /** Passes a line on, or the end of one that goes on with what comes. */
    private void pass(StringBuilder line, int from) {
        lines.accept(line.substring(from));
        line.setLength(from);
        if (from == 0 && line.capacity() > WITHOUT) {
            line.trimToSize();
        }
    }
}
