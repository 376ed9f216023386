package dev.steward.client.session;

import dev.steward.api.ObjectId;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.CallMessage;
import dev.steward.protocol.message.Cancel;
import dev.steward.protocol.message.LargeCall;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Operation;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One thread of this client as the server knows it: numbers its calls, keeps those without an answer and what has been
 * received. Never used again for another thread. Its own thread begins calls, any thread brings replies; the lock is held
 * for a few instructions and never while something is sent or somebody is told.
 */
final class LogicalThread {

    /** More ranges than this are left to an acknowledgement of their own, so that a call stays small. */
    private static final int RANGES_IN_CALL = 8;

    /** What a frame needs beside the arguments of its call, at most. */
    private static final int CALL_OVERHEAD = 1_024;

    private final int id;
    private final int mostInFrame;
    private final @Nullable WeakReference<Thread> owner;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, PendingCall> pending = new LinkedHashMap<>();
    private final ReceivedNumbers received = new ReceivedNumbers();
    /** What the thread asked for and left before there was an answer, until that is known and undone; by number. */
    private final Map<Long, Request> left = new HashMap<>(0);

    private long next = 1;
    private boolean unacknowledged;
    /** Whether somebody is going to ask for {@link #takeUnacknowledged}. */
    private boolean watched;

    private boolean ended;

    /**
     * A thread without calls.
     *
     * @param owner the Java thread, or null for the client itself
     * @param maxFrame the longest frame that the server takes
     */
    LogicalThread(int id, @Nullable Thread owner, int maxFrame) {
        this.mostInFrame = maxFrame - Math.min(CALL_OVERHEAD, maxFrame / 2);
        this.id = id;
        this.owner = owner == null ? null : new WeakReference<>(owner);
    }

    int id() {
        return id;
    }

    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
    }

    /** Gives the next number to a call. From here on it is sent, sooner or later, or the session ends. */
    PendingCall begin(
            Request request, long deadline, @Nullable CreditGate credit, @Nullable Consumer<PendingCall> whenDone) {
        lock.lock();
        try {
            PendingCall call = new PendingCall(this, next++, request, deadline, credit, whenDone);
            pending.put(call.number(), call);
            return call;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the message of a call for its first sending in a stay, or null if somebody sends it in that stay already. */
    @Nullable
    CallMessage messageFor(PendingCall call, int stay) {
        lock.lock();
        try {
            return call.claim(stay) ? message(call) : null;
        } finally {
            lock.unlock();
        }
    }

    /** Returns everything unanswered that nobody has sent in this stay yet, with the cancellations that belong to it. */
    List<Message> unsent(int stay) {
        List<Message> messages = new ArrayList<>();
        lock.lock();
        try {
            for (PendingCall call : pending.values()) {
                if (call.claim(stay)) {
                    messages.add(message(call));
                    if (call.isCancelledLocked()) {
                        messages.add(new Cancel(id, call.number()));
                    }
                }
            }
        } finally {
            lock.unlock();
        }
        return messages;
    }

    private CallMessage message(PendingCall call) {
        Request request = call.request();
        if (received.ranges() <= RANGES_IN_CALL) {
            unacknowledged = false;
        }
        if (request.argumentBytes() > mostInFrame) {
            call.becomeLargeLocked();
            List<Integer> sizes =
                    request.arguments().stream().map(EncodedValue::size).toList();
            return new LargeCall(
                    id,
                    call.number(),
                    request.operation(),
                    request.target(),
                    received.toReceived(RANGES_IN_CALL),
                    sizes);
        }
        return new Call(
                id,
                call.number(),
                request.operation(),
                request.target(),
                received.toReceived(RANGES_IN_CALL),
                request.arguments());
    }

    /** Returns a call that has no answer yet, or null. */
    @Nullable
    PendingCall find(long number) {
        lock.lock();
        try {
            return pending.get(number);
        } finally {
            lock.unlock();
        }
    }

    /** Takes a call out because its answer came; null if it has come before. */
    @Nullable
    PendingCall take(long number) {
        lock.lock();
        try {
            return pending.remove(number);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Notes that an answer has arrived.
     *
     * @param kept whether the server keeps the reply until it is told so
     * @return whether somebody must see to it that this is acknowledged, and nobody does yet
     */
    boolean received(long number, boolean kept) {
        lock.lock();
        try {
            received.add(number);
            left.remove(number);
            unacknowledged |= kept;
            boolean first = kept && !watched;
            watched |= kept;
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Returns what to acknowledge, or null if calls have told it meanwhile. */
    @Nullable
    Received takeUnacknowledged() {
        lock.lock();
        try {
            watched = false;
            if (!unacknowledged) {
                return null;
            }
            unacknowledged = false;
            return received.toReceived(Received.MAX_RANGES);
        } finally {
            lock.unlock();
        }
    }

    /** Notes that the server may not have heard what has been received. */
    void unacknowledge() {
        lock.lock();
        try {
            unacknowledged = true;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether it has made any call. */
    boolean isUsed() {
        lock.lock();
        try {
            return next > 1;
        } finally {
            lock.unlock();
        }
    }

    /** Notes that the thread has left a call: nobody knows yet what became of it. */
    void left(PendingCall call) {
        lock.lock();
        try {
            if (call.request().takes() && !received.contains(call.number())) {
                left.put(call.number(), call.request());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether a call that it has left may have taken something by that operation of an object, which is not undone. */
    boolean hasLeft(ObjectId target, Operation operation) {
        lock.lock();
        try {
            return left.values().stream()
                    .anyMatch(
                            request -> request.is(operation) && request.target().equals(target));
        } finally {
            lock.unlock();
        }
    }

    /** Notes a wish to cancel. Returns whether the call is still unanswered. */
    boolean cancel(PendingCall call) {
        lock.lock();
        try {
            call.cancelLocked();
            return pending.containsKey(call.number());
        } finally {
            lock.unlock();
        }
    }

    /** Makes sure that a call that never was sent never will be. Returns whether it never was. */
    boolean retract(PendingCall call) {
        lock.lock();
        try {
            return call.retractLocked(harmless(call));
        } finally {
            lock.unlock();
        }
    }

    private static Request harmless(PendingCall call) {
        return new Request(
                ObjectId.DIRECTORY,
                Operation.COUNT.code(),
                Operation.COUNT.manner(),
                List.of(),
                null,
                Long.MAX_VALUE,
                call.request().name());
    }

    /** Returns all calls without an answer. */
    List<PendingCall> unanswered() {
        lock.lock();
        try {
            return List.copyOf(pending.values());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns true once: when its Java thread has died and all its calls are answered. What the thread owned on the server
     * can go then, and nothing will come from it any more.
     */
    boolean hasJustEnded() {
        if (owner == null) {
            return false;
        }
        Thread thread = owner.get();
        if (thread != null && thread.isAlive()) {
            return false;
        }
        lock.lock();
        try {
            if (ended || !pending.isEmpty() || unacknowledged) {
                return false;
            }
            ended = true;
            return true;
        } finally {
            lock.unlock();
        }
    }
}
