package dev.steward.server;

import java.time.Duration;

/** When what a durable server has answered is on its disk for good. The end of its process loses nothing either way. */
public enum Fsync {
    /** Before it is answered: a power cut loses nothing. */
    ALWAYS(Duration.ZERO),
    /** Within a second: a power cut, or the end of the machine, loses what was answered in the last one. */
    INTERVAL(Duration.ofSeconds(1));

    private final Duration interval;

    Fsync(Duration interval) {
        this.interval = interval;
    }

    Duration interval() {
        return interval;
    }
}
