package dev.steward.client.transport;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whether a certificate that a server presents is trusted. One of those that were given is, whatever name and dates stand in
 * it. Any other has to be signed by one of them, be valid now, and be for the host that the client connects to: an authority
 * signs for many. Immutable.
 */
final class CertificateCheck extends X509ExtendedTrustManager {

    private final Set<X509Certificate> given;
    private final X509ExtendedTrustManager signed;

    /**
     * A check of certificates.
     *
     * @param given those that the user trusts
     * @param signed whether another one is signed by one of them, and for the host that the engine connects to
     */
    CertificateCheck(Set<X509Certificate> given, X509ExtendedTrustManager signed) {
        this.given = Set.copyOf(given);
        this.signed = signed;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        if (chain.length > 0 && given.contains(chain[0])) {
            return;
        }
        try {
            signed.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException refused) {
            // Without the engine the host is not compared: if that passes, the name is what is wrong.
            signed.checkServerTrusted(chain, authType);
            throw new CertificateException(
                    "the certificate is of an authority that is trusted, but not for this host (" + refused.getMessage()
                            + "): connect by a name that it is for, or give the certificate itself",
                    refused);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw noEngine();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw noEngine();
    }

    private static CertificateException noEngine() {
        return new CertificateException("without an engine nobody knows which host is meant");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw noServer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw noServer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw noServer();
    }

    private static CertificateException noServer() {
        return new CertificateException("this is a client, which looks at certificates of servers");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return signed.getAcceptedIssuers();
    }
}
