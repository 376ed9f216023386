package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AuthKey;
import dev.steward.api.ObjectId;
import dev.steward.protocol.connection.ConnectionRole;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.OpenSession;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.SessionJoined;
import dev.steward.protocol.message.SessionOpened;
import dev.steward.protocol.peer.ScriptedPeer;
import dev.steward.protocol.secret.KeyId;
import dev.steward.protocol.secret.SessionSecret;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.codec.AllowedClasses;
import dev.steward.protocol.value.codec.References;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A client of a server as a script of frames: one connection, one session, one logical thread. */
final class RawClient implements AutoCloseable {

    static final AuthKey KEY = AuthKey.of("a key of more than sixteen bytes");
    static final ValueCodec CODEC = new ValueCodec(References.NONE, new AllowedClasses());

    /** It sends no heartbeat: as long as a test may take, so that what it holds stays while it only looks on. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    final ScriptedPeer peer;
    final UUID session;
    final SessionSecret secret;
    private long number;

    private RawClient(ScriptedPeer peer, UUID session, SessionSecret secret) {
        this.peer = peer;
        this.session = session;
        this.secret = secret;
    }

    static SocketAddress addressOf(ManagerServer server) {
        return server.address().startsWith("unix:")
                ? UnixDomainSocketAddress.of(Path.of(server.address().substring("unix:".length())))
                : new InetSocketAddress("127.0.0.1", server.port());
    }

    /** Connects, proves the key and opens a session. */
    static RawClient open(ManagerServer server) {
        return open(server, KEY, KeyId.AUTH, LEASE, Duration.ofSeconds(3));
    }

    static RawClient open(ManagerServer server, AuthKey key, KeyId keyId, Duration lease, Duration window) {
        ScriptedPeer peer = ScriptedPeer.connect(addressOf(server));
        RawClient client = new RawClient(peer, UUID.randomUUID(), new SessionSecret(ScriptedPeer.randomBytes()));
        try {
            peer.authenticate(key, keyId);
            peer.send(new OpenSession(
                    client.session,
                    client.secret,
                    lease,
                    window,
                    ProcessHandle.current().pid(),
                    "raw"));
            peer.receive(SessionOpened.class);
            peer.enter(Phase.IN_SESSION);
            return client;
        } catch (RuntimeException | Error refused) {
            peer.close();
            throw refused;
        }
    }

    /** Opens another connection of the same session. */
    RawClient join(ManagerServer server, ConnectionRole role) {
        ScriptedPeer other = ScriptedPeer.connect(addressOf(server), KEY);
        try {
            other.send(new JoinSession(session, secret, role));
            other.receive(SessionJoined.class);
            other.enter(Phase.IN_SESSION);
            return new RawClient(other, session, secret);
        } catch (RuntimeException | Error refused) {
            other.close();
            throw refused;
        }
    }

    /** Sends a call of logical thread 1 and returns its number. */
    long send(int operation, ObjectId target, @Nullable Object... arguments) {
        return send(1, ++number, operation, target, arguments);
    }

    long send(int thread, long callNumber, int operation, ObjectId target, @Nullable Object... arguments) {
        List<EncodedValue> encoded = new ArrayList<>();
        for (Object argument : arguments) {
            encoded.add(argument instanceof EncodedValue value ? value : CODEC.encode(argument));
        }
        peer.send(new Call(thread, callNumber, operation, target, Received.below(callNumber), encoded));
        return callNumber;
    }

    /** Calls and returns the reply, whatever it is. */
    Reply ask(int operation, ObjectId target, @Nullable Object... arguments) {
        long sent = send(operation, target, arguments);
        Reply reply = peer.receive(Reply.class);
        assertThat(reply.number()).isEqualTo(sent);
        return reply;
    }

    Reply ask(Operation operation, ObjectId target, @Nullable Object... arguments) {
        return ask(operation.code(), target, arguments);
    }

    /** Calls and returns the result, which must be one. */
    @Nullable
    Object call(Operation operation, ObjectId target, @Nullable Object... arguments) {
        return resultOf(ask(operation, target, arguments));
    }

    static @Nullable Object resultOf(Reply reply) {
        assertThat(reply.status())
                .as(() -> String.valueOf(CODEC.decode(reply.value())))
                .isEqualTo(Status.OK);
        return CODEC.decode(reply.value());
    }

    /** Gets a registered object and returns its id. */
    ObjectId get(String typeId, @Nullable Object... arguments) {
        return referenceOf(ask(Operation.GET, ObjectId.DIRECTORY, withTypeId(typeId, arguments)));
    }

    /** Makes an anonymous object of a built-in type. */
    ObjectId create(String typeId, @Nullable Object... arguments) {
        return referenceOf(ask(Operation.CREATE, ObjectId.DIRECTORY, typeId, null, List.of(arguments)));
    }

    static ObjectId referenceOf(Reply reply) {
        resultOf(reply);
        return reply.value().tokens().get(0).objectId();
    }

    static @Nullable Object[] withTypeId(String typeId, @Nullable Object... arguments) {
        @Nullable Object[] all = new Object[arguments.length + 1];
        all[0] = typeId;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return all;
    }

    /** Asserts that a reply is an error, and returns its sentence. */
    static String sentenceOf(Reply reply, Status status) {
        assertThat(reply.status())
                .as(() -> String.valueOf(CODEC.decode(reply.value())))
                .isEqualTo(status);
        return String.valueOf(CODEC.decode(reply.value()));
    }

    Message receive() {
        return peer.receive();
    }

    @Override
    public void close() {
        peer.close();
    }
}
