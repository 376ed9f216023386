package dev.steward.cluster.jgroups;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives only connections whose other end has proved the key. Whoever connects and says nothing keeps none of the others
 * waiting: each proof has a thread, of which there are few at once, and little time.
 */
final class ProvedServerSocket extends ServerSocket {

    private static final Logger LOG = LoggerFactory.getLogger(ProvedServerSocket.class);
    private static final int MOST_AT_ONCE = 16;
    private static final long TELL_NANOS = 10_000_000_000L;
    /** How long nothing is accepted when something could not be. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final KeyProof proof;
    private final int silentMillis;
    private final ThreadFactory provers;
    private final Runnable pause;
    private final BlockingQueue<Socket> proved = new LinkedBlockingQueue<>();
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final AtomicLong toldAt = new AtomicLong(System.nanoTime() - TELL_NANOS);
    private final Thread door = new Thread(this::admit, "manager-cluster-door");
    private boolean admits;

    /** See {@link ProvedSockets#ProvedSockets}. */
    ProvedServerSocket(KeyProof proof, int silentMillis) throws IOException {
        this(proof, silentMillis, ProvedServerSocket::prover, () -> LockSupport.parkNanos(PAUSE_NANOS));
    }

    /**
     * The same.
     *
     * @param provers makes the threads of the proofs
     * @param pause what is done before the next one is accepted when one could not be
     */
    ProvedServerSocket(KeyProof proof, int silentMillis, ThreadFactory provers, Runnable pause) throws IOException {
        this.proof = proof;
        this.silentMillis = silentMillis;
        this.provers = provers;
        this.pause = pause;
        door.setDaemon(true);
    }

    private static Thread prover(Runnable proving) {
        Thread prover = new Thread(proving, "manager-cluster-proof");
        prover.setDaemon(true);
        return prover;
    }

    /** Called by one thread of the engine. */
    @Override
    public Socket accept() throws IOException {
        if (!admits) {
            door.start();
            admits = true;
        }
        try {
            Socket next = proved.take();
            if (isClosed()) {
                next.close();
                throw new SocketException("closed");
            }
            return next;
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
            throw new SocketException("interrupted");
        }
    }

    private void admit() {
        while (!isClosed()) {
            try {
                Socket socket = new MemberSocket();
                implAccept(socket);
                if (places.tryAcquire()) {
                    proveBeside(socket);
                } else {
                    socket.close();
                }
            } catch (IOException | RuntimeException | Error failed) {
                // Without an end: members that connect later are to be let in.
                if (!isClosed()) {
                    if (tells()) {
                        LOG.warn("this member can let no other one in at the moment: {}", String.valueOf(failed));
                    }
                    // The next one mostly fails as well, and at once, as where this process has no more files.
                    pause.run();
                }
            }
        }
    }

    private void proveBeside(Socket socket) {
        try {
            provers.newThread(() -> prove(socket)).start();
        } catch (RuntimeException | Error noThread) {
            places.release();
            refuse(socket, noThread);
        }
    }

    private void prove(Socket socket) {
        try {
            socket.setSoTimeout(silentMillis);
            proof.accepted(socket);
            proved.add(socket);
            if (isClosed()) {
                socket.close();
            }
        } catch (IOException | RuntimeException | Error unproved) {
            refuse(socket, unproved);
        } finally {
            places.release();
        }
    }

    private void refuse(Socket socket, Throwable unproved) {
        if (tells()) {
            LOG.warn(
                    "a connection from {} to this member is refused: {}",
                    socket.getRemoteSocketAddress(),
                    unproved.getMessage());
        }
        try {
            socket.close();
        } catch (IOException failed) {
            LOG.debug("a connection could not be closed", failed);
        }
    }

    /** Returns whether it is time to tell again what others may bring about as often as they like. */
    private boolean tells() {
        long told = toldAt.get();
        long now = System.nanoTime();
        return now - told >= TELL_NANOS && toldAt.compareAndSet(told, now);
    }

    /** Ends whoever waits for a connection. */
    @Override
    public void close() throws IOException {
        super.close();
        for (Socket socket = proved.poll(); socket != null; socket = proved.poll()) {
            socket.close();
        }
        // For whoever waits in accept.
        proved.add(new Socket());
    }
}
