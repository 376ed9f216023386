package dev.steward.client.session;

import dev.steward.client.transport.ClientTransport;
import dev.steward.protocol.connection.ConnectionRole;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.OpenSession;
import dev.steward.protocol.secret.SessionSecret;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * How one session is asked for: under an id and a secret that nobody else knows, with what its client wishes. Asked by any
 * thread, answered on the loop. Immutable.
 */
final class Opening {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ClientTransport transport;
    private final SessionSettings settings;
    private final OpenSession request;

    Opening(ClientTransport transport, SessionSettings settings) {
        this.transport = transport;
        this.settings = settings;
        byte[] secret = new byte[SessionSecret.SIZE];
        RANDOM.nextBytes(secret);
        this.request = new OpenSession(
                new UUID(RANDOM.nextLong(), RANDOM.nextLong()),
                new SessionSecret(secret),
                settings.lease(),
                settings.resumeWindow(),
                ProcessHandle.current().pid(),
                settings.clientName());
    }

    ClientTransport transport() {
        return transport;
    }

    SessionSettings settings() {
        return settings;
    }

    /** Returns how later links enter what this opens. */
    JoinSession joining() {
        return new JoinSession(request.sessionId(), request.secret(), ConnectionRole.SHARED);
    }

    /** As {@link ClientSession#open}. */
    CompletableFuture<ClientSession> open(SessionListener listener) {
        Ears ears = new Ears(null);
        CompletableFuture<ClientSession> opened = new CompletableFuture<>();
        // Asked for on the loop, so that what hangs on the answer runs there too, before anything else can come.
        transport.loop().execute(() -> {
            CompletableFuture<?> unused = transport
                    .enter(request, ears)
                    .thenApply(entered -> {
                        ClientSession session = new ClientSession(this, listener, ears.welcome(), entered);
                        session.enter(entered, ears);
                        return session;
                    })
                    .whenComplete((session, failed) -> {
                        if (failed == null) {
                            opened.complete(session);
                        } else {
                            opened.completeExceptionally(failed);
                        }
                    });
        });
        return opened;
    }
}
