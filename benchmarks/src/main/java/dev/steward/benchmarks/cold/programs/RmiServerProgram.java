package dev.steward.benchmarks.cold.programs;

import dev.steward.benchmarks.harness.Line;
import dev.steward.benchmarks.peers.Loopback;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.net.ServerSocket;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.server.UnicastRemoteObject;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A server of RMI. Its address is the stub. */
public final class RmiServerProgram {

    private RmiServerProgram() {}

    /** What clients call. */
    interface Objects extends Remote {

        /** Puts into the dict and returns what was there. */
        @Nullable
        Integer put(String key, int value) throws RemoteException;

        /** Returns an entry of the dict. */
        @Nullable
        Integer get(String key) throws RemoteException;

        /** Puts into the queue. */
        void putLast(int element) throws RemoteException, InterruptedException;

        /** Takes from the queue; waits until there is an element. */
        int takeFirst() throws RemoteException, InterruptedException;
    }

    /** Serves until standard input ends. */
    public static void main(String[] arguments) {
        System.setProperty("java.rmi.server.hostname", Loopback.HOST.getHostAddress());
        Line line = Line.open();
        try {
            line.next();
            Held held = new Held();
            Remote stub = UnicastRemoteObject.exportObject(
                    held, 0, null, port -> new ServerSocket(port, Loopback.BACKLOG, Loopback.HOST));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(stub);
            }
            line.say(Line.READY, Base64.getEncoder().encodeToString(bytes.toByteArray()));
            line.next();
        } catch (Exception failed) {
            line.fail(failed);
        }
    }

    private static final class Held implements Objects {
        private final ConcurrentMap<String, Integer> dict = new ConcurrentHashMap<>();
        private final BlockingQueue<Integer> queue = new LinkedBlockingQueue<>();

        @Override
        public @Nullable Integer put(String key, int value) {
            return dict.put(key, value);
        }

        @Override
        public @Nullable Integer get(String key) {
            return dict.get(key);
        }

        @Override
        public void putLast(int element) throws InterruptedException {
            queue.put(element);
        }

        @Override
        public int takeFirst() throws InterruptedException {
            return queue.take();
        }
    }
}
