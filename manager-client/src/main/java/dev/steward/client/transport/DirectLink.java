package dev.steward.client.transport;

import dev.steward.api.ManagerException;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.transport.Polling;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shared connection with caller connections beside it. A caller that waits for its answer writes and reads itself, which
 * spares it two thread switches; everything else goes on the shared one.
 */
final class DirectLink implements Link {

    private static final Logger LOG = LoggerFactory.getLogger(DirectLink.class);

    private final Link shared;
    private final CallerConnections connections;
    private final Polling quick;
    private final Polling waiting;

    DirectLink(Link shared, CallerConnections connections, boolean polling) {
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
    public void call(Call call, Exchange exchange) {
        Polling polling = exchange.mayWait() ? waiting : quick;
        boolean polls = polling.isWorthwhile();
        // A virtual thread would hold its carrier in the selector; a wait that is not polled for needs no connection.
        CallerConnection connection =
                (exchange.mayWait() && !polls) || VirtualThreads.isCurrentVirtual() ? null : connections.borrow();
        if (connection == null) {
            shared.send(call);
            return;
        }
        try {
            boolean inTime = connection.exchange(call, exchange, polls);
            if (polls) {
                polling.ended(inTime);
            }
            connections.giveBack(connection);
        } catch (IOException | ManagerException broken) {
            LOG.debug("a caller connection broke: {}", broken.toString());
            connections.discard(connection);
            // The server knows the number if the call got there, and answers it once, on the connection that asks last.
            if (!exchange.isDone()) {
                shared.send(call);
            }
        }
    }

    @Override
    public void close() {
        shared.close();
    }
}
