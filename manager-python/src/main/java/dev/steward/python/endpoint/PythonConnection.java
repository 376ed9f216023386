package dev.steward.python.endpoint;

import dev.steward.api.AuthenticationException;
import dev.steward.api.Outcome;
import dev.steward.api.OverloadedException;
import dev.steward.api.ProtocolException;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.report.LimitedLog;
import dev.steward.protocol.transport.ByteConnection;
import dev.steward.protocol.transport.ByteListener;
import dev.steward.python.face.ProxyForm;
import dev.steward.python.face.PythonError;
import dev.steward.python.pickle.PickleItems;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import dev.steward.python.pickle.PickleReader;
import dev.steward.python.pickle.PickleWriter;
import dev.steward.python.wire.FrameInput;
import dev.steward.python.wire.Handshake;
import dev.steward.python.wire.ProvenKey;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * One connection of a Python client: the handshake, then one command, or the calls of one thread, each answered before the next
 * begins. On the event loop of the connection; large requests and answers are read and made by workers.
 */
final class PythonConnection implements ByteListener {

    private static final LimitedLog LOG = LimitedLog.warnings(LoggerFactory.getLogger(PythonConnection.class));

    /** What Python 3.4 and later reads. */
    private static final int PROTOCOL = 4;

    /** What is longer is not for an event loop. */
    static final int LARGE = 64 << 10;

    /** What a request has besides values. */
    private static final int OVERHEAD = 64 << 10;

    /** A client waits for its answer; one that was interrupted may have asked again. */
    private static final int MOST_AHEAD = 1 << 20;

    /** What a request that waits takes besides its bytes, of which it may have none. */
    private static final int AHEAD_OVERHEAD = 64;

    private final PythonEndpoint endpoint;
    private final ByteConnection connection;
    private final PickleNode address;
    private final FrameInput input = new FrameInput(Handshake.MOST_BYTES);
    private final Handshake handshake;
    private final Queue<byte[]> ahead = new ArrayDeque<>();
    private long aheadBytes;
    private boolean busy;
    private boolean closed;
    private @Nullable Place place;
    private @Nullable ProxyForm proxies;
    private @Nullable ServedThread serving;

    PythonConnection(PythonEndpoint endpoint, ByteConnection connection, PickleNode address) {
        this.endpoint = endpoint;
        this.connection = connection;
        this.address = address;
        this.handshake = new Handshake(
                endpoint.keys(),
                endpoint.allowsMd5(),
                endpoint.challenges(),
                message -> connection.send(FrameInput.frameOf(message), () -> {}));
    }

    @Override
    public void opened() {
        handshake.start();
    }

    @Override
    public void received(ByteBuffer bytes) {
        for (byte[] frame = input.next(bytes); frame != null && !closed; frame = input.next(bytes)) {
            if (!handshake.isDone()) {
                shakeHands(frame);
            } else if (busy) {
                aheadBytes += AHEAD_OVERHEAD + frame.length;
                if (aheadBytes > MOST_AHEAD) {
                    throw new ProtocolException(
                            "a Python client sends more requests than it waits for", Outcome.NOT_EXECUTED);
                }
                ahead.add(frame);
            } else {
                begin(frame);
            }
        }
    }

    private void shakeHands(byte[] frame) {
        handshake.received(frame);
        if (!handshake.isDone()) {
            return;
        }
        if (connection.authenticated(handshake.isAdmin()) != null) {
            close();
            return;
        }
        ProvenKey key = handshake.key();
        boolean isLocal = connection.address() == null || connection.address().isLoopbackAddress();
        // In clear the key goes to nobody who cannot read it anyway.
        proxies = endpoint.proxies(address, isLocal && key != null ? key.key().bytes() : null);
        place = endpoint.book().came(connection);
        input.limit(endpoint.host().mostValueBytes() + OVERHEAD);
    }

    private void begin(byte[] frame) {
        if (frame.length == 0) {
            close();
            return;
        }
        busy = true;
        if (frame.length > LARGE) {
            ServedThread thread = serving;
            Executor workers = thread == null ? endpoint.host().workers() : thread.workers();
            workers.execute(() -> process(frame));
        } else {
            process(frame);
        }
    }

    private void process(byte[] frame) {
        try {
            take(PythonRequest.of(PickleReader.read(frame), frame.length));
        } catch (PythonError error) {
            fails(error.line());
        } catch (ProtocolException unreadable) {
            fails("_pickle.UnpicklingError: " + unreadable.getMessage());
        } catch (OverloadedException full) {
            fails("RuntimeError: " + full.getMessage());
        } catch (RuntimeException failed) {
            LOG.tell("a request of Python failed", () -> "a request from " + connection.peer() + " failed", failed);
            fails("SystemError: the server failed; its log says why");
        } catch (OutOfMemoryError noMemory) {
            fails("MemoryError: the server has no memory for a request of " + frame.length + " bytes");
        }
    }

    private void take(PythonRequest request) {
        ServedThread thread = serving;
        ProxyForm form = proxies;
        Place from = place;
        if (form == null || from == null) {
            throw new AuthenticationException("a request before the handshake", Outcome.NOT_EXECUTED);
        }
        if (thread == null) {
            new Command(endpoint, form, from, handshake.isAdmin(), request, new CommandAnswer(form)).run();
        } else {
            thread.call(request);
        }
    }

    /** How a command ends. */
    private final class CommandAnswer implements Command.Answer {
        private final ProxyForm form;

        CommandAnswer(ProxyForm form) {
            this.form = form;
        }

        @Override
        public void returns(PickleNode result) {
            answer("#RETURN", result, PythonConnection.this::close);
        }

        @Override
        public void fails(String line) {
            answer("#TRACEBACK", PickleLeaf.of(line), PythonConnection.this::close);
        }

        @Override
        public void serves(String name) {
            serving = new ServedThread(endpoint, PythonConnection.this, connection, form, handshake.isAdmin(), name);
            answer("#RETURN", PickleLeaf.NONE, PythonConnection.this::next);
        }
    }

    private void fails(String line) {
        answer("#TRACEBACK", PickleLeaf.of(line), serving == null ? this::close : this::next);
    }

    /** Sends an answer; then runs something on the event loop. Any thread. */
    void answer(String kind, PickleNode value, Runnable then) {
        byte[] pickle;
        try {
            pickle = PickleWriter.write(PickleItems.tuple(PickleLeaf.of(kind), value), PROTOCOL);
        } catch (UnsupportedValueException tooLarge) {
            pickle = PickleWriter.write(
                    PickleItems.tuple(
                            PickleLeaf.of("#UNSERIALIZABLE"), PickleLeaf.of(String.valueOf(tooLarge.getMessage()))),
                    PROTOCOL);
        }
        connection.send(FrameInput.frameOf(pickle), then);
    }

    /** Begins the next request, if it has come. */
    void next() {
        busy = false;
        byte[] frame = ahead.poll();
        if (frame != null && !closed) {
            aheadBytes -= AHEAD_OVERHEAD + frame.length;
            begin(frame);
        }
    }

    void close() {
        connection.close();
    }

    @Override
    public void closed(boolean orderly) {
        closed = true;
        handshake.end();
        if (place != null) {
            endpoint.book().went(place);
        }
        if (serving != null) {
            serving.end(orderly);
        }
    }
}
