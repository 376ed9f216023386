package dev.steward.systemtests.death;

import static java.util.Objects.requireNonNull;

import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.frame.FrameCodec;
import dev.steward.protocol.frame.FrameRules;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.ServerProof;
import dev.steward.protocol.message.SessionJoined;
import dev.steward.protocol.message.SessionOpened;
import dev.steward.systemtests.SocketRelay;
import io.netty.buffer.Unpooled;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A network between one client and its server that keeps {@link Evidence} of each message. All that a client sent before it
 * died gets to the server, and then the end of the connection; all that the server still answers is read.
 */
final class WatchedNetwork extends SocketRelay {

    private final Evidence evidence;

    WatchedNetwork(int target, Evidence evidence) {
        super(target);
        this.evidence = evidence;
        start();
    }

    Evidence evidence() {
        return evidence;
    }

    @Override
    protected void connected(Socket client, Socket server) {
        // What one side has said tells what the other may say next.
        Line line = new Line();
        run(() -> passToServer(client, server, line));
        run(() -> passToClient(server, client, line));
    }

    private void passToServer(Socket client, Socket server, Line line) {
        try {
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            byte[] frame = nextFrame(in);
            while (frame != null) {
                // Before the server can answer. It gets what is written here: it is up, and the end comes behind.
                evidence.toServer(line.fromClient(frame));
                out.write(frame);
                frame = nextFrame(in);
            }
            server.shutdownOutput();
        } catch (IOException gone) {
            // The server's end is seen by the other direction.
        }
    }

    private void passToClient(Socket server, Socket client, Line line) {
        boolean lives = true;
        try (server;
                client) {
            InputStream in = server.getInputStream();
            byte[] frame = nextFrame(in);
            while (frame != null) {
                evidence.fromServer(line.fromServer(frame));
                lives = lives && passedOn(frame, client);
                frame = nextFrame(in);
            }
        } catch (IOException broken) {
            // Both ends are closed.
        } finally {
            ended(client, server);
        }
    }

    private static boolean passedOn(byte[] frame, Socket client) {
        try {
            client.getOutputStream().write(frame);
            return true;
        } catch (IOException dead) {
            return false;
        }
    }

    /** Returns a frame with its length, or null where no whole one comes any more. */
    private static byte @Nullable [] nextFrame(InputStream in) {
        try {
            DataInputStream data = new DataInputStream(in);
            int length = data.readInt();
            byte[] frame = new byte[Integer.BYTES + length];
            ByteBuffer.wrap(frame).putInt(length);
            data.readFully(frame, Integer.BYTES, length);
            return frame;
        } catch (IOException ended) {
            return null;
        }
    }

    /** Understands the frames of one connection: both directions share what phase it is in. */
    private static final class Line {

        private FrameRules ofClient = FrameRules.ofServer(FrameRules.DEFAULT_MAX_FRAME);
        private FrameRules ofServer = FrameRules.ofClient();

        synchronized Message fromClient(byte[] frame) {
            return understood(frame, ofClient);
        }

        synchronized Message fromServer(byte[] frame) {
            Message message = understood(frame, ofServer);
            if (message instanceof ServerProof) {
                enter(Phase.AUTHENTICATED);
            } else if (message instanceof SessionOpened || message instanceof SessionJoined) {
                enter(Phase.IN_SESSION);
            }
            return message;
        }

        private void enter(Phase next) {
            ofClient = ofClient.enter(next);
            ofServer = ofServer.enter(next);
        }

        private static Message understood(byte[] frame, FrameRules rules) {
            return requireNonNull(FrameCodec.decode(Unpooled.wrappedBuffer(frame), rules), "a whole frame");
        }
    }
}
