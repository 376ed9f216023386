package dev.steward.admin.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.steward.api.AuthKey;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a request proves with that its sender may do something: made of a key so that whoever has the key can make it, and nobody
 * can make the key of it. Immutable; never printed.
 */
public final class Token {

    private static final String DIGEST = "HmacSHA256";

    private final byte[] text;

    private Token(byte[] text) {
        this.text = text;
    }

    /** Returns the token that stands for a right of whoever has a key. */
    public static Token of(AuthKey key, AdminRight right) {
        String word = right.name().toLowerCase(Locale.ROOT);
        try {
            Mac mac = Mac.getInstance(DIGEST);
            mac.init(new SecretKeySpec(key.bytes(), DIGEST));
            byte[] code = mac.doFinal(("steward admin endpoint, 1: " + word).getBytes(US_ASCII));
            return new Token(
                    (word + "-" + Base64.getUrlEncoder().withoutPadding().encodeToString(code)).getBytes(US_ASCII));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has " + DIGEST, missing);
        }
    }

    /** Returns the token as it travels. Keep it out of logs and arguments. */
    public String text() {
        return new String(text, US_ASCII);
    }

    /** Returns whether somebody has sent this one; takes as long whatever it was. */
    boolean is(String sent) {
        return MessageDigest.isEqual(text, sent.getBytes(US_ASCII));
    }

    /** Returns a text without the secret. */
    @Override
    public String toString() {
        return "Token";
    }
}
