package dev.steward.process.pipe;

import org.jspecify.annotations.Nullable;

/**
 * An end of a pipe in the process that made it. Any number hold it: connections of this process, of others, and tickets on
 * their way to others; the last one that lets go ends it.
 *
 * @param in what comes here, or null
 * @param out what is sent here, or null
 */
record PipeEnd(@Nullable Mailbox in, @Nullable Mailbox out) {

    /** One more holds it. */
    void hold() {
        if (in != null) {
            in.holdReceiving();
        }
        if (out != null) {
            out.holdSending();
        }
    }

    /** One holds it no longer. */
    void letGo() {
        if (in != null) {
            in.stopReceiving();
        }
        if (out != null) {
            out.stopSending();
        }
    }
}
