package dev.steward.benchmarks.peers;

import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;

/** All callers share one manager, as the threads of a program do. */
final class StewardClient implements PeerClient {

    /** So many elements wait for their taker at most. */
    private static final int QUEUE_CAPACITY = 1_000;

    private final SyncManager manager;

    StewardClient(SyncManager manager) {
        this.manager = manager;
    }

    @Override
    public Caller caller() {
        return new StewardCaller(manager);
    }

    @Override
    public Sender sender(int queue) {
        return queue(queue)::put;
    }

    @Override
    public Receiver receiver(int queue) {
        return queue(queue)::take;
    }

    private SharedQueue<Long> queue(int number) {
        return manager.queue("queue-" + number, QUEUE_CAPACITY, Long.class);
    }

    @Override
    public void close() {
        manager.close();
    }
}
