package dev.steward.protocol.callback;

/** A thread of {@link Callbacks}. */
final class CallbackThread extends Thread {

    private final Callbacks callbacks;

    CallbackThread(Callbacks callbacks, Runnable work, String name) {
        super(work, name);
        this.callbacks = callbacks;
        setDaemon(true);
    }

    boolean isOf(Callbacks some) {
        return callbacks == some;
    }
}
