package dev.steward.systemtests.death;

import static java.util.Objects.requireNonNull;

import dev.steward.protocol.message.Acknowledge;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.value.codec.AllowedClasses;
import dev.steward.protocol.value.codec.References;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.systemtests.death.StreamClient.Way;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one client was handed out and what it told its server, by the messages that passed between the two: nobody can kill
 * that together with the client. Any thread.
 */
final class Evidence {

    /** The logical thread and the number of a call. */
    private record Caller(int thread, long number) {}

    /**
     * What the server handed out.
     *
     * @param what the element, or the number that a counter had
     * @param redelivered whether it carried that flag
     * @param at when the reply left the server, of {@link System#nanoTime}
     */
    record HandOut(long what, boolean redelivered, long at) {}

    private final Way way;
    private final ValueCodec codec = new ValueCodec(References.NONE, new AllowedClasses());
    private final Map<Caller, Integer> asked = new HashMap<>();
    private final List<HandOut> handOuts = new ArrayList<>();
    private final Set<Long> told = new HashSet<>();

    /** Replies with an element that the client has not said to have received. */
    private final Map<Caller, Long> unreceived = new HashMap<>();
    /** By the id of the delivery. */
    private final Map<Long, Long> delivered = new HashMap<>();
    /** Of a joinable queue, the oldest first. */
    private final Deque<Long> tasks = new ArrayDeque<>();

    Evidence(Way way) {
        this.way = way;
    }

    /** Takes note of a message that the server gets. */
    synchronized void toServer(Message message) {
        if (message instanceof Acknowledge acknowledge) {
            acknowledge.threads().forEach(each -> received(each.thread(), each.received()));
        } else if (message instanceof Call call) {
            received(call.thread(), call.received());
            if (call.operation() == Operation.QUEUE_SETTLE.code() && isDone(call, 1)) {
                told.add(requireNonNull(
                        delivered.get(longOf(codec.decode(call.arguments().get(0))))));
            } else if (call.operation() == Operation.QUEUE_TASK_DONE.code() && isDone(call, 0)) {
                told.add(tasks.remove());
            } else {
                asked.put(new Caller(call.thread(), call.number()), call.operation());
            }
        }
    }

    private boolean isDone(Call call, int argument) {
        return Boolean.TRUE.equals(codec.decode(call.arguments().get(argument)));
    }

    private static long longOf(Object number) {
        return ((Number) number).longValue();
    }

    private void received(int thread, Received received) {
        Iterator<Map.Entry<Caller, Long>> each = unreceived.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<Caller, Long> reply = each.next();
            if (reply.getKey().thread == thread && received.contains(reply.getKey().number)) {
                told.add(reply.getValue());
                each.remove();
            }
        }
    }

    /** Takes note of a message of the server, whether or not the client still lives to get it. */
    synchronized void fromServer(Message message) {
        if (message instanceof Reply reply && reply.status() == Status.OK) {
            Caller caller = new Caller(reply.thread(), reply.number());
            Integer operation = asked.remove(caller);
            if (operation == null) {
                return;
            }
            if (operation == Operation.QUEUE_TAKE.code()) {
                long element = handOut(reply, codec.decode(reply.value()));
                if (way == Way.TAKES) {
                    unreceived.put(caller, element);
                } else {
                    tasks.add(element);
                }
            } else if (operation == Operation.QUEUE_RECEIVE.code()) {
                List<?> parts = (List<?>) codec.decode(reply.value());
                delivered.put(longOf(parts.get(1)), handOut(reply, parts.get(0)));
            } else if (operation == Operation.VALUE_GET_AND_ADD.code()) {
                handOut(reply, codec.decode(reply.value()));
            }
        }
    }

    private long handOut(Reply reply, Object what) {
        HandOut handOut = new HandOut(longOf(what), reply.redelivered(), System.nanoTime());
        handOuts.add(handOut);
        return handOut.what;
    }

    /** Returns all that was handed out, in that order. */
    synchronized List<HandOut> handOuts() {
        return List.copyOf(handOuts);
    }

    /** Returns what the client told the server to be its own: received, or done. A counter needs no such word. */
    synchronized Set<Long> told() {
        return Set.copyOf(told);
    }

    /** Returns how many increments were asked for that the server has not answered. */
    synchronized long unansweredIncrements() {
        return asked.values().stream()
                .filter(operation -> operation == Operation.VALUE_GET_AND_ADD.code())
                .count();
    }
}
