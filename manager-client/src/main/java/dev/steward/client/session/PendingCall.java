package dev.steward.client.session;

import static java.util.Objects.requireNonNull;

import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.client.transport.Exchange;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.transfer.Sending;
import dev.steward.protocol.value.LeavingBytes;
import dev.steward.vocabulary.Manner;
import dev.steward.vocabulary.Status;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call from its number to its answer. Begun by its caller's thread, which waits in {@link CallWait} or leaves a
 * consumer; ended by whoever reads the reply, or by the loop when the session is lost.
 */
public final class PendingCall implements Exchange {

    private static final int NEVER_SENT = 0;

    private final LogicalThread thread;
    private final long number;
    private final long deadline;
    private final @Nullable CreditGate credit;
    private final @Nullable Thread waiter;
    private final @Nullable Consumer<PendingCall> whenDone;
    private final AtomicReference<CallState> state = new AtomicReference<>(CallState.WAITING);
    // Written by whoever won the state, before it did; read after the state.
    private volatile @Nullable Reply reply;
    private volatile @Nullable LargeAnswer largeAnswer;
    private volatile @Nullable ManagerException loss;
    /** Whether the answer is on its way in chunks, on the shared connection. */
    private volatile boolean pulled;
    /** What a submitted call came to when its deadline passed before its answer came; null before that. */
    private volatile @Nullable Outcome lateness;
    /** Changed under the lock of the thread, if the call is retracted. */
    private volatile Request request;
    // The rest is guarded by the lock of the thread.
    private int sentIn = NEVER_SENT;
    private boolean cancelled;
    private boolean large;
    private @Nullable Sending sending;

    PendingCall(
            LogicalThread thread,
            long number,
            Request request,
            long deadline,
            @Nullable CreditGate credit,
            @Nullable Consumer<PendingCall> whenDone) {
        this.thread = thread;
        this.number = number;
        this.request = request;
        this.deadline = deadline;
        this.credit = credit;
        this.whenDone = whenDone;
        this.waiter = whenDone == null ? Thread.currentThread() : null;
    }

    /** Returns whether nobody has to wait for the answer any more. */
    public boolean isDone() {
        return state.get() != CallState.WAITING;
    }

    @Override
    public boolean isOver() {
        return isDone() || pulled;
    }

    @Override
    public boolean mayWait() {
        return request.manner() == Manner.WAITS;
    }

    @Override
    public long deadline() {
        return deadline;
    }

    /** Returns how it stands. */
    public CallState state() {
        return requireNonNull(state.get());
    }

    /**
     * Returns the answer.
     *
     * @throws ManagerException if the session was lost, or the deadline passed, before there was one; made anew, with the
     *     stack of this thread
     * @throws dev.steward.api.UnsupportedValueException if it is larger than this client takes
     */
    public Reply answer() {
        CallState ended = state();
        ManagerException lost = loss;
        if (ended == CallState.LOST && lost != null) {
            throw SessionEnd.rethrown(lost, request().name());
        }
        Outcome late = lateness;
        if (late != null && ended == CallState.INTERRUPTED) {
            throw CallWait.timedOut(this, Outcome.UNKNOWN);
        }
        if (late != null && (ended == CallState.TIMED_OUT || ended == CallState.CANCELLED)) {
            throw CallWait.timedOut(this, late);
        }
        Reply answered = reply;
        LargeAnswer large = largeAnswer;
        if (answered == null && large != null && ended != CallState.TIMED_OUT) {
            answered = large.open(request().name());
            reply = answered;
        }
        if (answered == null || ended == CallState.WAITING || ended == CallState.TIMED_OUT) {
            throw new IllegalStateException("call " + number + " of thread " + thread.id() + " is " + ended);
        }
        return answered;
    }

    long number() {
        return number;
    }

    LogicalThread thread() {
        return thread;
    }

    Request request() {
        return request;
    }

    /** Under the lock: takes the right to send it in this stay; nobody else sends it then. */
    boolean claim(int stay) {
        if (sentIn >= stay) {
            return false;
        }
        sentIn = stay;
        return true;
    }

    /** Under the lock: notes that its arguments are sent in chunks. */
    void becomeLargeLocked() {
        large = true;
    }

    /** Under the lock: notes that its caller wants it cancelled. */
    void cancelLocked() {
        cancelled = true;
    }

    /** Under the lock. */
    boolean isCancelledLocked() {
        return cancelled;
    }

    /**
     * Under the lock: if it never was sent, puts a harmless request in its place, because its number must not be missing
     * on the server.
     *
     * @return whether it never was sent and never will be
     */
    boolean retractLocked(Request harmless) {
        if (sentIn != NEVER_SENT) {
            return false;
        }
        request = harmless;
        return true;
    }

    /** Notes that the answer comes in chunks. */
    void pull() {
        pulled = true;
    }

    /** Returns whether the answer comes, or came, in chunks. */
    boolean isPulled() {
        return pulled;
    }

    /** Returns what sends its large arguments, or null if they are not wanted any more. */
    @Nullable
    Sending sending(int maxFrame) {
        thread.lock();
        try {
            if (sending == null && !cancelled) {
                sending = new Sending(thread.id(), number, LeavingBytes.of(request.arguments()), maxFrame);
            }
            return cancelled ? null : sending;
        } finally {
            thread.unlock();
        }
    }

    /** Sends no more of its arguments. To be called before its cancellation is sent. */
    void stopSending() {
        Sending begun;
        thread.lock();
        try {
            begun = sending;
        } finally {
            thread.unlock();
        }
        if (begun != null) {
            begun.stop();
        }
    }

    /** Returns whether an answer came in chunks that nobody could read: no memory, or no value. */
    boolean isUnread() {
        LargeAnswer large = largeAnswer;
        return reply == null && large != null && large.value() != null && state() == CallState.COMPLETED;
    }

    /** Returns whether the answer was not taken because it is larger than this client takes. */
    boolean isRefused() {
        LargeAnswer large = largeAnswer;
        return large != null && large.value() == null;
    }

    /** Takes an answer that came in chunks, or is too large. Returns false if its caller has left. */
    boolean complete(LargeAnswer answered) {
        largeAnswer = answered;
        return state.compareAndSet(CallState.WAITING, CallState.COMPLETED);
    }

    /** Takes the answer. Returns false if its caller has left: then the answer must be given back. */
    boolean complete(Reply answered) {
        reply = answered;
        return state.compareAndSet(CallState.WAITING, CallState.of(answered.status()));
    }

    /** The caller leaves without the answer. Returns false if there is one. */
    boolean leave() {
        return state.compareAndSet(CallState.WAITING, CallState.TIMED_OUT);
    }

    /** Its deadline has passed, so that a cancellation from here on is for that. */
    void expire(Outcome outcome) {
        lateness = outcome;
    }

    /** The session ended. */
    void lose(SessionEnd end) {
        boolean never;
        thread.lock();
        try {
            // The server begins a call when it has all its arguments.
            never = sentIn == NEVER_SENT || (large && (sending == null || !sending.wasWhollySent()));
        } finally {
            thread.unlock();
        }
        // What only reads changed nothing, wherever it got to.
        boolean harmless = never || request.manner() == Manner.READS;
        loss = end.exception(harmless ? Outcome.NOT_EXECUTED : Outcome.UNKNOWN);
        if (state.compareAndSet(CallState.WAITING, CallState.LOST)) {
            wake();
        }
        returnCredit();
    }

    /** Tells whoever waits. Called once, by whoever ended it, with no lock held. */
    void wake() {
        Consumer<PendingCall> consumer = whenDone;
        if (consumer != null) {
            consumer.accept(this);
        } else {
            LockSupport.unpark(waiter);
        }
    }

    void returnCredit() {
        if (credit != null) {
            credit.giveBack();
        }
    }

    /** Returns whether an answer took something from its object, which would be lost with it. */
    boolean takes(Reply answered) {
        return answered.status() == Status.OK && takes(answered.underAcknowledgement());
    }

    /** Returns whether an answer that says OK took something. */
    boolean takes(boolean underAcknowledgement) {
        return underAcknowledgement || request.takes();
    }
}
