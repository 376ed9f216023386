package dev.steward.benchmarks.cold.programs;

import dev.steward.benchmarks.harness.Line;
import dev.steward.benchmarks.peers.Loopback;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;

/** Sends back what comes, 64 bytes each time: one connection after the other. */
public final class SocketServerProgram {

    /** The bytes of a message. */
    static final int MESSAGE = 64;

    private SocketServerProgram() {}

    /** Serves until standard input ends. */
    public static void main(String[] arguments) {
        Line line = Line.open();
        try (ServerSocket listener = new ServerSocket(0, Loopback.BACKLOG, Loopback.HOST)) {
            line.next();
            line.say(Line.READY, Integer.toString(listener.getLocalPort()));
            while (true) {
                try (Socket socket = listener.accept()) {
                    socket.setTcpNoDelay(true);
                    echo(socket);
                }
            }
        } catch (IOException | InterruptedException failed) {
            line.fail(failed);
        }
    }

    private static void echo(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        for (byte[] message = in.readNBytes(MESSAGE); message.length == MESSAGE; message = in.readNBytes(MESSAGE)) {
            out.write(message);
        }
    }

    /** Sends one message and waits until it is back. */
    static void roundTrip(Socket socket, byte[] message) throws IOException {
        socket.getOutputStream().write(message);
        if (socket.getInputStream().readNBytes(MESSAGE).length < MESSAGE) {
            throw new EOFException("the server has gone");
        }
    }
}
