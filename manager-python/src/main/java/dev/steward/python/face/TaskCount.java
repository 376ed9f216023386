package dev.steward.python.face;

import java.util.ArrayList;
import java.util.List;

/**
 * How many elements of a plain queue are not done, as {@code queue.Queue} of Python counts them: what Python has put and said
 * nothing of. The elements themselves are gone when they were taken; who counts is nobody's. Any thread; its monitor is held for a
 * few instructions.
 */
public final class TaskCount {

    private final List<Runnable> joining = new ArrayList<>();
    private long unfinished;

    /** An element is about to be put. */
    synchronized void added() {
        unfinished++;
    }

    /** One is done, or was not put after all; returns false if there is none. */
    boolean finished() {
        List<Runnable> ending;
        synchronized (this) {
            if (unfinished == 0) {
                return false;
            }
            unfinished--;
            if (unfinished > 0) {
                return true;
            }
            ending = List.copyOf(joining);
            joining.clear();
        }
        ending.forEach(Runnable::run);
        return true;
    }

    /** Runs something once when all are done: now if they are. */
    void whenFinished(Runnable then) {
        synchronized (this) {
            if (unfinished > 0) {
                joining.add(then);
                return;
            }
        }
        then.run();
    }
}
