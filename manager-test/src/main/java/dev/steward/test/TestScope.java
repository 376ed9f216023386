package dev.steward.test;

import dev.steward.api.SessionInspection;
import dev.steward.vocabulary.lines.InspectionLines;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * What a test has opened and started, or a class of tests: clients, sessions and children that were not there before. Made and
 * closed by one thread; any thread adds clients.
 */
final class TestScope implements AutoCloseable {

    /** How long it may take until the server knows that what a client took has arrived, which takes 20 ms. */
    private static final Duration ACKNOWLEDGED = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofMillis(5);

    private final TestServer server;
    private final Set<String> sessionsBefore;
    private final StartedChildren children = new StartedChildren();
    private final Deque<TestClient> clients = new ConcurrentLinkedDeque<>();

    TestScope(TestServer server) {
        this.server = server;
        this.sessionsBefore =
                server.sessions().stream().map(TestScope::numberOf).collect(Collectors.toUnmodifiableSet());
    }

    private static String numberOf(SessionInspection session) {
        return session.client().session();
    }

    void add(TestClient client) {
        clients.push(client);
    }

    boolean hasClient(String name) {
        return clients.stream().anyMatch(client -> client.name().equals(name));
    }

    private boolean isNew(SessionInspection session) {
        return !sessionsBefore.contains(numberOf(session));
    }

    boolean hasDead(String name) {
        return clients.stream()
                .anyMatch(client -> client.isDead() && client.name().equals(name));
    }

    /** As {@link TestServer#requireNothingHeld}, of the sessions that were opened in this scope. */
    void requireNothingHeld() {
        long deadline = System.nanoTime() + ACKNOWLEDGED.toNanos();
        List<SessionInspection> holding = holding();
        while (!holding.isEmpty() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(PAUSE.toNanos());
            holding = holding();
        }
        if (!holding.isEmpty()) {
            throw new AssertionError("something is still held on the server " + server.address() + ": "
                    + holding.stream().map(TestScope::told).collect(Collectors.joining("; "))
                    + ": release it, or close the manager that holds it");
        }
    }

    private List<SessionInspection> holding() {
        return server.sessions().stream()
                .filter(this::isNew)
                .filter(TestServer::isOfThisProcess)
                .filter(session -> !server.isDead(session))
                .filter(session -> session.holding() > 0)
                .toList();
    }

    private static String told(SessionInspection session) {
        return "client '" + session.client().name() + "' has "
                + session.holds().stream().map(InspectionLines::called).collect(Collectors.joining(", "))
                + (session.holding() > session.holds().size() ? " and more" : "");
    }

    /** Closes the clients, and ends the children and what is left of those that died. */
    @Override
    public void close() {
        try {
            clients.stream().filter(client -> !client.isDead()).forEach(TestClient::close);
            Set<Long> ended = children.end();
            server.endSessions(session ->
                    isNew(session) && (ended.contains(session.client().process()) || server.isDead(session)));
        } finally {
            server.closed(this);
        }
    }
}
