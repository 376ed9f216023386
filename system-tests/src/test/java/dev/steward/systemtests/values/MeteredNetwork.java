package dev.steward.systemtests.values;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A network between a client and a server that counts what passes, and breaks or stops at a byte that the test chooses. Its
 * threads end with it.
 */
final class MeteredNetwork implements AutoCloseable {

    private final ServerSocket listener;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong toServer = new AtomicLong();
    private final AtomicLong toClient = new AtomicLong();
    private volatile long breakAtServer = Long.MAX_VALUE;
    private volatile long breakAtClient = Long.MAX_VALUE;
    private volatile long holdAtClient = Long.MAX_VALUE;

    MeteredNetwork(int target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Resets every connection. */
    void breakAll() {
        for (Socket socket : sockets) {
            try {
                socket.setSoLinger(true, 0);
            } catch (IOException gone) {
                // Then there is nothing to reset.
            }
            close(socket);
        }
    }

    /** Resets every connection, once, when so many more bytes have gone to the server. */
    void breakAfterToServer(long bytes) {
        breakAtServer = toServer.get() + bytes;
    }

    /** Resets every connection, once, when so many more bytes have gone to the client. */
    void breakAfterToClient(long bytes) {
        breakAtClient = toClient.get() + bytes;
    }

    /** Holds back what the server says once so many more bytes of it have passed. */
    void holdAfterToClient(long bytes) {
        holdAtClient = toClient.get() + bytes;
    }

    /** Passes on what was held back, and what follows. */
    void letThrough() {
        holdAtClient = Long.MAX_VALUE;
    }

    /** Returns how many bytes have gone to the server. */
    long bytesToServer() {
        return toServer.get();
    }

    /** Returns how many bytes have gone to the client. */
    long bytesToClient() {
        return toClient.get();
    }

    private void passed(int count, boolean replies) throws InterruptedException {
        if (replies) {
            if (toClient.addAndGet(count) >= breakAtClient) {
                breakAtClient = Long.MAX_VALUE;
                breakAll();
            }
            while (toClient.get() >= holdAtClient) {
                Thread.sleep(5);
            }
        } else if (toServer.addAndGet(count) >= breakAtServer) {
            breakAtServer = Long.MAX_VALUE;
            breakAll();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                threads.execute(() -> pump(client, server, false));
                threads.execute(() -> pump(server, client, true));
            } catch (IOException closed) {
                // The next turn sees whether it was the listener.
            }
        }
    }

    private void pump(Socket from, Socket to, boolean replies) {
        byte[] buffer = new byte[8_192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int count = in.read(buffer);
            while (count >= 0) {
                out.write(buffer, 0, count);
                passed(count, replies);
                count = in.read(buffer);
            }
        } catch (IOException broken) {
            // Both ends are closed.
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is what was wanted.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException gone) {
            // It is what was wanted.
        }
        breakAll();
        threads.shutdownNow();
    }
}
