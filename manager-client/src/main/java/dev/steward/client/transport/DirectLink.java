package dev.steward.client.transport;

import dev.steward.api.ManagerException;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.transport.Polling;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shared connection with caller connections beside it. A caller that waits for its answer writes and reads itself, which
 * spares it two thread switches; everything else goes on the shared one.
 */
final class DirectLink implements ServerLink {

    private static final Logger LOG = LoggerFactory.getLogger(DirectLink.class);

    private final ServerLink shared;
    private final CallerConnections connections;
    private final Polling quick;
    private final Polling waiting;

    DirectLink(ServerLink shared, CallerConnections connections, boolean polling) {
        this.shared = shared;
        this.connections = connections;
        this.quick = new Polling(polling);
        this.waiting = new Polling(polling);
    }

    @Override
    public void send(Message message) {
        shared.send(message);
    }

    @Override
    public void send(Message message, Runnable whenWritten) {
        shared.send(message, whenWritten);
    }

    @Override
    public void call(Call call, Exchange exchange) {
        // A virtual thread would hold its carrier in the selector.
        CallerConnection connection = VirtualThreads.isCurrentVirtual() ? null : connections.borrow();
        if (connection == null) {
            shared.send(call);
            return;
        }
        try {
            if (exchange.mayWait()) {
                wait(connection, call, exchange);
            } else if (!connection.send(call, exchange, quick)) {
                connection.await(call, exchange);
            }
            connections.giveBack(connection);
        } catch (IOException | ManagerException broken) {
            LOG.debug("a caller connection broke: {}", broken.toString());
            connections.discard(connection);
            // The server knows the number if the call got there, and answers it once, on the connection that asks last.
            if (!exchange.isOver()) {
                shared.send(call);
            }
        } catch (RuntimeException | Error unexpected) {
            connections.discard(connection);
            throw unexpected;
        }
    }

    /** Waiting for long in the connection's own selector spares a thread switch, but only so many may. */
    private void wait(CallerConnection connection, Call call, Exchange exchange) throws IOException {
        if (connection.send(call, exchange, waiting)) {
            return;
        }
        if (connections.tryLinger()) {
            try {
                connection.await(call, exchange);
            } finally {
                connections.lingered();
            }
        } else {
            connection.park(call, exchange);
        }
    }

    @Override
    public CompletableFuture<@Nullable Void> readOut() {
        return connections.readOut();
    }

    @Override
    public void close() {
        shared.close();
    }
}
