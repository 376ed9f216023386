package dev.steward.systemtests.death;

import dev.steward.api.AuthKey;
import dev.steward.api.Delivery;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.systemtests.history.Journal;
import dev.steward.systemtests.history.Operation.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A client in a process of its own that takes from a stream, or counts, as fast as it can and notes each call in its
 * journal, until a signal ends it. Arguments: the way, the port, the lease and the resume window in milliseconds, the file
 * of the journal.
 */
public final class StreamClient {

    /** How a client has its part of a stream. What it notes is the call in which it says that something is its own. */
    enum Way {
        /** Takes from a queue: what it has received is its own. */
        TAKES("take"),
        /** Receives some from a queue under acknowledgement, then says of each that it is done. */
        RECEIVES("done"),
        /** Takes some from a joinable queue, then says as often that a task is done. */
        TASKS("done"),
        /** Adds one to a counter, again and again: the number it found is its own. */
        COUNTS("add");

        private final String saying;

        Way(String saying) {
            this.saying = saying;
        }

        /** Returns the name of the call that says so. */
        String saying() {
            return saying;
        }
    }

    /** What all share. */
    static final String STREAM = "stream";

    /** A call that notes nothing but that it was made. */
    private static final long NOTHING = 0;

    /** How many it has in its hands before it is done with the first. */
    private static final int IN_HAND = 3;

    private final Journal journal;
    private final String name = "client-" + ProcessHandle.current().pid();

    /** A call and its result. */
    private interface Body {
        long call() throws InterruptedException;
    }

    private StreamClient(Journal journal) {
        this.journal = journal;
    }

    public static void main(String[] args) throws Exception {
        ClientOptions options = ClientOptions.builder()
                .lease(Duration.ofMillis(Long.parseLong(args[2])))
                .resumeWindow(Duration.ofMillis(Long.parseLong(args[3])))
                .build();
        // Neither is ever closed: it does not leave, it is killed.
        @SuppressWarnings("resource")
        SyncManager manager =
                ManagerClient.connect("127.0.0.1", Integer.parseInt(args[1]), AuthKey.of("0123456789abcdef"), options);
        @SuppressWarnings("resource")
        StreamClient client = new StreamClient(new Journal(Path.of(args[4])));
        switch (Way.valueOf(args[0])) {
            case TAKES -> client.take(manager.queue(STREAM, Long.class));
            case RECEIVES -> client.receive(manager.queue(STREAM, Long.class));
            case TASKS -> client.work(manager.joinableQueue(STREAM, Long.class));
            case COUNTS -> client.count(manager.value(STREAM, TypeCode.LONG, 0L));
        }
    }

    private long noted(String call, long argument, Body body) throws InterruptedException {
        long number = journal.invoked(name, STREAM, call, argument);
        long result = body.call();
        journal.returned(number, Ending.OK, result, 0);
        return result;
    }

    private void take(SharedQueue<Long> queue) throws InterruptedException {
        while (true) {
            noted("take", NOTHING, queue::take);
        }
    }

    private void receive(SharedQueue<Long> queue) throws InterruptedException {
        while (true) {
            List<Delivery<Long>> inHand = new ArrayList<>();
            for (int i = 0; i < IN_HAND; i++) {
                noted("receive", NOTHING, () -> {
                    Delivery<Long> delivery = queue.receive();
                    inHand.add(delivery);
                    return delivery.value();
                });
            }
            for (Delivery<Long> delivery : inHand) {
                noted("done", delivery.value(), () -> {
                    delivery.done();
                    return NOTHING;
                });
            }
        }
    }

    private void work(SharedJoinableQueue<Long> queue) throws InterruptedException {
        while (true) {
            List<Long> inHand = new ArrayList<>();
            for (int i = 0; i < IN_HAND; i++) {
                inHand.add(noted("receive", NOTHING, queue::take));
            }
            for (long element : inHand) {
                noted("done", element, () -> {
                    queue.taskDone();
                    return NOTHING;
                });
            }
        }
    }

    private void count(SharedValue<Long> counter) throws InterruptedException {
        while (true) {
            noted("add", NOTHING, () -> counter.getAndAdd(1L));
        }
    }
}
