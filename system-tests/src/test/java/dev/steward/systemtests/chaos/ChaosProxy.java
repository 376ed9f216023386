package dev.steward.systemtests.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A network between clients and a server that a test can break. What it draws comes from a seed. Its threads end with it.
 * Any thread.
 */
public final class ChaosProxy implements AutoCloseable {

    /** What the network does to all that passes, until it is told otherwise. */
    public enum Weather {
        /** Passes on what comes as it comes. */
        FAIR,
        /** Holds everything back for up to 50 ms. */
        SLOW,
        /** Passes on one byte per write. */
        TRICKLE,
        /** Swallows what clients say: a connection that is open in one direction only. */
        DEAF_SERVER,
        /** Swallows what the server says. */
        DEAF_CLIENTS
    }

    /** What happens once, to the next bytes that go the way that it concerns. */
    public enum Accident {
        /** The connection breaks where a reply of the server is due: what it answers was done. */
        DROP_REPLY(true, true),
        /** The bytes come twice. */
        DUPLICATE(true, false),
        /** A part of the bytes comes, then the connection breaks. */
        TRUNCATE(false, true);

        private final boolean onlyReplies;
        private final boolean breaks;

        Accident(boolean onlyReplies, boolean breaks) {
            this.onlyReplies = onlyReplies;
            this.breaks = breaks;
        }
    }

    private static final int MOST_DELAY_MILLIS = 50;

    private final ServerSocket listener;
    private final int target;
    private final Random random;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean refusing = new AtomicBoolean();
    private final AtomicReference<Weather> weather = new AtomicReference<>(Weather.FAIR);
    private final AtomicReference<@Nullable Accident> accident = new AtomicReference<>();
    private final AtomicLong accepted = new AtomicLong();

    /** A network before the server on that port of the loopback interface. */
    public ChaosProxy(int target) {
        this(target, 1);
    }

    /** A network that draws from a seed. */
    public ChaosProxy(int target, long seed) {
        this.target = target;
        this.random = new Random(seed);
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        threads.execute(this::accept);
    }

    /** Returns the port at which clients reach it. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Resets every connection. */
    public void breakAll() {
        for (Socket socket : sockets) {
            reset(socket);
        }
    }

    /** Resets new connections at once, or lets them through again. */
    public void refuse(boolean on) {
        refusing.set(on);
    }

    /** Swallows what the server says, or passes it on again; what was swallowed is lost. */
    public void swallowReplies(boolean on) {
        become(on ? Weather.DEAF_CLIENTS : Weather.FAIR);
    }

    /** Changes what it does from now on. */
    public void become(Weather next) {
        weather.set(next);
    }

    /** Has something happen to the next bytes. */
    public void cause(Accident next) {
        accident.set(next);
    }

    /** Returns whether an accident has not happened yet. */
    public boolean isDue() {
        return accident.get() != null;
    }

    /** Returns how many connections came through. */
    public long accepted() {
        return accepted.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (refusing.get()) {
                    client.setSoLinger(true, 0);
                    client.close();
                    continue;
                }
                accepted.incrementAndGet();
                connect(client);
            } catch (IOException closed) {
                // The next turn sees whether it was the listener.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException nobody) {
            client.close();
            return;
        }
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        sockets.add(client);
        sockets.add(server);
        threads.execute(() -> pump(client, server, false));
        threads.execute(() -> pump(server, client, true));
    }

    private void pump(Socket from, Socket to, boolean replies) {
        byte[] buffer = new byte[8_192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int count = in.read(buffer);
            while (count >= 0 && pass(buffer, count, out, replies)) {
                count = in.read(buffer);
            }
            if (count >= 0) {
                reset(from);
                reset(to);
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

    /** Returns whether the connection stands. */
    private boolean pass(byte[] buffer, int count, OutputStream out, boolean replies)
            throws IOException, InterruptedException {
        Accident now = accident.get();
        if (now != null && (replies || !now.onlyReplies) && accident.compareAndSet(now, null)) {
            if (now == Accident.TRUNCATE) {
                out.write(buffer, 0, random.nextInt(count));
            } else if (now == Accident.DUPLICATE) {
                out.write(buffer, 0, count);
                out.write(buffer, 0, count);
            }
            return !now.breaks;
        }
        switch (weather.get()) {
            case FAIR -> out.write(buffer, 0, count);
            case SLOW -> {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_DELAY_MILLIS));
                out.write(buffer, 0, count);
            }
            case TRICKLE -> {
                for (int i = 0; i < count; i++) {
                    out.write(buffer, i, 1);
                }
            }
            case DEAF_SERVER -> writeUnless(!replies, buffer, count, out);
            case DEAF_CLIENTS -> writeUnless(replies, buffer, count, out);
        }
        return true;
    }

    private static void writeUnless(boolean swallowed, byte[] buffer, int count, OutputStream out) throws IOException {
        if (!swallowed) {
            out.write(buffer, 0, count);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            // Then there is nothing to reset.
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
