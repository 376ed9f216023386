package dev.steward.benchmarks.peers.rmi;

import dev.steward.benchmarks.peers.Loopback;
import dev.steward.benchmarks.peers.RotatingCaller;
import java.io.IOException;
import java.net.ServerSocket;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The objects of an RMI server. */
final class RmiServer implements RemoteObjects {

    private static final int QUEUE_CAPACITY = 1_000;

    private final List<BlockingQueue<Long>> queues =
            List.of(new ArrayBlockingQueue<>(QUEUE_CAPACITY), new ArrayBlockingQueue<>(QUEUE_CAPACITY));
    /** A lock that any thread may release: which thread of the server serves a caller changes from call to call. */
    private final Semaphore lock = new Semaphore(1, true);

    private volatile byte[] stored = new byte[0];

    /** Exports an object on loopback. */
    static <T extends Remote> T export(T object, Class<T> type) throws RemoteException {
        RMIServerSocketFactory loopback = new LoopbackListeners();
        return type.cast(UnicastRemoteObject.exportObject(object, 0, null, loopback));
    }

    @Override
    public RemoteCalls calls() throws RemoteException {
        return export(new Calls(), RemoteCalls.class);
    }

    @Override
    public void put(int queue, long element) throws InterruptedException {
        queues.get(queue).put(element);
    }

    @Override
    public long take(int queue) throws InterruptedException {
        return queues.get(queue).take();
    }

    @Override
    public void lock() throws InterruptedException {
        lock.acquire();
    }

    @Override
    public void unlock() {
        lock.release();
    }

    @Override
    public void store(byte[] payload) {
        stored = payload;
    }

    @Override
    public byte[] stored() {
        return stored;
    }

    /** The objects of one caller. */
    private static final class Calls implements RemoteCalls {
        private final List<Long> read =
                LongStream.range(0, RotatingCaller.ENTRIES).boxed().toList();
        private final List<Long> grown = new ArrayList<>();
        private final Map<String, Long> dict = new HashMap<>();

        @Override
        public long get(int index) {
            return read.get(index);
        }

        @Override
        public synchronized int append(long element) {
            grown.add(element);
            return grown.size();
        }

        @Override
        public synchronized void clear() {
            grown.clear();
        }

        @Override
        public synchronized @Nullable Long put(String key, long value) {
            return dict.put(key, value);
        }
    }

    /** Listens on loopback only. All are equal, so that all objects share one port. */
    private static final class LoopbackListeners implements RMIServerSocketFactory {
        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return new ServerSocket(port, Loopback.BACKLOG, Loopback.HOST);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof LoopbackListeners;
        }

        @Override
        public int hashCode() {
            return LoopbackListeners.class.hashCode();
        }
    }
}
