package dev.steward.server.log;

import java.util.function.Consumer;

/**
 * Keeps entries in one order, and has each of them applied once, in that order, wherever a copy of the machine is. Safe for
 * any number of threads.
 */
public interface ReplicatedLog {

    /**
     * Begins: first what the log kept before is applied, then what comes. Once, before the first entry is submitted.
     *
     * @param machine applies an entry; called by one thread at a time, which it does not block. What it throws ends the log
     *     here, because its state is not that of others any more
     */
    void start(Consumer<LogEntry> machine);

    /**
     * Gives an entry to the log; entries of one thread keep their order. Does not block, and refuses nothing: what cannot be
     * kept now waits until it can. Whether more may come is asked before something is let in at all. May be called while an
     * entry is applied, and is behind it then.
     *
     * @param applied runs when the entry has been applied here, or never if the log ends before
     */
    void submit(LogEntry entry, Runnable applied);
}
