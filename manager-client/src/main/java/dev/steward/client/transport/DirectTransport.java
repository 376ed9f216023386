package dev.steward.client.transport;

import dev.steward.api.ManagerException;
import dev.steward.protocol.connection.ConnectionRole;
import dev.steward.protocol.handshake.Welcome;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.OpenSession;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Shared connections of another transport, with caller connections beside them: TCP or Unix domain socket, without TLS.
 * A caller connection belongs to the stay it was opened in and goes with it.
 */
public final class DirectTransport implements ClientTransport {

    private final TransportSettings settings;
    private final ConnectFailures failures;
    private final ClientTransport shared;

    /**
     * A transport without a connection yet.
     *
     * @param settings where and how to connect
     * @param shared makes the shared connections, to the same server; closed with this one
     */
    public DirectTransport(TransportSettings settings, ClientTransport shared) {
        this.settings = settings;
        this.failures = new ConnectFailures(settings);
        this.shared = shared;
    }

    @Override
    public ClientTransport to(ServerAddress server, Duration timeout) {
        return new DirectTransport(settings.to(server, timeout), shared.to(server, timeout));
    }

    @Override
    public ScheduledExecutorService loop() {
        return shared.loop();
    }

    @Override
    public CompletableFuture<Entered> enter(Message entry, Receiver receiver) {
        JoinSession joining = joining(entry);
        CallerConnections connections = new CallerConnections(
                () -> CallerConnection.open(
                        settings, new SessionEntry(settings, failures, joining, receiver), receiver),
                settings.connections());
        return shared.enter(entry, new Closing(receiver, connections))
                .thenApply(entered -> new Entered(
                        new DirectLink(entered.link(), connections, settings.polling()),
                        entered.terms(),
                        entered.askedAt()));
    }

    private static JoinSession joining(Message entry) {
        if (entry instanceof OpenSession opening) {
            return new JoinSession(opening.sessionId(), opening.secret(), ConnectionRole.CALLER);
        }
        if (entry instanceof JoinSession resuming) {
            return new JoinSession(resuming.sessionId(), resuming.secret(), ConnectionRole.CALLER);
        }
        throw new IllegalArgumentException(entry.type() + " enters no session");
    }

    /** Passes on what comes in on the shared connection; when that breaks, the caller connections go first. */
    private record Closing(Receiver receiver, CallerConnections connections) implements Receiver {
        @Override
        public void onWelcome(Welcome welcome) {
            receiver.onWelcome(welcome);
        }

        @Override
        public void onMessage(Message message) {
            receiver.onMessage(message);
        }

        @Override
        public void onMessages(List<Message> messages) {
            receiver.onMessages(messages);
        }

        @Override
        public void onBroken(ManagerException why) {
            connections.close();
            receiver.onBroken(why);
        }
    }

    @Override
    public void close() {
        shared.close();
    }
}
