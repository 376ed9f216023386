package dev.steward.objects.network;

import static dev.steward.objects.network.Tally.check;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.PlainValues;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import dev.steward.objects.network.NetworkClient.LogicalThread;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What clients do with a queue, a value, a lock and a semaphore, and what each of them has by what it was told. */
final class Work {

    private static final long MILLI = 1_000_000;
    private static final int OPEN_CALLS = 6;
    private static final int PERMITS = 4;

    private final PlainValues values;
    private final SplittableRandom random;
    private final Probe probe;
    private final Tally tally = new Tally();
    /** Elements of the calls that settle them, and whether they are done. */
    private final Map<CallId, long[]> settles = new HashMap<>();
    /** Elements that were received and not settled, tokens of locks and permits, as their holders know them. */
    private final Map<SessionId, Holdings> holdings = new HashMap<>();

    private final ObjectId queue;
    private final ObjectId counter;
    private final ObjectId lock;
    private final ObjectId semaphore;
    private long lastElement;

    /** What a client has. */
    private static final class Holdings {
        /** Delivery ids and elements. */
        final List<long[]> deliveries = new ArrayList<>();

        final List<Long> tokens = new ArrayList<>();
        int permits;
    }

    /** Work on objects that the probe makes. */
    Work(PlainValues values, SplittableRandom random, Probe probe) {
        this.values = values;
        this.random = random;
        this.probe = probe;
        queue = probe.create("queue", values.longs(6));
        counter = probe.create("value", values.list(values.nil(), values.of(0)));
        lock = probe.create("lock", values.list());
        semaphore = probe.create("semaphore", values.longs(PERMITS));
    }

    /** Makes some call. */
    void some(NetworkClient client, LogicalThread thread, Connection on) {
        if (thread.calls.size() >= OPEN_CALLS) {
            return;
        }
        Holdings has = holdings(client);
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> client.call(thread, on, queue, Operation.QUEUE_PUT, values.of(++lastElement), timeout());
            case 3, 4 -> client.call(thread, on, queue, Operation.QUEUE_TAKE, timeout());
            case 5 -> client.call(thread, on, queue, Operation.QUEUE_RECEIVE, timeout());
            case 6 -> settle(client, thread, on, has);
            case 7, 8 -> client.call(thread, on, counter, Operation.VALUE_GET_AND_ADD, values.of(1));
            case 9 -> client.call(thread, on, lock, Operation.LOCK_ACQUIRE, timeout());
            case 10 -> release(client, thread, on, has);
            default -> permits(client, thread, on, has);
        }
    }

    private Holdings holdings(NetworkClient client) {
        return holdings.computeIfAbsent(client.id, id -> new Holdings());
    }

    private Value timeout() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> values.of(0);
            case 2 -> values.of(-1);
            default -> values.of(random.nextLong(1, 2_000) * MILLI);
        };
    }

    private void settle(NetworkClient client, LogicalThread thread, @Nullable Connection on, Holdings has) {
        if (!has.deliveries.isEmpty()) {
            long[] delivery = has.deliveries.remove(random.nextInt(has.deliveries.size()));
            boolean done = random.nextInt(3) != 0;
            NetworkCall call =
                    client.call(thread, on, queue, Operation.QUEUE_SETTLE, values.of(delivery[0]), values.of(done));
            settles.put(call.id, new long[] {delivery[1], done ? 1 : 0});
        }
    }

    private void release(NetworkClient client, LogicalThread thread, @Nullable Connection on, Holdings has) {
        if (!has.tokens.isEmpty()) {
            client.call(thread, on, lock, Operation.LOCK_RELEASE_HOLD, values.of(has.tokens.remove(0)));
        }
    }

    private void permits(NetworkClient client, LogicalThread thread, @Nullable Connection on, Holdings has) {
        if (has.permits > 0) {
            has.permits--;
            client.call(thread, on, semaphore, Operation.SEMAPHORE_RELEASE, values.of(1));
        } else {
            client.call(thread, on, semaphore, Operation.SEMAPHORE_ACQUIRE, values.of(1), timeout());
        }
    }

    /** Notes what a client was told; the answer is OK. */
    void note(NetworkClient client, NetworkCall call, Answer answer) {
        Holdings has = holdings(client);
        switch (call.operation) {
            case QUEUE_PUT -> {
                if (values.asBoolean(answer.value())) {
                    tally.put(values.asLong(call.arguments.get(0)));
                }
            }
            case QUEUE_TAKE -> tally.received(client.id, values.asLong(answer.value()), answer.redelivered(), false);
            case QUEUE_RECEIVE -> {
                List<Value> parts = values.asList(answer.value());
                long element = values.asLong(parts.get(0));
                has.deliveries.add(new long[] {values.asLong(parts.get(1)), element});
                tally.received(client.id, element, answer.redelivered(), true);
            }
            case QUEUE_SETTLE -> {
                long[] settled = settles.getOrDefault(call.id, new long[] {0, 0});
                if (settled[1] == 1) {
                    tally.done(settled[0]);
                }
            }
            case VALUE_GET_AND_ADD -> tally.added(values.asLong(answer.value()));
            case LOCK_ACQUIRE -> has.tokens.add(token(answer));
            case SEMAPHORE_ACQUIRE -> has.permits++;
            default -> {}
        }
    }

    private long token(Answer answer) {
        return values.asLong(values.asList(answer.value()).get(0));
    }

    /** A client knows no more of its session: what had no answer may have happened. */
    void abandon(NetworkClient client) {
        client.unanswered().forEach(this::maybe);
        client.unconfirmed().forEach(this::maybe);
    }

    private void maybe(NetworkCall call) {
        switch (call.operation) {
            case QUEUE_PUT -> tally.maybePut(values.asLong(call.arguments.get(0)));
            case VALUE_GET_AND_ADD -> tally.maybeAdded();
            case QUEUE_SETTLE -> {
                long[] settled = settles.getOrDefault(call.id, new long[] {0, 0});
                if (settled[1] == 1) {
                    tally.maybeDone(settled[0]);
                }
            }
            default -> {}
        }
    }

    /** A client gives back all that it has. */
    void giveAllBack(NetworkClient client) {
        Holdings has = holdings(client);
        LogicalThread thread = client.threads.get(0);
        Connection on = client.shared();
        while (!has.deliveries.isEmpty()) {
            settle(client, thread, on, has);
        }
        while (!has.tokens.isEmpty()) {
            release(client, thread, on, has);
        }
        while (has.permits > 0) {
            permits(client, thread, on, has);
        }
    }

    /** The session of a client was closed. */
    void closed(NetworkClient client) {
        tally.closed(client.id);
    }

    /** Nobody holds anything any more, also of the clients that live on. */
    void checkFree() {
        check(!values.asBoolean(probe.ask(lock, Operation.LOCK_IS_LOCKED).value()), "the lock is held by nobody alive");
        long free = values.asLong(
                probe.ask(semaphore, Operation.SEMAPHORE_AVAILABLE).value());
        check(free == PERMITS, free + " of " + PERMITS + " permits are free");
        Answer taken = probe.ask(queue, Operation.QUEUE_TAKE, values.of(0));
        while (taken.isOk()) {
            tally.remains(values.asLong(taken.value()), taken.redelivered());
            taken = probe.ask(queue, Operation.QUEUE_TAKE, values.of(0));
        }
    }

    /** All sessions have ended: what clients were told adds up. */
    void addUp() {
        Answer taken = probe.ask(queue, Operation.QUEUE_TAKE, values.of(0));
        check(taken.status() == Status.EMPTY, "somebody had an element left");
        tally.addUp(values.asLong(probe.ask(counter, Operation.VALUE_GET).value()));
    }
}
