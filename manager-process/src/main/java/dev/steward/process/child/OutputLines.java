package dev.steward.process.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Passes what a child prints on in whole lines, so that those of several processes do not mix. A line longer than
 * {@value #LONGEST} characters goes on in pieces. Runs on a thread of its own until the child closes the stream.
 */
final class OutputLines implements Runnable {

    static final int LONGEST = 65_536;

    private final InputStream source;
    private final Consumer<String> lines;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    OutputLines(InputStream source, Consumer<String> lines) {
        this.source = source;
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
            boolean isEnd = buffer[i] == '\n';
            if (isEnd || line.length() + i - start >= LONGEST) {
                line.append(buffer, start, i - start + (isEnd ? 0 : 1));
                if (isEnd && line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
                    line.setLength(line.length() - 1);
                }
                lines.accept(line.toString());
                line.setLength(0);
                start = i + 1;
            }
        }
        line.append(buffer, start, length - start);
    }
}
