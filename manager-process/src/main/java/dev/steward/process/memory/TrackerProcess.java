package dev.steward.process.memory;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A process that outlives its tree to end what that has left: a shell that reads a pipe to which the first process of the tree
 * holds the only other end. It is no child of anybody in the tree and in a session of its own, so that neither signals to
 * the tree or its group nor whoever kills all descendants of a process reach it. It has no file but the pipe, and takes a
 * megabyte.
 */
final class TrackerProcess {

    private static final String SHELL = "/bin/sh";

    /**
     * The process that tracks. What it asks for is in POSIX, but for readlink and -O, which all have: whoever sees its
     * arguments must not be able to have it remove what he likes.
     */
    private static final String TRACKING = """
        echo ready
        exec >/dev/null
        while IFS= read -r line; do :; done
        inode() {
            set -f
            set -- $(ls -diL -- "$1" 2>/dev/null)
            printf %s "${1-}"
        }
        [ -O "$1.new" ] && [ ! -L "$1.new" ] && rm -rf -- "$1.new"
        [ -O "$1" ] && [ ! -L "$1" ] && mv -- "$1" "$1.ended" && cd -- "$1.ended" || exit 0
        for entry in [0-9]*; do
            if [ "$(inode "$entry")" = "$entry" ]; then
                name=$(readlink -- "$entry" && echo .)
                rm -f -- "${name%??}"
            fi
        done
        cd .. && rm -rf -- "$1.ended"
        """;

    /**
     * Starts it. What starts it in the background ends at once, so that it is nobody's child; and this one stays until it is
     * ended, because Java closes the pipes of a process that has ended.
     */
    private static final String START = """
        trap '' HUP INT TERM
        exec 3<&0
        if command -v setsid >/dev/null 2>&1; then
            (setsid "$0" -c "$2" steward-resource-tracker "$1" <&3 3<&- 2>/dev/null &)
        else
            ("$0" -c "$2" steward-resource-tracker "$1" <&3 3<&- 2>/dev/null &)
        fi
        exec >/dev/null
        while IFS= read -r line; do :; done
        """;

    private final OutputStream pipe;

    private TrackerProcess(OutputStream pipe) {
        this.pipe = pipe;
    }

    /**
     * Starts one for a folder that need not be there yet. Blocks until it will end what is in it, whatever happens to this
     * process.
     *
     * @throws IOException if there is no shell here, or no folder of processes
     */
    static TrackerProcess start(Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(SHELL, "-c", START, SHELL, folder.toString(), TRACKING);
        builder.directory(new File("/"));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process starting = builder.start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(starting.getInputStream(), StandardCharsets.UTF_8))) {
            if (said.readLine() == null) {
                throw new IOException("the shell ended");
            }
            // An end of the pipe that Java does not close with the process. Not a channel, which an interrupt would
            // close.
            return new TrackerProcess(new FileOutputStream("/proc/" + starting.pid() + "/fd/0"));
        } finally {
            starting.destroyForcibly();
        }
    }

    /** Returns whether it runs. */
    boolean isAlive() {
        try {
            pipe.write('\n');
            return true;
        } catch (IOException nobodyReads) {
            return false;
        }
    }
}
