package dev.steward.objects.network;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Ranges;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.Value;
import dev.steward.vocabulary.Manner;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A client that follows the rules of a session: a call that has a number is sent, on this connection or the next, until it
 * is answered; a number is never used again; what was received is told only when nothing has to be given back any more.
 */
final class NetworkClient {

    /** So many logical threads it has. */
    static final int THREADS = 2;

    final SessionId id;
    final List<Connection> connections = new ArrayList<>();
    final List<LogicalThread> threads = new ArrayList<>();
    /** What was given back and not confirmed: told again on the next connection. */
    private final List<NetworkCall> givenBack = new ArrayList<>();
    /** Whether the server has said that the session is over. */
    boolean isLost;
    /** Whether it does nothing for a while. */
    boolean isPaused;

    /** One thread of it. */
    static final class LogicalThread {
        final int id;
        final TreeMap<Long, NetworkCall> calls = new TreeMap<>();
        final TreeSet<Long> received = new TreeSet<>();
        long next = 1;
        long floor = 1;

        LogicalThread(int id) {
            this.id = id;
        }

        void received(long number) {
            received.add(number);
            while (received.remove(floor)) {
                floor++;
            }
        }

        Ranges ranges() {
            long[] bounds = new long[received.size() * 2];
            int at = 0;
            for (long number : received) {
                if (at > 0 && bounds[at - 1] == number) {
                    bounds[at - 1] = number + 1;
                } else {
                    bounds[at++] = number;
                    bounds[at++] = number + 1;
                }
            }
            return Ranges.of(Arrays.copyOf(bounds, at));
        }
    }

    NetworkClient(SessionId id) {
        this.id = id;
        for (int thread = 1; thread <= THREADS; thread++) {
            threads.add(new LogicalThread(thread));
        }
    }

    LogicalThread thread(CallId call) {
        return threads.get(call.thread() - 1);
    }

    /** Returns its shared connection, or null if that broke and no other stands yet. */
    @Nullable
    Connection shared() {
        for (Connection connection : connections) {
            if (connection.shared && connection.ready) {
                return connection;
            }
        }
        return null;
    }

    /** Makes a call and sends it on a connection, or on none. */
    NetworkCall call(
            LogicalThread thread, @Nullable Connection on, ObjectId target, Operation operation, Value... arguments) {
        long number = thread.next++;
        NetworkCall call =
                new NetworkCall(this, new CallId(id, thread.id, number), target, operation, List.of(arguments));
        thread.calls.put(number, call);
        send(call, on);
        return call;
    }

    void send(NetworkCall call, @Nullable Connection on) {
        if (on == null) {
            return;
        }
        LogicalThread thread = thread(call.id);
        long floor = thread.floor;
        Ranges received = thread.ranges();
        on.toServer.add(now -> new SessionInput.Request(
                now, thread.id, call.id.number(), floor, received, call.target, call.operation.code(), call.arguments));
    }

    void cancel(NetworkCall call, @Nullable Connection on) {
        call.cancelled = true;
        if (on != null) {
            on.toServer.add(now -> new SessionInput.CancelRequest(now, call.id.thread(), call.id.number()));
        }
    }

    /** Gives up on a call: its answer is given back when it comes. */
    void leave(NetworkCall call, @Nullable Connection on) {
        call.left = true;
        cancel(call, on);
    }

    void acknowledge(LogicalThread thread, Connection on) {
        long floor = thread.floor;
        Ranges received = thread.ranges();
        on.toServer.add(now -> new SessionInput.Acknowledge(now, thread.id, floor, received));
    }

    /** Sends on a new connection all that may not have arrived. */
    void sendAgain(Connection on) {
        givenBack.forEach(call -> giveBack(call, on));
        for (LogicalThread thread : threads) {
            acknowledge(thread, on);
            for (NetworkCall call : thread.calls.values()) {
                if (call.answer == null) {
                    send(call, on);
                    if (call.cancelled) {
                        cancel(call, on);
                    }
                }
            }
        }
    }

    private void giveBack(NetworkCall call, @Nullable Connection on) {
        if (on != null) {
            on.toServer.add(now -> new SessionInput.GiveBackRequest(now, call.id.thread(), call.id.number()));
        }
    }

    /** The server has taken all that was said on a connection until it was asked. */
    void confirmed(List<NetworkCall> calls) {
        for (NetworkCall call : calls) {
            if (givenBack.remove(call)) {
                received(call);
            }
        }
    }

    List<NetworkCall> unconfirmed() {
        return List.copyOf(givenBack);
    }

    /** An answer arrives. Returns the call if it is the first, and somebody waits for it. */
    @Nullable
    NetworkCall answered(CallId id, Answer answer) {
        NetworkCall call = thread(id).calls.get(id.number());
        if (call == null || call.answer != null) {
            return null;
        }
        call.answer = answer;
        if (call.left && answer.isOk() && call.operation.manner() != Manner.READS) {
            givenBack.add(call);
            giveBack(call, shared());
            return null;
        }
        received(call);
        return call.left ? null : call;
    }

    private void received(NetworkCall call) {
        call.received = true;
        LogicalThread thread = thread(call.id);
        thread.received(call.id.number());
        thread.calls.remove(call.id.number());
    }

    List<NetworkCall> unanswered() {
        List<NetworkCall> calls = new ArrayList<>();
        for (LogicalThread thread : threads) {
            for (NetworkCall call : thread.calls.values()) {
                if (call.answer == null) {
                    calls.add(call);
                }
            }
        }
        return calls;
    }
}
