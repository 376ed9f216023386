package dev.steward.test;

import dev.steward.api.AuthKey;
import dev.steward.api.NoSuchObjectException;
import dev.steward.api.ObjectInspection;
import dev.steward.api.SessionInspection;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import dev.steward.vocabulary.lines.InspectionLines;
import dev.steward.vocabulary.lines.TextTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A server for tests, on a free port of the loopback interface and with a random key. {@link ManagerServerTest} makes one for
 * JUnit; other tests make it themselves, and close it:
 *
 * <pre>{@code
 * try (TestServer server = TestServer.start()) {
 *     SharedQueue<String> jobs = server.connect().queue("jobs", String.class);
 *     ...
 *     server.requireNothingHeld();
 * }
 * }</pre>
 *
 * <p>Closing it ends its clients, the children of this process that were started since it was, and the server. Safe for use by any
 * number of threads; those that run at the same time in one process end each other's children.
 */
public final class TestServer implements AutoCloseable {

    /** How long the server waits by default for a client that was cut off. */
    private static final Duration RESUME_WINDOW = Duration.ofSeconds(1);

    /** How long the server may take to end a session, which takes it milliseconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(1);

    private static final int MOST_OBJECTS = 100;
    private static final int LONGEST_NAME = 80;

    private final AuthKey key = AuthKey.random();
    private final ManagerServer server;

    /** What was opened by whom: the last one is the test that runs. */
    private final Deque<TestScope> scopes = new ConcurrentLinkedDeque<>();

    private TestServer(Consumer<ManagerServer.Builder> settings) {
        ManagerServer.Builder builder = ManagerServer.builder();
        settings.accept(builder);
        server = builder.address("127.0.0.1", 0).authKey(key).build();
    }

    /**
     * Starts a server with the defaults.
     *
     * @throws IllegalStateException if it cannot start; the message says why
     */
    public static TestServer start() {
        return start(builder -> {});
    }

    /**
     * Starts a server.
     *
     * @param settings says what it is to be, such as what is registered; address and key are set afterwards
     * @throws IllegalStateException if it cannot start; the message says why
     */
    public static TestServer start(Consumer<ManagerServer.Builder> settings) {
        TestServer made = new TestServer(settings);
        made.server.start();
        try {
            made.open();
            return made;
        } catch (RuntimeException | Error failed) {
            made.server.close();
            throw failed;
        }
    }

    /** Returns the server itself. */
    public ManagerServer server() {
        return server;
    }

    /** Returns the key of its clients. */
    public AuthKey key() {
        return key;
    }

    /** Returns where it listens, such as {@code 127.0.0.1:34567}. */
    public String address() {
        return server.address();
    }

    /** Returns the port at which it listens. */
    public int port() {
        return server.port();
    }

    /** Connects a client, which is closed after the test. Blocks; throws as {@link ManagerClient#connect}. */
    public SyncManager connect() {
        return client().manager();
    }

    /** Connects a client, which is closed after the test. Blocks; throws as {@link ManagerClient#connect}. */
    public TestClient client() {
        return client("client");
    }

    /** Connects a client with a name. Blocks; throws as {@link ManagerClient#connect}. */
    public TestClient client(String name) {
        return client(name, ClientOptions.builder().resumeWindow(RESUME_WINDOW));
    }

    /**
     * Connects a client, which is closed after the test. Blocks; throws as {@link ManagerClient#connect}.
     *
     * @param name what the server is to call it; if one of that name is there already, a number follows
     * @param options how it behaves; gets the name
     */
    public TestClient client(String name, ClientOptions.Builder options) {
        String free = freeName(name);
        TestClient made = new TestClient(
                this,
                free,
                ManagerClient.connect(
                        "127.0.0.1", port(), key, options.name(free).build()));
        scopes.element().add(made);
        return made;
    }

    private String freeName(String wanted) {
        String name = wanted.chars()
                .limit(LONGEST_NAME)
                .map(letter -> letter >= ' ' && letter < 0x7F ? letter : '_')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String free = name;
        for (int number = 2; isTaken(free); number++) {
            free = name + "-" + number;
        }
        return free;
    }

    private boolean isTaken(String name) {
        return scopes.stream().anyMatch(scope -> scope.hasClient(name));
    }

    /** Begins a part of the tests: what is opened and started from now on ends with it. */
    TestScope open() {
        TestScope opened = new TestScope(this);
        scopes.push(opened);
        return opened;
    }

    void closed(TestScope scope) {
        scopes.remove(scope);
    }

    /** Returns who is connected now, or may come back; nobody if the test has closed the server. */
    List<SessionInspection> sessions() {
        try {
            return server.inspection().sessions();
        } catch (IllegalStateException ended) {
            return List.of();
        }
    }

    /** Ends the session of a client that says nothing any more; returns when it has ended. */
    void endSessionOf(TestClient client) {
        endSessions(
                session -> isOfThisProcess(session) && session.client().name().equals(client.name()));
    }

    /** Returns whether a session is that of a client that was killed or cut off. */
    boolean isDead(SessionInspection session) {
        String name = session.client().name();
        return isOfThisProcess(session) && scopes.stream().anyMatch(scope -> scope.hasDead(name));
    }

    static boolean isOfThisProcess(SessionInspection session) {
        return session.client().process() == ProcessHandle.current().pid();
    }

    /** Ends sessions as if their processes had died, and returns when they have ended. */
    void endSessions(Predicate<SessionInspection> which) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<SessionInspection> left = sessions().stream().filter(which).toList();
        while (!left.isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the server " + address() + " has not ended the session of "
                        + left.get(0).client().name() + " within " + PATIENCE.toSeconds() + " s");
            }
            left.forEach(this::kick);
            LockSupport.parkNanos(PAUSE.toNanos());
            left = sessions().stream().filter(which).toList();
        }
    }

    private void kick(SessionInspection session) {
        try {
            server.inspection().kick(session.client().session());
        } catch (NoSuchObjectException ended) {
            // By itself, which is as good.
        }
    }

    /**
     * Returns what the server holds, in lines for people: its objects, those that are held or waited for, with by whom, and who is
     * connected. Blocks.
     */
    public String state() {
        List<ObjectInspection> objects = server.inspection().objects(MOST_OBJECTS);
        List<SessionInspection> sessions = server.inspection().sessions();
        List<String> lines = new ArrayList<>();
        lines.add("the server " + address() + " has " + InspectionLines.counted(objects.size(), "object") + " and "
                + InspectionLines.counted(sessions.size(), "session"));
        lines.addAll(
                InspectionLines.objects(objects.stream().limit(MOST_OBJECTS).toList(), objects.size()));
        for (ObjectInspection object : objects) {
            if (object.holding() > 0 || object.object().waiting() > 0) {
                lines.add("");
                lines.addAll(InspectionLines.who(object));
            }
        }
        if (!sessions.isEmpty()) {
            lines.add("");
            lines.addAll(TextTable.of(InspectionLines.sessions(sessions, null)));
        }
        return String.join(System.lineSeparator(), lines);
    }

    /**
     * Checks that this process holds nothing on the server any more, but for clients that are dead and sessions that were there
     * before the server was started by this class. Waits up to two seconds for what was received to be acknowledged.
     *
     * @throws AssertionError if it does; names the clients and what they have
     */
    public void requireNothingHeld() {
        scopes.getLast().requireNothingHeld();
    }

    /** Ends clients, children and the server. Blocks. A second call does nothing. */
    @Override
    public void close() {
        try {
            for (TestScope scope = scopes.peek(); scope != null; scope = scopes.peek()) {
                scope.close();
            }
        } finally {
            server.close();
        }
    }

    /** Returns where it listens. */
    @Override
    public String toString() {
        return "TestServer(" + address() + ")";
    }
}
