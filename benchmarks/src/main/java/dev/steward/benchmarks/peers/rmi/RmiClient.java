package dev.steward.benchmarks.peers.rmi;

import dev.steward.benchmarks.peers.Caller;
import dev.steward.benchmarks.peers.Inlet;
import dev.steward.benchmarks.peers.Mutex;
import dev.steward.benchmarks.peers.Outlet;
import dev.steward.benchmarks.peers.PeerClient;
import dev.steward.benchmarks.peers.RotatingCaller;
import dev.steward.benchmarks.peers.Store;
import dev.steward.benchmarks.peers.WrongAnswerException;
import dev.steward.benchmarks.peers.rmi.RemoteObjects.RemoteCalls;
import java.rmi.RemoteException;
import org.jspecify.annotations.Nullable;

/** Stubs; RMI itself opens and keeps the connections. */
final class RmiClient implements PeerClient {

    private final RemoteObjects objects;

    RmiClient(RemoteObjects objects) {
        this.objects = objects;
    }

    @Override
    public Caller caller() throws RemoteException {
        return new CallsInTurn(objects.calls());
    }

    @Override
    public Inlet inlet(int queue) {
        return element -> objects.put(queue, element);
    }

    @Override
    public Outlet outlet(int queue) {
        return () -> objects.take(queue);
    }

    @Override
    public Mutex mutex() {
        return new Mutex() {
            @Override
            public void lock() throws RemoteException, InterruptedException {
                objects.lock();
            }

            @Override
            public void unlock() throws RemoteException {
                objects.unlock();
            }
        };
    }

    @Override
    public Store store() {
        return new Store() {
            @Override
            public void put(byte[] payload) throws RemoteException {
                objects.store(payload);
            }

            @Override
            public byte[] get() throws RemoteException {
                return objects.stored();
            }
        };
    }

    @Override
    public void close() {
        // RMI closes connections by itself when they have been idle for some seconds, and has no way to ask for it.
    }

    /** Get, append, put in turn, as the callers of Steward do. */
    private static final class CallsInTurn extends RotatingCaller {
        private final RemoteCalls calls;

        private CallsInTurn(RemoteCalls calls) {
            this.calls = calls;
        }

        @Override
        protected long get(int index) throws RemoteException {
            return calls.get(index);
        }

        @Override
        protected void append(long element) throws RemoteException {
            calls.append(element);
        }

        @Override
        protected void checkAndClear(int size, long last) throws RemoteException {
            WrongAnswerException.unlessEqual("size", size + 1L, calls.append(last));
            calls.clear();
        }

        @Override
        protected @Nullable Long put(String key, long value) throws RemoteException {
            return calls.put(key, value);
        }
    }
}
