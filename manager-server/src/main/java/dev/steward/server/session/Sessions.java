package dev.steward.server.session;

import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Event;
import dev.steward.objects.SessionClient;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.protocol.connection.ConnectionRole;
import dev.steward.protocol.message.Draining;
import dev.steward.protocol.message.Failure;
import dev.steward.protocol.message.FailureCode;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.OpenSession;
import dev.steward.protocol.message.SessionClosed;
import dev.steward.protocol.message.SessionJoined;
import dev.steward.protocol.message.SessionOpened;
import dev.steward.protocol.message.SessionRefused;
import dev.steward.protocol.message.SessionTerms;
import dev.steward.protocol.secret.SessionSecret;
import dev.steward.server.admission.Journal;
import dev.steward.server.machine.Sequencer;
import dev.steward.vocabulary.Limits;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one server: which there are, who may open and join them, and how they end. Event loops open and join;
 * whichever thread runs a group replies. Nothing blocks.
 */
public final class Sessions {

    /** A client that is away for longer gives way to others if there is no room: as long as every client may be by default. */
    private static final Duration YIELDS_AFTER = Duration.ofSeconds(3);

    private static final long WORTH_FREEING = 1 << 20;

    /** Those first that hold nothing. */
    private static final Comparator<LiveSession> LONGEST_ABSENT_FIRST =
            Comparator.comparing(Sessions::holdsSomething).thenComparingLong(Sessions::absentSince);

    private final Map<SessionId, LiveSession> sessions = new ConcurrentHashMap<>();
    private final Sequencer sequencer;
    private final SessionPolicy policy;
    private final Journal journal;
    private final OutgoingReplies replies;
    private volatile boolean draining;

    /** No sessions yet. */
    public Sessions(Sequencer sequencer, SessionPolicy policy, Journal journal) {
        this.sequencer = sequencer;
        this.policy = policy;
        this.journal = journal;
        this.replies = new OutgoingReplies(sequencer, policy, this::isDraining);
    }

    /** Returns where is reported what whoever looks after the server may want to know. */
    Journal journal() {
        return journal;
    }

    /** Opens a session on a connection; returns it, or null after it was refused. */
    @Nullable
    LiveSession open(ClientConnection connection, OpenSession wish) {
        long reign = sequencer.reign();
        if (reign == 0) {
            refuseElsewhere(connection);
            return null;
        }
        SessionId id = idOf(wish.sessionId());
        SessionTerms terms = policy.termsFor(wish);
        LiveSession session = live(id, wish.secret(), wish.clientName(), wish.processId(), terms);
        if (draining) {
            connection.send(new SessionRefused(SessionRefused.Reason.TOO_MANY, "the server is about to end"));
            return null;
        }
        if (sessions.size() >= policy.sessions() && !connection.admin() && !endAbsent(LONGEST_ABSENT_FIRST)) {
            journal.refused(
                    connection.peer(),
                    "a session, because there are " + policy.sessions() + " (" + Limits.named("SESSIONS") + ")");
            connection.send(new SessionRefused(
                    SessionRefused.Reason.TOO_MANY,
                    "the server has " + policy.sessions() + " sessions, as many as it takes ("
                            + Limits.named("SESSIONS")
                            + "), those of clients that may come back counted; try again later"));
            return null;
        }
        if (id.equals(SessionId.LOCAL) || sessions.putIfAbsent(id, session) != null) {
            connection.send(new SessionRefused(
                    SessionRefused.Reason.TAKEN, "there is a session of that id: draw another id at random"));
            return null;
        }
        session.join(connection, ConnectionRole.SHARED);
        if (sequencer.reign() != reign) {
            boolean ignored = sessions.remove(id, session);
            refuseElsewhere(connection);
            return null;
        }
        sequencer.open(
                id,
                new SessionInput.OpenSession(
                        sequencer.now(),
                        terms.lease().toNanos(),
                        terms.resumeWindow().toNanos(),
                        policy.limits(),
                        new SessionClient(
                                wish.clientName(),
                                wish.processId(),
                                HexFormat.of().formatHex(wish.secret().bytes()))),
                () -> connection.send(new SessionOpened(terms)));
        journal.session(id.toString(), session.clientName(), "opened by " + connection.peer());
        journal.opened(session.party(connection));
        return session;
    }

    private LiveSession live(
            SessionId id, SessionSecret secret, String clientName, long processId, SessionTerms terms) {
        Outflow outflow =
                new Outflow(policy.unreadBytes(), sequencer.relief().workers().of(id));
        return new LiveSession(id, secret, clientName, processId, terms, sequencer.account(), outflow);
    }

    /** A session of an earlier process of this server: its client will come back, or not. */
    private void stand(Event.Standing standing) {
        SessionClient client = standing.client();
        SessionTerms terms = policy.termsOf(
                Duration.ofNanos(standing.lease()), Duration.ofNanos(standing.resumeWindow()), standing.limits());
        SessionSecret secret = new SessionSecret(HexFormat.of().parseHex(client.secret()));
        sessions.put(standing.session(), live(standing.session(), secret, client.name(), client.processId(), terms));
    }

    /** Makes a connection one more of a session; returns the session, or null after it was refused. */
    @Nullable
    LiveSession join(ClientConnection connection, JoinSession wish) {
        long reign = sequencer.reign();
        LiveSession session = sessions.get(idOf(wish.sessionId()));
        if (session == null || reign == 0 || !session.knows(wish.secret())) {
            refuseUnknown(connection, reign);
            return null;
        }
        AtomicBoolean isRefused = new AtomicBoolean();
        // By that the client knows that what it holds is its own.
        sequencer.confirm(
                () -> isRefused.set(!enter(session, connection, wish.role(), reign)),
                () -> refuseElsewhere(connection));
        return isRefused.get() ? null : session;
    }

    private boolean enter(LiveSession session, ClientConnection connection, ConnectionRole role, long reign) {
        if (!session.join(connection, role)) {
            refuseUnknown(connection, reign);
            return false;
        }
        // Before the machine hears of it: what it answers then must find the client in its session.
        connection.send(new SessionJoined(session.terms()));
        sequencer.submit(session.id(), new SessionInput.ResumeSession(sequencer.now()));
        if (!connection.isOpen()) {
            // It may have broken before it was one of the session.
            left(session, connection);
        }
        return true;
    }

    /** Which sessions there are knows the server that leads, as long as it does. */
    private void refuseUnknown(ClientConnection connection, long reign) {
        if (reign == 0 || reign != sequencer.reign()) {
            refuseElsewhere(connection);
        } else {
            // The same words for each, so that nobody learns which sessions there are.
            connection.send(new SessionRefused(
                    SessionRefused.Reason.UNKNOWN, "there is no such session: it has ended, or the secret is wrong"));
        }
    }

    private void refuseElsewhere(ClientConnection connection) {
        connection.send(new SessionRefused(SessionRefused.Reason.ELSEWHERE, sequencer.leader()));
    }

    /**
     * Another server has the sessions from now on, or knows best which there are: closes the connections, whose clients go there,
     * and forgets the sessions. Any thread.
     */
    public void leaveToOthers() {
        sessions.values().removeIf(session -> {
            session.end(new Failure(FailureCode.ELSEWHERE, "this one does not lead any more"));
            return true;
        });
    }

    /** A connection of a session broke. */
    void left(LiveSession session, ClientConnection connection) {
        if (session.leave(connection)) {
            // What only tells something the client asks for again when it is back.
            session.outflow().clear();
            sequencer.submit(session.id(), new SessionInput.SuspendSession(sequencer.now()));
        }
    }

    /**
     * The heap is full: one session whose client is away gives up what is kept for it, and who has not asked for a part of a
     * large result for as long is cut. Called by one timer.
     */
    public void freeMemory() {
        long now = System.nanoTime();
        for (LiveSession session : sessions.values()) {
            if (session.leaving().isStuck(now, WORTH_FREEING, YIELDS_AFTER.toNanos())) {
                session.leaving().clear();
                cutStuckTransfer(session, YIELDS_AFTER, Limits.named("HEAP_PERCENT"));
            }
        }
        boolean ignored = endAbsent(
                Comparator.comparingLong((LiveSession session) -> -sequencer.heldBytes(session.id()) / WORTH_FREEING)
                        .thenComparing(LONGEST_ABSENT_FIRST));
    }

    /** Ends the first session in that order whose client has been away for long enough; returns whether there is one. */
    private boolean endAbsent(Comparator<LiveSession> order) {
        long now = System.nanoTime();
        LiveSession first = sessions.values().stream()
                .filter(session -> !session.hasEnded() && isAbsent(session.absence(), now))
                .min(order)
                .orElse(null);
        if (first == null) {
            return false;
        }
        String reason = "its client was away for longer than " + YIELDS_AFTER.toSeconds()
                + " s while others needed the room (" + Limits.named("SESSIONS", "HEAP_PERCENT") + ")";
        sequencer.submit(first.id(), new SessionInput.EndSession(sequencer.now(), reason));
        return true;
    }

    private static boolean isAbsent(LiveSession.@Nullable Absence absence, long now) {
        return absence != null && now - absence.since() > YIELDS_AFTER.toNanos();
    }

    private static long absentSince(LiveSession session) {
        LiveSession.Absence absence = session.absence();
        return absence == null ? Long.MAX_VALUE : absence.since();
    }

    private static boolean holdsSomething(LiveSession session) {
        LiveSession.Absence absence = session.absence();
        return absence == null || !absence.isEmptyHanded();
    }

    private static SessionId idOf(UUID id) {
        return new SessionId(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    /** Returns what there is to know of each session, in the order in which they were opened. */
    public List<ClientFacts> facts() {
        // One time for all, or they would not be in order.
        long now = System.nanoTime();
        return sessions.values().stream()
                .map(session -> session.facts(now))
                .sorted(Comparator.comparingLong(ClientFacts::age).reversed())
                .toList();
    }

    /** Returns what there is to know of a session, or null if there is none. */
    public @Nullable ClientFacts facts(SessionId id) {
        LiveSession session = sessions.get(id);
        return session == null ? null : session.facts(System.nanoTime());
    }

    /** Returns the sessions whose number begins with these hexadecimal digits; none if there is no digit. */
    public List<SessionId> beginningWith(String digits) {
        return sessions.keySet().stream()
                .filter(session -> !digits.isEmpty() && session.beginsWith(digits))
                .toList();
    }

    /** Returns whether somebody is there who waits for answers: not once the session has ended, or its client was away for long. */
    public boolean isThere(SessionId id) {
        LiveSession session = sessions.get(id);
        return session != null && !session.hasEnded() && !isAbsent(session.absence(), System.nanoTime());
    }

    /** Returns whether a session has answers that wait until it has read others. */
    public boolean isBehind(SessionId id) {
        LiveSession session = sessions.get(id);
        return session != null && session.outflow().isBehind();
    }

    /** Returns whether a session has ended, so that nothing may be done for it any more. */
    public boolean hasEnded(SessionId id) {
        LiveSession session = sessions.get(id);
        return session == null || session.hasEnded();
    }

    /** Sends an answer on its way to the client. */
    public void reply(CallId call, Answer answer) {
        LiveSession session = sessions.get(call.session());
        if (session != null) {
            replies.send(session, call, answer);
        }
    }

    /** Returns why a session is not answered that {@link #isBehind} and asks for more. */
    public String asksTooMuch() {
        return replies.asksTooMuch();
    }

    /** Closes the connections of a client that broke the rules; its session may resume. */
    public void cut(SessionId id, String reason) {
        LiveSession session = sessions.get(id);
        // What it sent meanwhile is no news.
        if (session != null && session.cut(new Failure(FailureCode.PROTOCOL, reason))) {
            journal.refused(session.clientName() + " (session " + id + ")", reason);
        }
    }

    /** The machine says that a session was suspended, resumed or ended. */
    public void changed(Event event) {
        if (event instanceof Event.Standing standing) {
            stand(standing);
        } else if (event instanceof Event.Suspended suspended) {
            LiveSession session = sessions.get(suspended.session());
            if (session != null) {
                session.suspended(new LiveSession.Absence(System.nanoTime(), suspended.isEmptyHanded()));
            }
            report(suspended.session(), "suspended: its last connection broke");
        } else if (event instanceof Event.Resumed resumed) {
            report(resumed.session(), "resumed");
        } else if (event instanceof Event.Ended ended) {
            report(ended.session(), "ended: " + ended.reason());
            LiveSession session = sessions.remove(ended.session());
            if (session != null) {
                session.end(new SessionClosed(ended.reason()));
            }
        }
    }

    private void report(SessionId id, String change) {
        LiveSession session = sessions.get(id);
        if (session != null) {
            journal.session(id.toString(), session.clientName(), change);
        }
    }

    /** Ends sessions that leave too much unread. Called by one timer, once a second. */
    public void cutSlowReaders() {
        long now = System.nanoTime();
        for (LiveSession session : sessions.values()) {
            if (session.isTooSlow(now, policy.outputBytes(), policy.output().toNanos())) {
                String reason = "more than " + policy.outputBytes() + " bytes were not read for more than "
                        + policy.output().toMillis() + " ms (" + Limits.named("OUTPUT_BYTES", "OUTPUT_MILLIS") + ")";
                journal.refused(session.clientName() + " (session " + session.id() + ")", reason);
                session.cut(new Failure(FailureCode.TOO_SLOW, reason));
            }
            cutStuckTransfers(session, now);
        }
    }

    /** Ends connections over which a large value should come or go, and does not. */
    private void cutStuckTransfers(LiveSession session, long now) {
        long patience = policy.output().toNanos();
        if (session.arriving().isStuck(now, patience)) {
            session.arriving().clear();
        } else if (session.leaving().isStuck(now, policy.outputBytes(), patience)) {
            session.leaving().clear();
        } else {
            return;
        }
        cutStuckTransfer(session, policy.output(), Limits.named("OUTPUT_MILLIS"));
    }

    private void cutStuckTransfer(LiveSession session, Duration patience, String limit) {
        String reason = "a large value was neither sent nor pulled for more than " + patience.toMillis() + " ms ("
                + limit + ")";
        journal.refused(session.clientName() + " (session " + session.id() + ")", reason);
        session.cut(new Failure(FailureCode.TOO_SLOW, reason));
    }

    /** Returns whether new calls are refused because the server is about to end. */
    boolean isDraining() {
        return draining;
    }

    /** Tells every client that the server is about to end, and answers the calls that wait. */
    public void drain() {
        draining = true;
        for (LiveSession session : sessions.values()) {
            session.tell(new Draining("the server is about to end"));
            for (OpenCall call : session.openCalls()) {
                if (call.mayWait()) {
                    sequencer.submit(
                            session.id(),
                            new SessionInput.CancelRequest(
                                    sequencer.now(),
                                    call.key().thread(),
                                    call.key().number()));
                }
            }
        }
    }

    /** Ends every session. */
    public void endAll(String reason) {
        for (LiveSession session : sessions.values()) {
            sequencer.submit(session.id(), new SessionInput.EndSession(sequencer.now(), reason));
        }
    }
}
