package dev.steward.face.callback;

/** A thread of {@link Callbacks}. */
final class CallbackThread extends Thread implements CallbackRun {

    private final Callbacks callbacks;
    private volatile boolean busy;

    CallbackThread(Callbacks callbacks, Runnable work, String name) {
        super(work, name);
        this.callbacks = callbacks;
        setDaemon(true);
    }

    boolean isOf(Callbacks some) {
        return callbacks == some;
    }

    /** Returns whether there are callbacks behind the present one. On this thread. */
    boolean hasMore() {
        return callbacks.isAnyWaiting();
    }

    /** Notes that it has callbacks to run, or none for now. On this thread. */
    void busy(boolean now) {
        if (busy != now) {
            busy = now;
        }
    }

    @Override
    public boolean goesOn() {
        return busy && getState() == State.RUNNABLE;
    }
}
