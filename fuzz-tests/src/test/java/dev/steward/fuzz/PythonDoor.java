package dev.steward.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.steward.api.AuthKey;
import dev.steward.api.AuthenticationException;
import dev.steward.api.ProtocolException;
import dev.steward.protocol.transport.ByteConnection;
import dev.steward.protocol.transport.ByteListener;
import dev.steward.protocol.transport.ByteMemory;
import dev.steward.python.endpoint.Options;
import dev.steward.python.endpoint.PythonEndpoint;
import dev.steward.python.pickle.PickleItems;
import dev.steward.python.pickle.PickleKind;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import dev.steward.python.pickle.PickleReader;
import dev.steward.python.pickle.PickleWriter;
import dev.steward.python.wire.FrameInput;
import dev.steward.server.Gateway;
import dev.steward.server.GatewayHost;
import dev.steward.server.ManagerServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint for Python's clients of a server that runs, without a socket between: what it reads before a key is proved, and
 * what it is asked then.
 */
final class PythonDoor implements Gateway {

    private static final String KEY = "a key of no value";
    private static final int PROTOCOL = 4;
    private static final int MOST_BYTES = 64 << 20;
    private static final byte[] CHALLENGE = "#CHALLENGE#".getBytes(ISO_8859_1);
    private static final byte[] WELCOME = "#WELCOME#".getBytes(ISO_8859_1);
    private static final byte[] SHA_256 = "{sha256}".getBytes(ISO_8859_1);
    private static final List<String> KINDS = List.of("#RETURN", "#ERROR", "#TRACEBACK", "#PROXY", "#UNSERIALIZABLE");

    /** Stands in samples for the start of the server, which each server has another one of; as long as that. */
    private static final String START = "start---";

    /** An object of each type, and what each is asked. None of it waits for ever. */
    private static final List<List<String>> ASKED = List.of(
            List.of("list", "append", "__len__", "__getitem__", "__str__", "index", "sort", "#GETVALUE"),
            List.of("dict", "__setitem__", "get", "items", "popitem", "__iter__", "copy", "update"),
            List.of("Queue", "put_nowait", "get_nowait", "qsize", "task_done", "join"),
            List.of("JoinableQueue", "put", "get", "empty"),
            List.of("Event", "set", "wait", "is_set", "__repr__"),
            List.of("Lock", "acquire", "release"),
            List.of("RLock", "acquire", "acquire", "release"),
            List.of("Semaphore", "acquire", "release"),
            List.of("BoundedSemaphore", "release", "acquire"),
            List.of("Condition", "acquire", "notify_all", "wait"),
            List.of("Namespace", "__setattr__", "__getattribute__", "__delattr__"));

    private static @Nullable PythonDoor opened;

    private final ManagerServer server;
    private final List<String> idents = new ArrayList<>();
    private @Nullable PythonEndpoint endpoint;

    private PythonDoor() {
        server = ManagerServer.builder()
                .authKey(AuthKey.of(KEY))
                .adminKey(AuthKey.of("a key that nobody here has"))
                .drainAtExit(false)
                .gateway(this)
                .build();
    }

    @Override
    public void open(GatewayHost host) {
        endpoint = new PythonEndpoint(host, new Options(true, Duration.ofHours(1)));
    }

    @Override
    public void close() {
        endpoint = null;
    }

    /** Returns the one of this process, which runs as long as that. */
    private static synchronized PythonDoor open() {
        PythonDoor door = opened;
        if (door == null) {
            door = new PythonDoor();
            door.server.start();
            for (List<String> asked : ASKED) {
                door.idents.add(door.create(asked.get(0)));
            }
            opened = door;
        }
        return door;
    }

    /** Takes what comes from somebody who has no key. */
    static void takeUnproved(byte[] input) {
        PythonDoor door = open();
        Said whole = door.connect().say(input, input.length);
        Said byBytes = door.connect().say(input, 1);
        Boundary.require(whole.equals(byBytes), "how bytes arrive makes no difference: " + whole + ", " + byBytes);
    }

    /** Takes what comes from somebody who has proved the key. */
    static void takeProved(byte[] input) {
        PythonDoor door = open();
        byte[] meant =
                new String(input, ISO_8859_1).replace(START, door.start()).getBytes(ISO_8859_1);
        Connection connection = door.connect();
        connection.enter();
        connection.sent.clear();
        Said ignored = connection.say(meant, meant.length);
        connection.sent.forEach(PythonDoor::requireAnswer);
    }

    private static void requireAnswer(byte[] frame) {
        PickleNode answer = PickleReader.read(Arrays.copyOfRange(frame, Integer.BYTES, frame.length));
        Boundary.require(
                answer.kind() == PickleKind.TUPLE
                        && answer.size() == 2
                        && answer.part(0) instanceof PickleLeaf kind
                        && KINDS.contains(kind.text()),
                "an answer is a kind and a value");
        boolean failed = answer.part(1) instanceof PickleLeaf text
                && text.kind() == PickleKind.TEXT
                && String.valueOf(text.text()).startsWith("SystemError");
        Boundary.require(!failed, "whatever is asked, the server does not fail");
    }

    private String start() {
        String ident = idents.get(0);
        return ident.substring(ident.indexOf('-') + 1);
    }

    private String create(String typeId) {
        Connection connection = connect();
        connection.enter();
        connection.sent.clear();
        byte[] request = framed(request(null, "create", PickleLeaf.of(typeId)));
        Said ignored = connection.say(request, request.length);
        byte[] frame = Objects.requireNonNull(connection.sent.peek(), "an answer");
        PickleNode answer = PickleReader.read(Arrays.copyOfRange(frame, Integer.BYTES, frame.length));
        return String.valueOf(((PickleLeaf) answer.part(1).part(0)).text());
    }

    private Connection connect() {
        Connection connection = new Connection();
        connection.listener =
                Objects.requireNonNull(endpoint, "a server that runs").welcome(connection, PickleLeaf.of("nowhere"));
        connection.listener.opened();
        return connection;
    }

    // Samples.

    static List<byte[]> seedsUnproved() {
        byte[] challenge = joined(CHALLENGE, joined(SHA_256, new byte[40]));
        return List.of(
                FrameInput.frameOf(new byte[16]),
                FrameInput.frameOf(joined(SHA_256, new byte[32])),
                joined(FrameInput.frameOf(joined("{sha3_384}".getBytes(ISO_8859_1), new byte[48])), challenge),
                joined(FrameInput.frameOf(WELCOME), FrameInput.frameOf(challenge)),
                new byte[] {-1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 16, 1, 2, 3});
    }

    static List<byte[]> seedsProved() {
        PythonDoor door = open();
        List<byte[]> seeds = new ArrayList<>();
        PickleNode text = PickleLeaf.of("key");
        for (String command : List.of("create", "incref", "decref", "get_methods", "number_of_objects", "debug_info")) {
            seeds.add(framed(request(null, command, PickleLeaf.of("list"))));
        }
        seeds.add(framed(request(null, "shutdown")));
        seeds.add(framed(request(null, "create", PickleLeaf.of("Barrier"), PickleLeaf.of(2))));
        seeds.add(framed(request(null, "create", PickleLeaf.of("Array"), PickleLeaf.of("i"), PickleLeaf.of(3))));
        byte[] serves = framed(request(null, "accept_connection", PickleLeaf.of("MainProcess")));
        for (int type = 0; type < ASKED.size(); type++) {
            String ident = door.idents.get(type).replace(door.start(), START);
            seeds.add(framed(request(null, "incref", PickleLeaf.of(ident))));
            byte[] calls = serves;
            for (String method : ASKED.get(type).subList(1, ASKED.get(type).size())) {
                calls = joined(calls, framed(request(ident, method)));
                calls = joined(calls, framed(request(ident, method, text)));
                calls = joined(calls, framed(request(ident, method, text, PickleLeaf.of(1))));
            }
            seeds.add(calls);
        }
        return seeds;
    }

    private static PickleNode request(@Nullable String ident, String method, PickleNode... arguments) {
        return PickleItems.tuple(
                ident == null ? PickleLeaf.NONE : PickleLeaf.of(ident),
                PickleLeaf.of(method),
                PickleItems.tuple(arguments),
                PickleItems.of(PickleKind.DICT));
    }

    private static byte[] framed(PickleNode request) {
        return FrameInput.frameOf(PickleWriter.write(request, PROTOCOL));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] code(byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY.getBytes(ISO_8859_1), "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** How a conversation went. The challenges in it are never twice the same, so that of answers there are the lengths. */
    private record Said(List<Integer> answers, @Nullable String refusal, boolean closed) {}

    /** A connection without a socket. Its event loop is whoever talks. */
    private static final class Connection implements ByteConnection {
        private final Thread loop = Thread.currentThread();
        private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
        private final Queue<byte[]> sent = new ConcurrentLinkedQueue<>();
        private @Nullable ByteListener listener;
        private boolean isProved;
        private boolean closed;

        /** Proves the key, as a client of Python does. */
        void enter() {
            byte[] challenge = Objects.requireNonNull(sent.peek(), "a challenge");
            byte[] message = Arrays.copyOfRange(challenge, Integer.BYTES + CHALLENGE.length, challenge.length);
            isProved = true;
            for (byte[] step : List.of(
                    joined(SHA_256, code(message)), joined(CHALLENGE, joined(SHA_256, new byte[40])), WELCOME)) {
                Objects.requireNonNull(listener).received(ByteBuffer.wrap(FrameInput.frameOf(step)));
            }
        }

        /** Sends bytes, so many at once, and closes. */
        Said say(byte[] bytes, int atOnce) {
            ByteListener there = Objects.requireNonNull(listener);
            String refusal = null;
            try {
                for (int at = 0; at < bytes.length && !closed; at += atOnce) {
                    there.received(ByteBuffer.wrap(bytes, at, Math.min(atOnce, bytes.length - at)));
                    runTasks();
                }
            } catch (AuthenticationException | ProtocolException refused) {
                Boundary.requireShort(refused);
                refusal = refused.getMessage();
            }
            there.closed(refusal == null && !closed);
            return new Said(sent.stream().map(frame -> frame.length).toList(), refusal, closed);
        }

        private void runTasks() {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }

        @Override
        public void send(byte[] bytes, Runnable whenGone) {
            Boundary.require(bytes.length <= MOST_BYTES, "an answer is no larger than a value may be");
            execute(() -> {
                if (!closed) {
                    sent.add(bytes);
                    whenGone.run();
                }
            });
        }

        @Override
        public void close() {
            execute(() -> closed = true);
        }

        @Override
        public void execute(Runnable task) {
            if (Thread.currentThread() == loop) {
                task.run();
            } else {
                tasks.add(task);
            }
        }

        @Override
        public @Nullable String authenticated(boolean admin) {
            Boundary.require(isProved && !admin, "nobody proves a key that they have not");
            return null;
        }

        @Override
        public ByteMemory memory() {
            return ByteMemory.UNCOUNTED;
        }

        @Override
        public String peer() {
            return "a sample";
        }

        @Override
        public @Nullable InetAddress address() {
            return null;
        }

        @Override
        public @Nullable InetSocketAddress reachedAt() {
            return null;
        }

        @Override
        public long processId() {
            return 0;
        }

        @Override
        public long unsentBytes() {
            return 0;
        }
    }
}
