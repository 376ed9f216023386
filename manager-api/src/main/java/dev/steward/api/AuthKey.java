package dev.steward.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The secret that server and clients share. It never travels and is never printed; the two sides prove to each other
 * that they hold it. Immutable.
 *
 * <p>Python twin: the {@code authkey} argument.
 */
public final class AuthKey {

    /** Below this many bytes a key is short: a warning on loopback, refused elsewhere. */
    public static final int SHORT_BYTES = 16;

    private static final int MAX_FILE_BYTES = 4096;

    private final byte[] secret;

    private AuthKey(byte[] secret) {
        if (secret.length == 0) {
            throw new IllegalArgumentException("an authentication key must not be empty");
        }
        this.secret = secret;
    }

    /**
     * Returns the key made of the UTF-8 bytes of a text.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public static AuthKey of(String text) {
        return new AuthKey(text.getBytes(UTF_8));
    }

    /**
     * Returns the key made of these bytes, which are copied.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static AuthKey of(byte[] bytes) {
        return new AuthKey(bytes.clone());
    }

    /**
     * Reads a key from a file; one line end at its end does not count.
     *
     * @throws IllegalArgumentException if the file cannot be read, is empty or longer than 4,096 bytes; the message names
     *     the file and the cure
     */
    public static AuthKey fromFile(Path file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_FILE_BYTES + 1);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "cannot read the key file " + file + " ("
                            + unreadable.getClass().getSimpleName()
                            + "): check that it exists and that this user may read it",
                    unreadable);
        }
        int length = bytes.length;
        if (length > MAX_FILE_BYTES) {
            throw new IllegalArgumentException("the key file " + file + " is longer than " + MAX_FILE_BYTES
                    + " bytes: that is probably not a key");
        }
        if (length > 0 && bytes[length - 1] == '\n') {
            length--;
            if (length > 0 && bytes[length - 1] == '\r') {
                length--;
            }
        }
        if (length == 0) {
            throw new IllegalArgumentException(
                    "the key file " + file + " is empty: write at least " + SHORT_BYTES + " random bytes into it");
        }
        if (isBlank(bytes, length)) {
            throw new IllegalArgumentException("the key file " + file + " holds nothing but spaces: write at least "
                    + SHORT_BYTES + " random bytes into it");
        }
        return new AuthKey(Arrays.copyOf(bytes, length));
    }

    private static boolean isBlank(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (!Character.isWhitespace(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads a key from an environment variable.
     *
     * @throws IllegalArgumentException if the variable is not set or empty; the message names it
     */
    public static AuthKey fromEnvironment(String variable) {
        String text = System.getenv(variable);
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException("the environment variable " + variable
                    + " is not set or empty: put the authentication key into it, or use a key file");
        }
        return of(text);
    }

    /** Returns a new key of 32 random bytes. */
    public static AuthKey random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new AuthKey(bytes);
    }

    /** Returns a copy of the secret bytes. Keep it out of logs and arguments. */
    public byte[] bytes() {
        return secret.clone();
    }

    /** Returns the key as hexadecimal digits, to hand to a process over its standard input. Keep it out of logs. */
    public String toHex() {
        return HexFormat.of().formatHex(secret);
    }

    /** Returns whether the key has fewer than {@value #SHORT_BYTES} bytes. */
    public boolean isShort() {
        return secret.length < SHORT_BYTES;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AuthKey key && MessageDigest.isEqual(secret, key.secret);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(secret);
    }

    /** Returns a text without the secret. */
    @Override
    public String toString() {
        return "AuthKey(" + secret.length + " bytes)";
    }
}
