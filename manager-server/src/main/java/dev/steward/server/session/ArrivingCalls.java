package dev.steward.server.session;

import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.protocol.message.Chunk;
import dev.steward.protocol.message.LargeCall;
import dev.steward.protocol.message.Pull;
import dev.steward.protocol.transfer.Receiving;
import dev.steward.server.machine.MemoryAccount;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one session whose arguments are larger than a frame and have not all arrived. Arguments are pulled only
 * while those that are being pulled are within a limit together; other calls wait for their turn, in the order in which
 * they came, and take no memory. What a connection that broke had brought stays, for the client to go on where it was. What has
 * arrived is counted as what the server holds; a call for which there is no room is given up, whatever had come of it.
 *
 * <p>Its monitor guards all of it; not held while something is sent.
 */
final class ArrivingCalls {

    /** So many calls that were given up are remembered until what was asked for of them has come. */
    private static final int MOST_DROPPED = 1_000;

    private final long mostBytes;
    private final MemoryAccount account;
    private final Map<OpenCall.Key, Arriving> calls = new LinkedHashMap<>();
    private final List<LargeCall> refused = new ArrayList<>();
    /** How many bytes are still on their way of calls that were given up. */
    private final Map<OpenCall.Key, Long> dropped = new LinkedHashMap<>();

    private long pulledBytes;

    /** Pulls calls of so many bytes together at a time; one that is larger by itself, alone. */
    ArrivingCalls(long mostBytes, MemoryAccount account) {
        this.mostBytes = mostBytes;
        this.account = account;
    }

    /** A call on its way. */
    private static final class Arriving {
        private LargeCall call;
        private ClientConnection by;
        private @Nullable Receiving receiving;
        private long since;

        Arriving(LargeCall call, ClientConnection by) {
            this.call = call;
            this.by = by;
        }
    }

    /** What is to be sent once the monitor is free. */
    private record Asked(ClientConnection by, Pull pull) {}

    /** A call whose arguments have all arrived; they are not checked yet. Their bytes are counted until it is let in. */
    record Arrived(LargeCall call, Receiving receiving) {}

    /** Returns the calls that were given up since this was asked, for want of memory; they are to be answered. */
    synchronized List<LargeCall> refused() {
        List<LargeCall> given = List.copyOf(refused);
        refused.clear();
        return given;
    }

    /**
     * A large call came: for the first time, or once more because the connection broke that it came by before.
     *
     * @throws ProtocolException if another one with other arguments came under its number
     */
    void begin(LargeCall call, ClientConnection by, long nanoTime) {
        List<Asked> asked = new ArrayList<>();
        synchronized (this) {
            OpenCall.Key key = new OpenCall.Key(call.thread(), call.number());
            Arriving known = calls.get(key);
            if (known == null) {
                dropped.remove(key);
                calls.put(key, new Arriving(call, by));
            } else if (!known.call.sizes().equals(call.sizes()) || known.call.operation() != call.operation()) {
                remove(key);
                throw refused(key, "came twice with different arguments");
            } else if (known.by != by) {
                known.call = call;
                known.by = by;
                if (known.receiving != null) {
                    known.since = nanoTime;
                    asked.add(new Asked(by, known.receiving.begin()));
                }
            }
            pullMore(nanoTime, asked);
        }
        asked.forEach(one -> one.by.send(one.pull));
    }

    private void pullMore(long nanoTime, List<Asked> asked) {
        for (Iterator<Arriving> all = calls.values().iterator(); all.hasNext(); ) {
            Arriving next = all.next();
            if (next.receiving == null) {
                if (pulledBytes > 0 && pulledBytes + next.call.size() > mostBytes) {
                    return;
                }
                // While the values are put together their bytes are there twice.
                if (!account.hasRoomFor(2 * next.call.size())) {
                    all.remove();
                    refused.add(next.call);
                    continue;
                }
                Receiving receiving = new Receiving(next.call.thread(), next.call.number(), next.call.sizes());
                next.receiving = receiving;
                next.since = nanoTime;
                pulledBytes += next.call.size();
                asked.add(new Asked(next.by, receiving.begin()));
            }
        }
    }

    /**
     * A part of the arguments came.
     *
     * @return the call if that was the last part
     * @throws ProtocolException if nobody asked for it; nothing of that call is kept then
     */
    @Nullable
    Arrived add(Chunk chunk, ClientConnection by, long nanoTime) {
        OpenCall.Key key = new OpenCall.Key(chunk.thread(), chunk.number());
        List<Asked> asked = new ArrayList<>();
        Arrived arrived = null;
        synchronized (this) {
            Arriving call = calls.get(key);
            if (call == null && wasDropped(key, chunk)) {
                return null;
            }
            if (call == null || call.receiving == null) {
                throw refused(key, "was sent a chunk, and none was asked for");
            }
            if (call.by != by) {
                // The last of a connection that the client has left.
                return null;
            }
            Pull more;
            try {
                more = call.receiving.add(chunk);
            } catch (ProtocolException unexpected) {
                remove(key);
                throw unexpected;
            }
            call.since = nanoTime;
            account.add(chunk.bytes().size());
            if (call.receiving.isWhole()) {
                arrived = new Arrived(call.call, call.receiving);
                account.add(call.receiving.size());
                remove(key);
                pullMore(nanoTime, asked);
            } else if (!account.hasRoomFor(0)) {
                drop(key, call.call, call.receiving);
                pullMore(nanoTime, asked);
            } else if (more != null) {
                asked.add(new Asked(by, more));
            }
        }
        asked.forEach(one -> one.by.send(one.pull));
        return arrived;
    }

    private void drop(OpenCall.Key key, LargeCall call, Receiving receiving) {
        remove(key);
        refused.add(call);
        if (dropped.size() >= MOST_DROPPED) {
            dropped.clear();
        }
        dropped.put(key, receiving.expected());
    }

    /** Passes over the last of a call that was given up; returns whether it is of such a one. */
    private boolean wasDropped(OpenCall.Key key, Chunk chunk) {
        Long left = dropped.remove(key);
        if (left != null && left > chunk.bytes().size()) {
            dropped.put(key, left - chunk.bytes().size());
        }
        return left != null;
    }

    /** Gives a call up, whose arguments have not all arrived. Returns null if there is no such call. */
    @Nullable
    LargeCall cancel(OpenCall.Key key, long nanoTime) {
        List<Asked> asked = new ArrayList<>();
        LargeCall cancelled;
        synchronized (this) {
            Arriving call = remove(key);
            cancelled = call == null ? null : call.call;
            pullMore(nanoTime, asked);
        }
        asked.forEach(one -> one.by.send(one.pull));
        return cancelled;
    }

    private @Nullable Arriving remove(OpenCall.Key key) {
        Arriving call = calls.remove(key);
        if (call != null && call.receiving != null) {
            pulledBytes -= call.call.size();
            account.add(-call.receiving.received());
        }
        return call;
    }

    /** Returns whether something was asked for so long ago on a connection that stands. */
    synchronized boolean isStuck(long nanoTime, long mostNanos) {
        for (Arriving call : calls.values()) {
            if (call.receiving != null && call.by.isOpen() && nanoTime - call.since > mostNanos) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the arguments of that call have not all arrived. */
    synchronized boolean has(OpenCall.Key key) {
        return calls.containsKey(key);
    }

    /** Returns how many bytes have arrived of calls that have not. */
    synchronized long heldBytes() {
        long sum = 0;
        for (Arriving call : calls.values()) {
            sum += call.receiving == null ? 0 : call.receiving.received();
        }
        return sum;
    }

    /** Lets go of everything. */
    synchronized void clear() {
        account.add(-heldBytes());
        calls.clear();
        dropped.clear();
        pulledBytes = 0;
    }

    private static ProtocolException refused(OpenCall.Key key, String why) {
        return new ProtocolException("call " + key.thread() + "/" + key.number() + " " + why, Outcome.UNKNOWN);
    }
}
