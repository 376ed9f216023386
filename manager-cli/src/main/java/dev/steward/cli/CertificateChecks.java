package dev.steward.cli;

import dev.steward.api.AuthKey;
import dev.steward.server.ManagerServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether certificates can be read, fit their key, and are valid now and for some time. */
final class CertificateChecks {

    private static final Duration SOON = Duration.ofDays(30);
    private static final String RENEW =
            "renew it, and start the server anew; clients that were given this very certificate take it whatever its dates";

    private final Clock clock;

    CertificateChecks(Clock clock) {
        this.clock = clock;
    }

    /** Returns what there is to say of a server's certificate and its key; nothing without them. */
    List<Finding> ofServer(@Nullable Path certificate, @Nullable Path key) {
        if (certificate == null || key == null) {
            return List.of();
        }
        try {
            // The server's own way to read them: what it takes will do.
            ManagerServer.builder().authKey(AuthKey.random()).tls(certificate, key);
        } catch (IllegalArgumentException unusable) {
            return List.of(Finding.fail(
                    "certificate",
                    String.valueOf(unusable.getMessage()),
                    "give a PEM file with the chain and one with its key, PKCS#8 and not encrypted"));
        }
        List<Finding> findings = new ArrayList<>(ofFile("certificate", certificate));
        findings.add(
                Keys.othersRead(key)
                        ? Finding.warn(
                                "TLS key", key + ", and other users can read it", "chmod 600 " + ShellWord.of(key))
                        : Finding.ok("TLS key", key + ", that of the certificate"));
        return findings;
    }

    /** Returns what there is to say of the certificates that a client trusts; nothing without. */
    List<Finding> ofClient(@Nullable Path trust) {
        return trust == null ? List.of() : ofFile("trust", trust);
    }

    private List<Finding> ofFile(String subject, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            List<Finding> findings = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(certificate -> of(subject, (X509Certificate) certificate))
                    .toList();
            return findings.isEmpty()
                    ? List.of(
                            Finding.fail(subject, "there is no certificate in " + file, "give a PEM file that has one"))
                    : findings;
        } catch (IOException | CertificateException unreadable) {
            return List.of(Finding.fail(
                    subject, "cannot read " + file + ": " + unreadable, "give a PEM file that this user may read"));
        }
    }

    private Finding of(String subject, X509Certificate certificate) {
        Instant now = clock.instant();
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        String name = certificate.getSubjectX500Principal().getName() + hosts(certificate);
        if (now.isBefore(from)) {
            return Finding.fail(
                    subject,
                    name + " is valid from " + day(from) + " only",
                    "set the clock, or make a certificate that holds now");
        }
        if (now.isAfter(until)) {
            return Finding.warn(subject, name + " has expired on " + day(until), RENEW);
        }
        long days = Duration.between(now, until).toDays();
        return now.plus(SOON).isAfter(until)
                ? Finding.warn(subject, name + " expires in " + days + " days, on " + day(until), RENEW)
                : Finding.ok(subject, name + ", valid until " + day(until));
    }

    private static String day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static String hosts(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? ""
                    : names.stream()
                            .map(name -> String.valueOf(name.get(1)))
                            .collect(Collectors.joining(", ", " for ", ""));
        } catch (CertificateParsingException unreadable) {
            return "";
        }
    }
}
