package dev.steward.client.transport;

import dev.steward.protocol.handshake.ChannelBinding;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * The certificates that a client takes as a server's. TLS 1.3 only. The name in the certificate is not compared: whoever
 * presents it must then prove, bound to this very certificate, that it holds the shared key. Immutable.
 */
public final class Trust {

    private final SslContext context;

    private Trust(SslContext context) {
        this.context = context;
    }

    /**
     * Reads the certificates of a PEM file: the server's own, or of the authority that signed it.
     *
     * @throws IllegalArgumentException if the file cannot be read or holds none; the message names it and the cure
     */
    public static Trust of(Path certificates) {
        try (InputStream in = Files.newInputStream(certificates)) {
            X509Certificate[] trusted = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toArray(X509Certificate[]::new);
            if (trusted.length == 0) {
                throw new IllegalArgumentException("the file " + certificates
                        + " holds no certificate: give the PEM file that the server was given to tls(..)");
            }
            return new Trust(SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(trusted)
                    .protocols("TLSv1.3")
                    .endpointIdentificationAlgorithm("")
                    .build());
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalArgumentException(
                    "cannot read certificates from " + certificates + ": it must be a readable PEM file (" + unreadable
                            + ")",
                    unreadable);
        }
    }

    SslContext context() {
        return context;
    }

    /** Returns {@code tls-server-end-point} of RFC 5929: the digest of the certificate that the server presented. */
    static byte[] channelBinding(SslHandler tls) throws SSLPeerUnverifiedException {
        return ChannelBinding.of((X509Certificate) tls.engine().getSession().getPeerCertificates()[0]);
    }
}
