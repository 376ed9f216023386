package dev.steward.server.transport;

import dev.steward.protocol.handshake.ChannelBinding;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;

/** The server's certificate and what binds the proof of the key to it. Immutable. */
public final class Tls {

    private final SslContext context;
    private final byte[] binding;

    private Tls(SslContext context, byte[] binding) {
        this.context = context;
        this.binding = binding;
    }

    /** Returns what makes the TLS 1.3 engine of a connection. */
    SslContext context() {
        return context;
    }

    /** Returns the server's end of one connection. */
    public SSLEngine newEngine() {
        return context.newEngine(ByteBufAllocator.DEFAULT);
    }

    /** Returns {@code tls-server-end-point}, the digest of the certificate (RFC 5929). */
    byte[] binding() {
        return binding.clone();
    }

    /**
     * Reads certificate and key.
     *
     * @param certificate a PEM file with the certificate chain, the server's own first
     * @param key a PEM file with its private key, PKCS#8, not encrypted
     * @throws IllegalArgumentException if one of them cannot be read, or the key is not that of the certificate; the message
     *     names them and the cure
     */
    public static Tls of(Path certificate, Path key) {
        try (InputStream chain = Files.newInputStream(certificate)) {
            X509Certificate[] certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(chain).stream()
                            .map(X509Certificate.class::cast)
                            .toArray(X509Certificate[]::new);
            if (certificates.length == 0) {
                throw new CertificateException("there is no certificate in it");
            }
            PublicKey certified = certificates[0].getPublicKey();
            PrivateKey secret = PrivateKeyFile.read(key, certified.getAlgorithm());
            if (!PrivateKeyFile.fits(secret, certified)) {
                throw new IllegalArgumentException("the key " + key + " is not that of the certificate " + certificate
                        + ": give the key that the certificate was made for; if the file has several certificates, the"
                        + " server's own must be the first");
            }
            SslContext context = SslContextBuilder.forServer(secret, certificates)
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3")
                    .build();
            return new Tls(context, ChannelBinding.of(certificates[0]));
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalArgumentException(
                    "cannot use the certificate " + certificate + " with the key " + key
                            + ": both must be readable PEM files, the key PKCS#8 and not encrypted (" + unreadable
                            + ")",
                    unreadable);
        }
    }
}
