package dev.steward.face.callback;

/**
 * Callbacks that a thread runs one behind the other, as somebody sees them who has got a message from one of them: more may
 * come in a moment. Any thread.
 */
public interface CallbackRun {

    /**
     * Returns whether the thread goes on: it has not come to the end of its callbacks, and is not blocked in the present
     * one. What it does there may still take long.
     */
    boolean goesOn();
}
