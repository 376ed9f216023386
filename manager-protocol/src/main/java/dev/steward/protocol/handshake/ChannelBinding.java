package dev.steward.protocol.handshake;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Locale;

/**
 * What identifies a TLS channel in a handshake: {@code tls-server-end-point} of RFC 5929. One place for both sides, for they
 * must agree to the byte.
 */
public final class ChannelBinding {

    private ChannelBinding() {}

    /** Returns the binding of a channel without TLS: nothing. */
    public static byte[] none() {
        return new byte[0];
    }

    /**
     * Returns the digest of the certificate that the server of the channel presents, by the hash function that signed it, or
     * by SHA-256 where that is weaker or not told.
     *
     * @throws IllegalArgumentException if the certificate cannot be encoded
     */
    public static byte[] of(X509Certificate ofServer) {
        try {
            return MessageDigest.getInstance(hashOf(ofServer.getSigAlgName())).digest(ofServer.getEncoded());
        } catch (CertificateEncodingException broken) {
            throw new IllegalArgumentException("the server's certificate cannot be encoded", broken);
        } catch (NoSuchAlgorithmException impossible) {
            // Every JDK has the SHA-2 family.
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the hash function to use for a signature algorithm such as {@code SHA384withECDSA}. */
    static String hashOf(String signatureAlgorithm) {
        String name = signatureAlgorithm.toUpperCase(Locale.ROOT);
        if (name.startsWith("SHA384")) {
            return "SHA-384";
        }
        return name.startsWith("SHA512WITH") ? "SHA-512" : "SHA-256";
    }
}
