package dev.steward.benchmarks.peers.steward;

import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.benchmarks.peers.Caller;
import dev.steward.benchmarks.peers.Inlet;
import dev.steward.benchmarks.peers.Mutex;
import dev.steward.benchmarks.peers.Outlet;
import dev.steward.benchmarks.peers.PeerClient;
import dev.steward.benchmarks.peers.Pipeline;
import dev.steward.benchmarks.peers.Store;

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
    public Inlet inlet(int queue) {
        return queue(queue)::put;
    }

    @Override
    public Outlet outlet(int queue) {
        return queue(queue)::take;
    }

    @Override
    public Pipeline pipeline() {
        return new StewardPipeline(manager);
    }

    @Override
    public Mutex mutex() {
        SharedLock lock = manager.lock("lock");
        return new Mutex() {
            @Override
            public void lock() {
                lock.lock();
            }

            @Override
            public void unlock() {
                lock.unlock();
            }
        };
    }

    @Override
    public Store store() {
        SharedValue<byte[]> value = manager.value(byte[].class, new byte[0]);
        return new Store() {
            @Override
            public void put(byte[] payload) {
                value.set(payload);
            }

            @Override
            public byte[] get() {
                return value.get();
            }
        };
    }

    private SharedQueue<Long> queue(int number) {
        return manager.queue("queue-" + number, QUEUE_CAPACITY, Long.class);
    }

    @Override
    public void close() {
        manager.close();
    }
}
