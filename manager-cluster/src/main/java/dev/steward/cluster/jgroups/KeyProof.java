package dev.steward.cluster.jgroups;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How two members prove to each other that they have the key, before anything else goes over a connection: each sends a
 * random number, and a code of both numbers that only the key makes. What was recorded of another connection is of no use,
 * and what one side sends is nothing that the other one could send.
 */
final class KeyProof {

    /** How long a proof may take. */
    static final int MILLIS = 2_000;

    private static final String ALGORITHM = "HmacSHA256";
    private static final long MAGIC = 0x5374_7743_6c75_7331L;
    private static final int BYTES = 32;
    private static final byte CONNECTED = 'c';
    private static final byte ACCEPTED = 'a';

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    KeyProof(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** Proves the key to whoever was connected to, and has it prove it. */
    void connected(Socket socket) throws IOException {
        prove(socket, CONNECTED, ACCEPTED);
    }

    /** The same at the other end. */
    void accepted(Socket socket) throws IOException {
        prove(socket, ACCEPTED, CONNECTED);
    }

    /**
     * Blocks for {@link #MILLIS} at most.
     *
     * @throws IOException if the other end does not prove it in time
     */
    private void prove(Socket socket, byte own, byte other) throws IOException {
        int timeout = socket.getSoTimeout();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS);
        OutputStream out = socket.getOutputStream();
        byte[] mine = new byte[BYTES];
        random.nextBytes(mine);
        out.write(
                ByteBuffer.allocate(Long.BYTES + BYTES).putLong(MAGIC).put(mine).array());
        if (ByteBuffer.wrap(read(socket, Long.BYTES, end)).getLong() != MAGIC) {
            throw new IOException("it is no member of a cluster");
        }
        byte[] theirs = read(socket, BYTES, end);
        if (own == CONNECTED) {
            out.write(code(own, mine, theirs));
        }
        if (!MessageDigest.isEqual(code(other, theirs, mine), read(socket, BYTES, end))) {
            throw new IOException("it did not prove the cluster's key, or names other members");
        }
        if (own == ACCEPTED) {
            out.write(code(own, mine, theirs));
        }
        socket.setSoTimeout(timeout);
    }

    /** Reads no byte ahead: what follows is the engine's. */
    private static byte[] read(Socket socket, int count, long end) throws IOException {
        byte[] bytes = new byte[count];
        for (int position = 0; position < count; ) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new SocketTimeoutException("it did not prove the cluster's key in " + MILLIS + " ms");
            }
            socket.setSoTimeout((int) left);
            int read = socket.getInputStream().read(bytes, position, count - position);
            if (read < 0) {
                throw new EOFException("it did not prove the cluster's key, or names other members");
            }
            position += read;
        }
        return bytes;
    }

    private byte[] code(byte side, byte[] ofSide, byte[] ofOther) throws IOException {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(side);
            mac.update(ofSide);
            return mac.doFinal(ofOther);
        } catch (GeneralSecurityException unavailable) {
            throw new IOException(ALGORITHM + " is not available in this JDK", unavailable);
        }
    }
}
