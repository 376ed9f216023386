package dev.steward.server;

import dev.steward.objects.SessionId;
import dev.steward.protocol.connection.ConnectionRole;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Failure;
import dev.steward.protocol.message.Heartbeat;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.OpenSession;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.SessionClosed;
import dev.steward.protocol.message.SessionJoined;
import dev.steward.protocol.message.SessionOpened;
import dev.steward.protocol.message.SessionRefused;
import dev.steward.protocol.secret.SessionSecret;
import dev.steward.server.session.ClientConnection;
import dev.steward.server.session.Conversation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A client of a simulation, with one session and one call at a time. It speaks the protocol as a real one does: it goes from server
 * to server, enters its session again, and repeats under its number what was not answered.
 */
final class WanderingClient {

    /** Less than that a client that is connected is never silent for. */
    private static final long HEARTBEAT_NANOS = Duration.ofSeconds(1).toNanos();

    private static final Duration LEASE = Duration.ofSeconds(8);
    private static final Duration RESUME_WINDOW = Duration.ofSeconds(60);

    private final UUID id;
    private final SessionSecret secret = new SessionSecret(new byte[SessionSecret.SIZE]);
    private final LongSupplier time;
    private final Consumer<String> complaints;

    private @Nullable Link link;
    /** Whether the servers have said that there is the session. */
    private boolean isOpen;

    private boolean inSession;
    private long lastBeat;
    private long number;
    private @Nullable PlayedCall open;

    /**
     * A client that is connected with nobody.
     *
     * @param complaints hears what should not be
     */
    WanderingClient(int number, LongSupplier time, Consumer<String> complaints) {
        this.id = new UUID(17, number + 1L);
        this.time = time;
        this.complaints = complaints;
    }

    SessionId session() {
        return new SessionId(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    /** Returns whether the servers have said that there is its session. */
    boolean isOpen() {
        return isOpen;
    }

    boolean isConnected() {
        Link own = link;
        return own != null && own.isOpen;
    }

    /** Returns whether it waits for the answer to a call. */
    boolean isBusy() {
        return open != null;
    }

    /** Returns whether a call may be made: nothing is under way, and it is in its session. */
    boolean mayCall() {
        return open == null && inSession && isConnected();
    }

    /** Connects with a server, and wants to be in its session. */
    void connect(SimulatedMember server) {
        Link made = new Link();
        made.conversation = server.converse(made);
        link = made;
        inSession = false;
        made.say(
                isOpen
                        ? join()
                        : new OpenSession(
                                id, secret, LEASE, RESUME_WINDOW, 1, "client " + id.getLeastSignificantBits()));
    }

    private JoinSession join() {
        return new JoinSession(id, secret, ConnectionRole.SHARED);
    }

    /** Its connection breaks; what was on its way is lost. */
    void disconnect() {
        Link own = link;
        link = null;
        inSession = false;
        if (own != null) {
            own.inbox.clear();
            own.breaks();
        }
    }

    /** The server is gone: what it sent before that may still come. */
    void serverIsGone(boolean isRead) {
        Link own = link;
        if (own != null) {
            own.isOpen = false;
            if (!isRead) {
                own.inbox.clear();
            }
        }
    }

    void call(PlayedCall call) {
        number++;
        open = call;
        repeat();
    }

    private void repeat() {
        PlayedCall call = open;
        Link own = link;
        if (call != null && own != null) {
            own.say(new Call(
                    1, number, call.operation().code(), call.target(), Received.below(number), call.arguments()));
        }
    }

    /** Reads what came, and says that it lives. */
    void step() {
        Link own = link;
        if (own == null) {
            return;
        }
        for (Message next = own.inbox.poll(); next != null && own == link; next = own.inbox.poll()) {
            received(own, next);
        }
        if (!own.isOpen && own == link) {
            disconnect();
        }
        if (inSession && isConnected() && time.getAsLong() - lastBeat > HEARTBEAT_NANOS) {
            lastBeat = time.getAsLong();
            own.say(new Heartbeat(lastBeat));
        }
    }

    private void received(Link own, Message message) {
        if (message instanceof SessionOpened || message instanceof SessionJoined) {
            isOpen = true;
            inSession = true;
            lastBeat = time.getAsLong();
            repeat();
        } else if (message instanceof SessionRefused refused) {
            refused(own, refused);
        } else if (message instanceof SessionClosed closed) {
            complaints.accept("the session of client " + id + " has ended: " + closed.reason());
        } else if (message instanceof Failure) {
            disconnect();
        } else if (message instanceof Reply reply) {
            PlayedCall call = open;
            if (call != null && reply.number() == number) {
                open = null;
                call.answered(reply, time.getAsLong());
            }
        }
    }

    private void refused(Link own, SessionRefused refused) {
        switch (refused.reason()) {
            case ELSEWHERE -> disconnect();
            // It was opened by a server that did not come to say so.
            case TAKEN -> own.say(join());
            default -> {
                if (isOpen) {
                    complaints.accept("client " + id + " has lost its session: " + refused.text());
                }
                disconnect();
            }
        }
    }

    /** A connection. */
    private static final class Link implements ClientConnection {

        private final Queue<Message> inbox = new ArrayDeque<>();
        private @Nullable Conversation conversation;
        private boolean isOpen = true;

        void say(Message message) {
            Conversation talk = conversation;
            if (isOpen && talk != null) {
                talk.received(message);
            }
        }

        void breaks() {
            Conversation talk = conversation;
            if (isOpen && talk != null) {
                isOpen = false;
                talk.broken();
            }
        }

        @Override
        public void send(Message message) {
            if (isOpen) {
                inbox.add(message);
            }
        }

        @Override
        public void send(Message message, Runnable whenWritten) {
            send(message);
        }

        @Override
        public void sendLarge(Message message, Runnable whenGone) {
            send(message);
            whenGone.run();
        }

        @Override
        public void close(Message last) {
            send(last);
            isOpen = false;
        }

        @Override
        public boolean isOpen() {
            return isOpen;
        }

        @Override
        public String peer() {
            return "a client";
        }

        @Override
        public boolean admin() {
            return false;
        }

        @Override
        public long unsentBytes() {
            return 0;
        }
    }
}
