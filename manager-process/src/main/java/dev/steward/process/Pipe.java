package dev.steward.process;

import dev.steward.process.pipe.Pipes;

/**
 * Two connections that are each other's other end. Pass one of them to a child process and keep the other one; close the
 * copy that you do not use, as in Python, so that the end of file can be seen. Either end may be held by several
 * processes; each message goes to one of them. The pipe lives in the process that made it and ends with it.
 *
 * <p>What was sent and not received stays there when a process that holds the receiving end dies, for the next one. Safe
 * for use by any number of threads.
 *
 * <p>Python twin: {@code multiprocessing.Pipe}.
 */
public final class Pipe implements AutoCloseable {

    private final Connection first;
    private final Connection second;

    private Pipe(Pipes.Pair pair) {
        first = Connection.ofPipe(pair.left());
        second = Connection.ofPipe(pair.right());
    }

    /** Makes a pipe whose ends both send and receive. Python twin: {@code Pipe()}. */
    public static Pipe open() {
        return new Pipe(Pipes.make(true));
    }

    /** Makes a pipe whose first end receives what the second one sends. Python twin: {@code Pipe(duplex=False)}. */
    public static Pipe oneWay() {
        return new Pipe(Pipes.make(false));
    }

    /** Returns one end: of a one-way pipe, the one that receives. */
    public Connection first() {
        return first;
    }

    /** Returns the other end: of a one-way pipe, the one that sends. */
    public Connection second() {
        return second;
    }

    /** Closes both ends in this process. */
    @Override
    public void close() {
        first.close();
        second.close();
    }
}
