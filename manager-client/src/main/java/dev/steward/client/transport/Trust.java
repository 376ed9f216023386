package dev.steward.client.transport;

import dev.steward.protocol.handshake.ChannelBinding;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The certificates that a client takes as a server's, by {@link CertificateCheck}. TLS 1.3 only. Whoever presents one must
 * then prove, bound to this very certificate, that it holds the shared key. Immutable.
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
                    .distinct()
                    .toArray(X509Certificate[]::new);
            if (trusted.length == 0) {
                throw new IllegalArgumentException("the file " + certificates
                        + " holds no certificate: give the PEM file that the server was given to tls(..)");
            }
            return new Trust(SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(new CertificateCheck(Set.of(trusted), signedByOneOf(trusted)))
                    .protocols("TLSv1.3")
                    .build());
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalArgumentException(
                    "cannot read certificates from " + certificates + ": it must be a readable PEM file (" + unreadable
                            + ")",
                    unreadable);
        }
    }

    private static X509ExtendedTrustManager signedByOneOf(X509Certificate[] authorities)
            throws IOException, GeneralSecurityException {
        KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
        anchors.load(null, null);
        for (int i = 0; i < authorities.length; i++) {
            anchors.setCertificateEntry("trusted-" + i, authorities[i]);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
        managers.init(anchors);
        return (X509ExtendedTrustManager) managers.getTrustManagers()[0];
    }

    /**
     * Returns what encrypts one connection. A Unix domain socket has no host whose name could be compared: there everything
     * that the authority signed is trusted, and who may make the socket is up to the file system.
     */
    SslHandler handler(ByteBufAllocator buffers, ServerAddress server) {
        if (server instanceof ServerAddress.Tcp tcp) {
            SslHandler handler = context.newHandler(buffers, tcp.host(), tcp.port());
            setIdentification(handler.engine(), "HTTPS");
            return handler;
        }
        SslHandler handler = context.newHandler(buffers);
        setIdentification(handler.engine(), "");
        return handler;
    }

    private static void setIdentification(SSLEngine engine, String algorithm) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(algorithm);
        engine.setSSLParameters(parameters);
    }

    /** Returns {@code tls-server-end-point} of RFC 5929: the digest of the certificate that the server presented. */
    static byte[] channelBinding(SslHandler tls) throws SSLPeerUnverifiedException {
        return ChannelBinding.of((X509Certificate) tls.engine().getSession().getPeerCertificates()[0]);
    }
}
