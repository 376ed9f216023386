package dev.steward.cluster;

import org.jspecify.annotations.Nullable;

/** Nobody said in time what became of an entry: it may be in the log, now or later, or not. Whoever submits it again names it
 * so that it is known again. */
public final class EntryUnansweredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EntryUnansweredException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
