package dev.steward.python;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a client of Python sends, byte by byte, so that a test can send something else. */
final class RawClient implements AutoCloseable {

    static final byte[] WELCOME = ascii("#WELCOME#");
    static final byte[] FAILURE = ascii("#FAILURE#");

    private static final byte[] CHALLENGE = ascii("#CHALLENGE#");
    private static final byte[] SHA_256 = ascii("{sha256}");

    private static final Pattern CREATED = Pattern.compile("\u008c\\x07#RETURN.*?\u008c(.)", Pattern.DOTALL);

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(60_000);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns the code of a message in a digest. */
    static byte[] code(String algorithm, String key, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(ascii(key), algorithm));
        return mac.doFinal(message);
    }

    static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Sends bytes that are no frame. */
    void sendBytes(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    void send(byte[] body) throws IOException {
        out.writeInt(body.length);
        out.write(body);
        out.flush();
    }

    /** Sends the length of a message and the first of its bytes. */
    void begin(int length, int count) throws IOException {
        out.writeInt(length);
        sendZeros(count);
    }

    /** Sends so many bytes more of it. */
    void sendZeros(int count) throws IOException {
        byte[] zeros = new byte[1 << 16];
        for (int sent = 0; sent < count; sent += zeros.length) {
            out.write(zeros, 0, Math.min(zeros.length, count - sent));
        }
        out.flush();
    }

    byte[] receive() throws IOException {
        byte[] body = new byte[in.readInt()];
        in.readFully(body);
        return body;
    }

    /** Returns whether the server has closed the connection; waits for what comes first. */
    boolean isClosed() throws IOException {
        try {
            return in.read() < 0;
        } catch (EOFException closed) {
            return true;
        } catch (IOException reset) {
            return !(reset instanceof java.net.SocketTimeoutException);
        }
    }

    /** Returns the message of the server's challenge. */
    byte[] challenge() throws IOException {
        byte[] frame = receive();
        return Arrays.copyOfRange(frame, CHALLENGE.length, frame.length);
    }

    /** Proves the key as Python 3.12 and later does; returns the verdict. */
    byte[] prove(String key) throws IOException, GeneralSecurityException {
        send(joined(SHA_256, code("HmacSHA256", key, challenge())));
        return receive();
    }

    /** Both sides prove the key. */
    RawClient enter(String key) throws IOException, GeneralSecurityException {
        if (!Arrays.equals(prove(key), WELCOME)) {
            throw new AssertionError("not welcome");
        }
        byte[] asked = joined(SHA_256, new byte[40]);
        send(joined(CHALLENGE, asked));
        if (!Arrays.equals(receive(), joined(SHA_256, code("HmacSHA256", key, asked)))) {
            throw new AssertionError("the server has not proved the key");
        }
        send(WELCOME);
        return this;
    }

    /** Makes an object and returns its ident; the connection is of no more use then. */
    String create(String typeId) throws IOException {
        send(ascii("\u0080\u0004(N\u008c\u0006create\u008c" + (char) typeId.length() + typeId + "\u0085}t."));
        String reply = new String(receive(), StandardCharsets.ISO_8859_1);
        Matcher ident = CREATED.matcher(reply);
        if (!ident.find()) {
            throw new AssertionError(reply);
        }
        return reply.substring(ident.end(), ident.end() + ident.group(1).charAt(0));
    }

    /** Closes as the system does it for a process that had not read all: what was sent is lost. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
