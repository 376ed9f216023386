package dev.steward.python.endpoint;

import dev.steward.api.AuthenticationException;
import dev.steward.api.Outcome;
import dev.steward.api.OverloadedException;
import dev.steward.api.ProtocolException;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.report.LimitedLog;
import dev.steward.protocol.transport.ByteConnection;
import dev.steward.protocol.transport.ByteListener;
import dev.steward.protocol.transport.ByteMemory;
import dev.steward.python.face.ProxyForm;
import dev.steward.python.face.PythonError;
import dev.steward.python.pickle.PickleItems;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import dev.steward.python.pickle.PickleReader;
import dev.steward.python.pickle.PickleWriter;
import dev.steward.python.wire.FrameBytes;
import dev.steward.python.wire.FrameInput;
import dev.steward.python.wire.Handshake;
import dev.steward.python.wire.ProvenKey;
import dev.steward.vocabulary.Limits;
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

    /** What a request has besides values. */
    private static final int OVERHEAD = 64 << 10;

    /** A client waits for its answer; one that was interrupted may have asked again. */
    private static final int MOST_AHEAD = 1 << 20;

    /** What a request that waits takes besides its bytes, of which it may have none. */
    private static final int AHEAD_OVERHEAD = 64;

    private final PythonEndpoint endpoint;
    private final ByteConnection connection;
    private final PickleNode address;
    private final ByteMemory memory;
    private final FrameInput input;
    private final Handshake handshake;
    private final Queue<FrameBytes> ahead = new ArrayDeque<>();
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
        this.memory = connection.memory();
        this.input = new FrameInput(Handshake.MOST_BYTES, memory);
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
        for (FrameBytes frame = input.next(bytes); frame != null; frame = input.next(bytes)) {
            if (closed) {
                letGo(frame);
                return;
            }
            if (!handshake.isDone()) {
                shakeHands(frame.bytes());
            } else if (busy) {
                getInLine(frame);
            } else {
                begin(frame);
            }
        }
    }

    private void getInLine(FrameBytes frame) {
        aheadBytes += AHEAD_OVERHEAD + frame.length();
        ahead.add(frame);
        if (aheadBytes > MOST_AHEAD) {
            throw new ProtocolException("a Python client sends more requests than it waits for", Outcome.NOT_EXECUTED);
        }
    }

    private void letGo(FrameBytes frame) {
        if (frame.isCounted()) {
            memory.letGo(frame.length());
        }
    }

    private void shakeHands(byte @Nullable [] message) {
        if (message != null) {
            handshake.received(message);
        }
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

    private void begin(FrameBytes frame) {
        if (frame.length() == 0) {
            close();
            return;
        }
        busy = true;
        byte[] bytes = frame.bytes();
        if (bytes == null) {
            fails("MemoryError: a request of " + frame.length()
                    + " bytes was refused because the server's heap is nearly full (" + Limits.named("HEAP_PERCENT")
                    + "): take or delete something, try again later, or give the server a larger -Xmx");
        } else if (frame.isCounted()) {
            ServedThread thread = serving;
            Executor workers = thread == null ? endpoint.host().workers() : thread.workers();
            workers.execute(() -> {
                try {
                    process(bytes);
                } finally {
                    letGo(frame);
                }
            });
        } else {
            process(bytes);
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
        FrameBytes frame = ahead.poll();
        if (frame != null) {
            aheadBytes -= AHEAD_OVERHEAD + frame.length();
            begin(frame);
        }
    }

    void close() {
        connection.close();
    }

    @Override
    public void cut(String reason) {
        if (!busy) {
            // Otherwise it would be taken for the answer that is awaited.
            answer("#TRACEBACK", PickleLeaf.of("MemoryError: " + reason), () -> {});
        }
    }

    @Override
    public void closed(boolean orderly) {
        closed = true;
        input.end();
        ahead.forEach(this::letGo);
        ahead.clear();
        handshake.end();
        if (place != null) {
            endpoint.book().went(place);
        }
        if (serving != null) {
            serving.end(orderly);
        }
    }
}
