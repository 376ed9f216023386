package dev.steward.python.endpoint;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.transport.ByteConnection;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.python.face.MethodCall;
import dev.steward.python.face.ProxyForm;
import dev.steward.python.face.PythonType;
import dev.steward.python.face.TypeTables;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import dev.steward.python.wire.FrameBytes;
import dev.steward.server.GatewaySession;
import dev.steward.vocabulary.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one thread of a Python process: a session of its own, with one logical thread. It ends with its connection, and
 * with it all that the thread holds. One call at a time.
 */
final class ServedThread implements MethodCall.Carrier {

    /** Who reads an answer does so at once; a process that dies before tells it by the way its connection ends. */
    private static final Duration TO_READ = Duration.ofSeconds(1);

    private final PythonEndpoint endpoint;
    private final PythonConnection connection;
    private final ProxyForm proxies;
    private final GatewaySession session;
    private final int thread;
    /** What the server holds alive for the last answer. */
    private final List<ObjectToken> lent = new ArrayList<>();

    private boolean underAcknowledgement;
    private volatile long answered;

    /**
     * Opens the session.
     *
     * @param name what Python calls the process, and behind a bar the thread
     * @throws dev.steward.api.OverloadedException if there are as many as the server takes
     */
    ServedThread(
            PythonEndpoint endpoint,
            PythonConnection connection,
            ByteConnection bytes,
            ProxyForm proxies,
            boolean admin,
            String name) {
        this.endpoint = endpoint;
        this.connection = connection;
        this.proxies = proxies;
        this.session = endpoint.host()
                .open(
                        new GatewaySession.Client(
                                "python " + name, bytes.peer(), bytes.processId(), admin, bytes::unsentBytes),
                        connection::close);
        this.thread = session.newThread();
    }

    /** Begins a call: whoever asks has read what was answered before. */
    void call(PythonRequest request) {
        releaseLent();
        underAcknowledgement = false;
        String ident = request.ident();
        ObjectId object = ident == null ? null : proxies.object(ident);
        endpoint.find(
                object,
                entry -> entry.type()
                        .call(new MethodCall(
                                this, proxies, entry, request.method(), request.arguments(), request.size())),
                () -> fails("KeyError: " + (ident == null ? "None" : "'" + ident + "'")
                        + "\nthere is no such object any more"));
    }

    /** Returns who does what takes too long for an event loop. */
    Executor workers() {
        return session.workers();
    }

    private void fails(String line) {
        answer("#TRACEBACK", PickleLeaf.of(line));
    }

    private void releaseLent() {
        for (ObjectToken token : lent) {
            long ignored = session.call(
                    thread,
                    Operation.RELEASE.code(),
                    ObjectId.DIRECTORY,
                    List.of(EncodedValue.of(token.objectId().value()), EncodedValue.of(1)),
                    done -> {});
        }
        lent.clear();
    }

    @Override
    public void ask(int code, ObjectId target, List<EncodedValue> arguments, Consumer<Reply> answer) {
        long ignored = session.call(thread, code, target, arguments, reply -> {
            lent.addAll(reply.value().tokens());
            underAcknowledgement |= reply.underAcknowledgement();
            if (reply.value().size() > FrameBytes.LARGE) {
                session.workers().execute(() -> answer.accept(reply));
            } else {
                answer.accept(reply);
            }
        });
    }

    @Override
    public void answer(String kind, PickleNode value) {
        connection.answer(kind, value, this::gone);
    }

    /** The answer is on its way. On the event loop. */
    private void gone() {
        long number = answered + 1;
        answered = number;
        if (underAcknowledgement) {
            endpoint.host().schedule(() -> read(number), TO_READ);
        }
        connection.next();
    }

    /** Nothing was asked since, and the connection stands. */
    private void read(long number) {
        if (answered == number) {
            session.received(thread);
        }
    }

    @Override
    public void made(PythonType type, ObjectToken token, @Nullable PickleNode note) {
        proxy(token);
    }

    @Override
    public void proxy(ObjectToken token) {
        answer("#RETURN", proxies.proxy(TypeTables.ofMachine(token.typeId()), token.objectId()));
    }

    /**
     * The connection is gone.
     *
     * @param orderly whether the client had read all answers
     */
    void end(boolean orderly) {
        if (orderly) {
            session.received(thread);
        }
        endpoint.host().end(session);
    }
}
