package dev.steward.client.transport;

import dev.steward.api.AuthenticationException;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.OverloadedException;
import dev.steward.api.ProtocolException;
import dev.steward.api.SessionLostException;
import dev.steward.protocol.message.SessionRefused;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.security.cert.CertPathBuilderException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What went wrong before a session was entered, in words that name the address and the cure. Stateless. */
final class ConnectFailures {

    private final ServerAddress server;
    private final boolean tls;
    /** Whether there was a server: its address is right, and another one in its place would not know the session. */
    private final boolean resuming;

    ConnectFailures(TransportSettings settings) {
        this(settings.server(), settings.trust() != null, false);
    }

    private ConnectFailures(ServerAddress server, boolean tls, boolean resuming) {
        this.server = server;
        this.tls = tls;
        this.resuming = resuming;
    }

    /** Returns the same for entering a session again. */
    ConnectFailures whenResuming() {
        return new ConnectFailures(server, tls, true);
    }

    /** Returns what to tell the caller about any failure of connecting or entering. */
    ManagerException explain(Throwable problem) {
        Throwable inner = problem;
        while (inner.getCause() != null && !(inner instanceof ManagerException) && !(inner instanceof SSLException)) {
            inner = inner.getCause();
        }
        if (inner instanceof AuthenticationException) {
            return new AuthenticationException(
                    "cannot enter " + server + ": " + inner.getMessage(), Outcome.NOT_EXECUTED, inner);
        }
        if (inner instanceof ProtocolException) {
            return notSteward(inner.getMessage(), inner);
        }
        if (inner instanceof ManagerException known) {
            return known;
        }
        if (inner instanceof NotSslRecordException) {
            // Without what it said, which may be anything.
            return lost(
                    "what listens at " + server
                            + " speaks no TLS: start the server with tls(certificate, key), or leave"
                            + " ClientOptions.trust(..) out",
                    inner);
        }
        if (inner instanceof SSLException) {
            return lost(
                    "TLS with " + server + " failed: " + reason(inner)
                            + "; check that the certificate of the server, or its authority's, is the one given to"
                            + " ClientOptions.trust(..)",
                    inner);
        }
        if (inner instanceof UnknownHostException || inner instanceof UnresolvedAddressException) {
            return lost("the host of " + server + " has no address: correct the name", inner);
        }
        if (inner instanceof ConnectTimeoutException) {
            return lost("nothing answers at " + server + ": check the address and any firewall between", inner);
        }
        if (server instanceof ServerAddress.Unix unix && !Files.exists(unix.path())) {
            return lost(
                    "there is no socket at " + server
                            + (resuming ? " any more" : ": start the server there, or correct the path"),
                    inner);
        }
        if (inner instanceof SocketException) {
            return lost(
                    "nobody listens at " + server + (resuming ? " any more (" : " (") + inner.getMessage()
                            + (resuming ? ")" : "): start the server there, or correct the address"),
                    inner);
        }
        return lost("cannot connect to " + server + ": " + inner, inner);
    }

    /** Returns what was wrong; the JDK says of a stranger's certificate that it built no path. */
    private static String reason(Throwable problem) {
        for (Throwable each = problem; each != null; each = each.getCause()) {
            if (each instanceof CertPathBuilderException) {
                return "the certificate that the server showed is neither one that is trusted nor signed by one";
            }
        }
        return String.valueOf(problem.getMessage());
    }

    /** The other side closed the connection before the session was entered. */
    ManagerException closedEarly(boolean greeted) {
        if (greeted) {
            return lost(
                    "the server at " + server + " closed the connection before the session stood: look into its log");
        }
        return new ProtocolException(
                "what listens at " + server + " closed the connection without a word: it is no Steward server, or "
                        + (tls ? "one without TLS" : "one with TLS, which needs ClientOptions.trust(..)"),
                Outcome.NOT_EXECUTED);
    }

    /** The other side did not answer in time. */
    ManagerException silent(boolean connected, Duration timeout) {
        return lost(
                connected
                        ? "what listens at " + server + " did not let this client in within " + timeout.toMillis()
                                + " ms: it is no Steward server, or one that is stopped or overloaded"
                        : "nothing answers at " + server + " within " + timeout.toMillis()
                                + " ms: check the address and any firewall between");
    }

    /** The server let this client in but not into the session. */
    ManagerException refused(SessionRefused refusal) {
        String text = "the server at " + server + " refused the session: " + refusal.text();
        return switch (refusal.reason()) {
            case UNKNOWN, TAKEN -> new SessionLostException(text, Outcome.NOT_EXECUTED);
            case TOO_MANY -> new OverloadedException(text, Duration.ofSeconds(1));
            case ELSEWHERE -> elsewhere(refusal.text());
        };
    }

    /** The server is one of several, and does not lead them. */
    ElsewhereException elsewhere(String leader) {
        return new ElsewhereException(
                "the server at " + server + " is one of several and does not lead them: "
                        + (leader.isEmpty()
                                ? "none does, as far as it knows; more than half of them must run and see each other"
                                : leader + " does; connect to all of them, such as connect(List.of(\"" + server
                                        + "\", \"" + leader + "\"), key)"),
                leader);
    }

    /** An established connection broke. */
    ManagerException broken(Throwable cause) {
        if (cause instanceof ManagerException known) {
            return known;
        }
        return lost("the connection to " + server + " broke: " + cause.getMessage(), cause);
    }

    /** The server closed an established connection. */
    ManagerException ended() {
        return lost("the server at " + server + " closed the connection");
    }

    private ProtocolException notSteward(@Nullable String detail, Throwable cause) {
        return new ProtocolException(
                "what listens at " + server + " does not speak Steward's protocol: " + detail + "; check the address"
                        + (tls ? "" : ", and whether the server wants TLS"),
                Outcome.NOT_EXECUTED,
                cause);
    }

    private static ConnectionLostException lost(String text) {
        return new ConnectionLostException(text, Outcome.NOT_EXECUTED);
    }

    private static ConnectionLostException lost(String text, Throwable cause) {
        return new ConnectionLostException(text, Outcome.NOT_EXECUTED, cause);
    }
}
