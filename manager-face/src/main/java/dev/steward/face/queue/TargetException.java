package dev.steward.face.queue;

/** The collection that elements are drained to did not take them. Nobody outside sees it: the reason is thrown on. */
final class TargetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RuntimeException why;

    TargetException(RuntimeException why) {
        super(null, why, false, false);
        this.why = why;
    }

    /** Returns what the collection has thrown. */
    RuntimeException why() {
        return why;
    }
}
