package dev.steward.systemtests.values;

import dev.steward.systemtests.SocketRelay;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A network between a client and a server that counts what passes, and breaks or stops at a byte that the test chooses.
 */
final class MeteredNetwork extends SocketRelay {

    private final AtomicLong toServer = new AtomicLong();
    private final AtomicLong toClient = new AtomicLong();
    private volatile long breakAtServer = Long.MAX_VALUE;
    private volatile long breakAtClient = Long.MAX_VALUE;
    private volatile long holdAtClient = Long.MAX_VALUE;

    MeteredNetwork(int target) {
        super(target);
        start();
    }

    /** Resets every connection. */
    void breakAll() {
        sockets().forEach(this::close);
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

    @Override
    protected void connected(Socket client, Socket server) {
        run(() -> pump(client, server, false));
        run(() -> pump(server, client, true));
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
            ended(from, to);
        }
    }

    /** Resets it, so that what is under way in it is lost. */
    @Override
    protected void close(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException gone) {
            // Then there is nothing to reset.
        }
        super.close(socket);
    }
}
