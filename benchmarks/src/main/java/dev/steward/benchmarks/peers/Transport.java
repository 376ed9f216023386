package dev.steward.benchmarks.peers;

import java.util.Locale;

/** What carries the bytes between the two processes. */
public enum Transport {
    /** TCP over loopback. */
    TCP,
    /** A Unix domain socket. */
    UNIX;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
