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
 * {@link Notice} may come in the middle of a line, which goes on behind it. A line that cannot be passed on is lost, and the
 * others come. Runs on a thread of its own until the child closes the stream.
 */
final class OutputLines implements Runnable {

    private static final int WITH_ROOM = 16 << 20;
    private static final int WITHOUT = 65_536;

    /** A 64th of the heap, in bytes, but at most 16,777,216 and at least 65,536: a line takes one or two bytes for each. */
    static final int LONGEST =
            (int) Math.max(WITHOUT, Math.min(WITH_ROOM, Runtime.getRuntime().maxMemory() / 64));

    private final InputStream source;
    private final NoticeMark mark;
    private final int longest;
    private final Consumer<String> lines;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final LostLines lost = new LostLines();
    private StringBuilder line = new StringBuilder();

    OutputLines(InputStream source, NoticeMark mark, Consumer<String> lines) {
        this(source, mark, lines, LONGEST);
    }

    OutputLines(InputStream source, NoticeMark mark, Consumer<String> lines, int longest) {
        this.source = source;
        this.mark = mark;
        this.longest = longest;
        this.lines = lines;
    }

    /** Completes when the last line was passed on. */
    CompletableFuture<Void> end() {
        return end;
    }

    @Override
    public void run() {
        try (Reader reader = new InputStreamReader(source, StandardCharsets.UTF_8)) {
            char[] buffer = new char[8192];
            for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                copy(buffer, read);
            }
        } catch (IOException closed) {
            // The child has ended while we read; what came before is passed on all the same.
            return;
        } finally {
            if (line.length() > 0) {
                pass(line.toString());
            }
            end.complete(null);
        }
    }

    private void copy(char[] buffer, int length) {
        try {
            split(buffer, length);
        } catch (OutOfMemoryError full) {
            // A child whose output nobody reads stands still: better a line less.
            line = new StringBuilder();
            lost.add(full);
        }
    }

    private void split(char[] buffer, int length) {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n') {
                line.append(buffer, start, i - start);
                start = i + 1;
                end(line);
            } else if (line.length() + i - start >= longest && !Character.isLowSurrogate(buffer[i])) {
                line.append(buffer, start, i - start);
                start = i;
                cut(line);
            }
        }
        line.append(buffer, start, length - start);
    }

    private void end(StringBuilder line) {
        int last = line.length() - 1;
        if (last >= 0 && line.charAt(last) == '\r') {
            line.setLength(last);
        }
        int from = Math.max(0, line.indexOf(mark.text()));
        pass(line.substring(from));
        line.setLength(from);
        trim(line);
    }

    /** Passes on what has become too long, but for a notice at its end, of which the rest is yet to come. */
    private void cut(StringBuilder line) {
        int notice = mark.beginIn(line);
        int to = notice > 0 ? notice : line.length();
        pass(line.substring(0, to));
        line.delete(0, to);
        trim(line);
    }

    private static void trim(StringBuilder line) {
        if (line.capacity() > WITHOUT && line.length() < WITHOUT) {
            line.trimToSize();
        }
    }

    private void pass(String text) {
        try {
            lines.accept(text);
        } catch (RuntimeException | Error failed) {
            // A System.out that a program has replaced: what it does not take is lost, and the child goes on.
            lost.add(failed);
        }
    }
}
