package dev.steward.benchmarks.peers.socket;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;

/** Threads of peers' servers. Daemons, so none keeps the process alive. */
final class Threads {

    /** What a thread does; an exception ends it. */
    @FunctionalInterface
    interface Task {
        void run() throws IOException;
    }

    private Threads() {}

    /** Starts a thread. That its connection or listener ends is how it normally ends itself. */
    static void start(String name, Task task) {
        Thread thread = new Thread(() -> run(task), name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void run(Task task) {
        try {
            task.run();
        } catch (EOFException | SocketException | ClosedChannelException ended) {
            return;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
