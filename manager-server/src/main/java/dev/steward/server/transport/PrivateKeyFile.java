package dev.steward.server.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The PEM file of a server's private key, and whether the key belongs to a certificate. */
final class PrivateKeyFile {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private PrivateKeyFile() {}

    /**
     * Reads a key for an algorithm.
     *
     * @throws GeneralSecurityException if there is no key in the file, or one of another form or for another algorithm
     */
    static PrivateKey read(Path file, String algorithm) throws IOException, GeneralSecurityException {
        Matcher found = PEM.matcher(Files.readString(file, ISO_8859_1));
        if (!found.find()) {
            throw new KeyException("there is no PKCS#8 key in " + file);
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(found.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (IllegalArgumentException | InvalidKeySpecException another) {
            throw new KeyException(
                    "the key in " + file + " is damaged, or no " + algorithm + " key, as that of the certificate is",
                    another);
        }
    }

    /** Returns whether what one of two keys of one algorithm signs is verified by the other; true also where nobody here knows. */
    static boolean fits(PrivateKey secret, PublicKey certified) throws GeneralSecurityException {
        if (secret instanceof RSAKey one && certified instanceof RSAKey other) {
            return one.getModulus().equals(other.getModulus());
        }
        return switch (certified.getAlgorithm()) {
            case "EC" -> signs("SHA256withECDSA", secret, certified);
            case "EdDSA" -> signs("EdDSA", secret, certified);
            default -> true;
        };
    }

    private static boolean signs(String algorithm, PrivateKey secret, PublicKey certified)
            throws GeneralSecurityException {
        byte[] text = "is this the key of the certificate?".getBytes(US_ASCII);
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(secret);
        signing.update(text);
        byte[] signed = signing.sign();
        Signature verifying = Signature.getInstance(algorithm);
        verifying.initVerify(certified);
        verifying.update(text);
        try {
            return verifying.verify(signed);
        } catch (SignatureException anotherCurve) {
            return false;
        }
    }
}
