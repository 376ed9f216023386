package dev.steward.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A network between clients and a server on this machine: for each connection of a client one to the server, and two threads,
 * which do what a subclass says. The threads end with it.
 */
public abstract class SocketRelay implements AutoCloseable {

    private final ServerSocket listener;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /**
     * Opens a port; {@link #start} begins to take connections.
     *
     * @param target the port of the server
     */
    protected SocketRelay(int target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Begins to take connections; for the constructor of a subclass, as the last that it does. */
    protected final void start() {
        threads.execute(this::accept);
    }

    /** Returns the port for the clients. */
    public final int port() {
        return listener.getLocalPort();
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
                connected(client, server);
            } catch (IOException closed) {
                // The next turn sees whether it was the listener.
            }
        }
    }

    /** Passes on what the two sides of a connection say, in threads that {@link #run} gives. */
    protected abstract void connected(Socket client, Socket server);

    protected final void run(Runnable direction) {
        threads.execute(direction);
    }

    /** Forgets the two sides of a connection, which are closed. */
    protected final void ended(Socket client, Socket server) {
        sockets.remove(client);
        sockets.remove(server);
    }

    /** Returns the sides of all connections. */
    protected final Set<Socket> sockets() {
        return sockets;
    }

    /** Closes one side of a connection. */
    protected void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is what was wanted.
        }
    }

    @Override
    public final void close() {
        try {
            listener.close();
        } catch (IOException gone) {
            // It is what was wanted.
        }
        sockets.forEach(this::close);
        threads.shutdownNow();
    }
}
