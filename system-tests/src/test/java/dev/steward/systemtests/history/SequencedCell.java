package dev.steward.systemtests.history;

import dev.steward.api.AuthKey;
import dev.steward.api.ManagerException;
import dev.steward.api.ObjectId;
import dev.steward.client.session.ClientSession;
import dev.steward.client.session.Request;
import dev.steward.client.session.SessionListener;
import dev.steward.client.session.SessionSettings;
import dev.steward.client.transport.DirectTransport;
import dev.steward.client.transport.NettyTransport;
import dev.steward.client.transport.ServerAddress;
import dev.steward.client.transport.TransportSettings;
import dev.steward.protocol.handshake.ProofKeys;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.secret.KeyId;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.systemtests.history.Operation.Ending;
import dev.steward.systemtests.history.Recorded.Told;
import dev.steward.vocabulary.Operation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client of one shared value that tells with each result the sequence number of the reply, which proxies keep to
 * themselves. Any thread.
 */
final class SequencedCell implements AutoCloseable {

    private final DirectTransport transport;
    private final ClientSession session;
    private final ObjectId cell;

    /** Opens a session of its own with the server at a port of the loopback interface. */
    SequencedCell(int port, AuthKey key, ObjectId cell) {
        TransportSettings settings = new TransportSettings(
                new ServerAddress.Tcp("127.0.0.1", port),
                new ProofKeys(key),
                KeyId.AUTH,
                null,
                Duration.ofSeconds(5),
                true,
                4);
        this.transport = new DirectTransport(settings, new NettyTransport(settings, "sequenced"));
        SessionSettings wishes = new SessionSettings(
                Duration.ofSeconds(10),
                Duration.ofSeconds(3),
                Duration.ofSeconds(3),
                Duration.ofSeconds(60),
                1L << 26,
                "sequenced");
        this.session = ClientSession.open(transport, wishes, new Silent()).join();
        this.cell = cell;
    }

    /** Nothing that a test of orders wants to know. */
    private static final class Silent implements SessionListener {
        @Override
        public void suspended() {}

        @Override
        public void resumed() {}

        @Override
        public void lost(ManagerException why) {}
    }

    Told get() {
        return told(Operation.VALUE_GET, null);
    }

    Told set(long content) {
        return told(Operation.VALUE_SET, content);
    }

    Told add(long delta) {
        return told(Operation.VALUE_GET_AND_ADD, delta);
    }

    private Told told(Operation operation, @Nullable Long argument) {
        List<EncodedValue> arguments = argument == null ? List.of() : List.of(EncodedValue.of(argument));
        Request request = new Request(
                cell, operation.code(), operation.manner(), arguments, null, Long.MAX_VALUE, operation::name);
        Reply reply = session.call(request, true);
        long result = reply.value().isLong() ? reply.value().asLong() : 0;
        return new Told(Ending.OK, result, reply.sequence());
    }

    @Override
    public void close() {
        session.close();
        transport.close();
    }
}
