package dev.steward.process.pool;

/**
 * What was asked of a pool in one call: a function, and the items to call it with. Told of each item once.
 */
abstract class Job {

    private final TaskFunction function;
    private final String name;
    private volatile boolean dropped;

    Job(TaskFunction function, String name) {
        this.function = function;
        this.name = name;
    }

    final TaskFunction function() {
        return function;
    }

    /** Returns what messages call it: the method of the pool. */
    final String name() {
        return name;
    }

    /** Nobody wants its results any more: what has not begun need not. */
    final void drop() {
        dropped = true;
    }

    final boolean isDropped() {
        return dropped;
    }

    /** An item is done. Any thread; must not block. */
    abstract void done(int index, TaskOutcome outcome);
}
