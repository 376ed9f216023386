package dev.steward.python.wire;

import dev.steward.api.AuthenticationException;
import dev.steward.api.Outcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of CPython's handshake: its challenge first, then the client's. Who fails is told so and nothing more.
 * Used by one thread.
 */
public final class Handshake {

    /** The longest message before the key is proved. */
    public static final int MOST_BYTES = 256;

    static final byte[] CHALLENGE = ascii("#CHALLENGE#");
    static final byte[] WELCOME = ascii("#WELCOME#");
    private static final byte[] FAILURE = ascii("#FAILURE#");

    static final int RANDOM_BYTES = 40;

    /** So long are the challenges of CPython up to 3.11, whose answer is a bare MD5. */
    private static final int OLD_CHALLENGE = 20;

    private static final int MD5_BYTES = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** How far it has come. */
    private enum State {
        /** The client has the challenge. Next: PROVED or FAILED. */
        CHALLENGED,
        /** The client has answered it, and is to send its own. Next: ANSWERED or FAILED. */
        PROVED,
        /** The client has the answer. Next: DONE or FAILED. */
        ANSWERED,
        /** Both have proved the key. */
        DONE,
        /** One has not. */
        FAILED
    }

    private final List<ProvenKey> keys;
    private final boolean md5;
    private final Set<ByteBuffer> open;
    private final Consumer<byte[]> out;
    private final byte[] message;
    private State state = State.CHALLENGED;
    private @Nullable ProvenKey proved;

    /**
     * Of one connection.
     *
     * @param keys of which the client must have one, those of administrators last
     * @param md5 whether MD5 will do, as clients up to 3.11 have it
     * @param open the challenges of all connections that have not ended: one of these that comes back is refused
     * @param out sends a message
     */
    public Handshake(List<ProvenKey> keys, boolean md5, Set<ByteBuffer> open, Consumer<byte[]> out) {
        this.keys = List.copyOf(keys);
        this.md5 = md5;
        this.open = open;
        this.out = out;
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        this.message = joined(Digest.SHA_256.prefix(), random);
    }

    /** Sends the challenge. */
    public void start() {
        open.add(ByteBuffer.wrap(message));
        out.accept(joined(CHALLENGE, message));
    }

    /** Forgets the challenge: the connection is gone. */
    public void end() {
        open.remove(ByteBuffer.wrap(message));
    }

    /** Returns whether both sides have proved the key. */
    public boolean isDone() {
        return state == State.DONE;
    }

    /** Returns the key that the client has proved; null if it has not. */
    public @Nullable ProvenKey key() {
        return proved;
    }

    /** Returns whether the key that was proved is an administrator's. */
    public boolean isAdmin() {
        return proved != null && proved.isAdmin();
    }

    /**
     * Takes the next message.
     *
     * @throws AuthenticationException if it proves no key, or is none of a handshake; the other side was told then, if it
     *     waits for it
     */
    public void received(byte[] received) {
        switch (state) {
            case CHALLENGED -> verify(received);
            case PROVED -> answer(received);
            case ANSWERED -> {
                if (!Arrays.equals(received, WELCOME)) {
                    throw failed("the client did not accept the answer to its challenge: it has another key");
                }
                state = State.DONE;
                end();
            }
            case DONE, FAILED -> throw failed("a message of a handshake that is over");
        }
    }

    private void verify(byte[] answer) {
        Digest named = answer.length == MD5_BYTES ? Digest.MD5 : Digest.namedBy(answer);
        if (named == null) {
            throw refused("what came is no answer to a challenge of Python");
        }
        if (named == Digest.MD5 && !md5) {
            throw refused("the answer is in MD5, as Python up to 3.11 has it, which was not switched on here"
                    + " (allowMd5(), serve --python-md5)");
        }
        int start = answer.length == MD5_BYTES ? 0 : named.prefixLength();
        byte[] code = Arrays.copyOfRange(answer, start, answer.length);
        for (ProvenKey key : keys) {
            if (MessageDigest.isEqual(key.code(named, message), code)) {
                proved = key;
            }
        }
        if (proved == null) {
            throw refused("the client has another key");
        }
        out.accept(WELCOME);
        state = State.PROVED;
    }

    private void answer(byte[] challenge) {
        if (!Arrays.equals(
                challenge, 0, Math.min(challenge.length, CHALLENGE.length), CHALLENGE, 0, CHALLENGE.length)) {
            throw failed("what came is no challenge");
        }
        byte[] asked = Arrays.copyOfRange(challenge, CHALLENGE.length, challenge.length);
        if (open.contains(ByteBuffer.wrap(asked))) {
            throw failed("the challenge is one of this server's own, which somebody passes on");
        }
        boolean isOld = asked.length == OLD_CHALLENGE || asked.length == MD5_BYTES;
        Digest named = isOld ? Digest.MD5 : Digest.namedBy(asked);
        ProvenKey key = proved;
        if (named == null || key == null || asked.length < OLD_CHALLENGE || (named == Digest.MD5 && !md5)) {
            throw failed("the challenge asks for no digest that is allowed here");
        }
        byte[] code = key.code(named, asked);
        out.accept(isOld ? code : joined(named.prefix(), code));
        state = State.ANSWERED;
    }

    private AuthenticationException refused(String reason) {
        out.accept(FAILURE);
        return failed(reason);
    }

    private AuthenticationException failed(String reason) {
        state = State.FAILED;
        end();
        return new AuthenticationException("a Python client was refused: " + reason, Outcome.NOT_EXECUTED);
    }

    static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
