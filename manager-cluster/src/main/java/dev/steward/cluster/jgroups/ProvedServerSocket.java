package dev.steward.cluster.jgroups;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
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

    private final KeyProof proof;
    private final int silentMillis;
    private final BlockingQueue<Socket> proved = new LinkedBlockingQueue<>();
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final AtomicLong toldAt = new AtomicLong(System.nanoTime() - TELL_NANOS);
    private final Thread door = new Thread(this::admit, "manager-cluster-door");
    private boolean admits;

    /** See {@link ProvedSockets#ProvedSockets}. */
    ProvedServerSocket(KeyProof proof, int silentMillis) throws IOException {
        this.proof = proof;
        this.silentMillis = silentMillis;
        door.setDaemon(true);
    }

    /** Called by one thread of the engine. */
    @Override
    public Socket accept() throws IOException {
        if (!admits) {
            admits = true;
            door.start();
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
                    Thread prover = new Thread(() -> prove(socket), "manager-cluster-proof");
                    prover.setDaemon(true);
                    prover.start();
                } else {
                    socket.close();
                }
            } catch (IOException failed) {
                if (!isClosed()) {
                    LOG.debug("a connection was not accepted", failed);
                }
            }
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
        } catch (IOException unproved) {
            refuse(socket, unproved);
        } finally {
            places.release();
        }
    }

    private void refuse(Socket socket, IOException unproved) {
        long told = toldAt.get();
        long now = System.nanoTime();
        if (now - told >= TELL_NANOS && toldAt.compareAndSet(told, now)) {
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
