package dev.steward.server;

import static java.util.Objects.requireNonNull;

import dev.steward.api.ObjectId;
import dev.steward.api.OverloadedException;
import dev.steward.objects.SessionId;
import dev.steward.protocol.message.Acknowledge;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Cancel;
import dev.steward.protocol.message.Chunk;
import dev.steward.protocol.message.ControlText;
import dev.steward.protocol.message.Heartbeat;
import dev.steward.protocol.message.LargeReply;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.OpenSession;
import dev.steward.protocol.message.Pull;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.SessionRefused;
import dev.steward.protocol.message.ThreadsEnded;
import dev.steward.protocol.secret.Nonce;
import dev.steward.protocol.secret.SessionSecret;
import dev.steward.protocol.transfer.Receiving;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.server.machine.Workers;
import dev.steward.server.session.ClientConnection;
import dev.steward.server.session.Conversation;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A session of a client that came by a {@link Gateway}: what a client of the server's own protocol has over connections, in
 * memory. The limits, rights, listings and deaths are those of any session. Nothing blocks; answers come on whatever thread
 * has them, before the call returns if they are there, and must not be waited for.
 *
 * <p>Calls of one logical thread are made by one thread at a time.
 */
public final class GatewaySession {

    /** As long as a session may have; a gateway knows by other means whether its clients live. */
    private static final Duration LEASE = Duration.ofHours(1);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Connection connection;
    private final Conversation conversation;
    private final AtomicInteger lastThread = new AtomicInteger();
    private final Map<Integer, Line> lines = new ConcurrentHashMap<>();
    private final Runnable ended;
    private final Executor workers;
    private @Nullable String refusal;

    /**
     * Who is on the other side.
     *
     * @param name what listings call it; what cannot be printed becomes spaces there, and a long one is cut
     * @param peer where it is, for logs
     * @param processId the number of its process, 0 if that is not known
     * @param admin whether it proved the admin key
     * @param unsentBytes says how much was sent to it that it has not taken
     */
    public record Client(String name, String peer, long processId, boolean admin, LongSupplier unsentBytes) {}

    /** The calls of one logical thread. Its monitor guards the numbers, so that no call counts as answered before it is made. */
    private static final class Line {
        private final NavigableMap<Long, Asked> open = new TreeMap<>();
        private long next = 1;

        /** Notes a call and returns its number. */
        synchronized long begin(Asked asked) {
            open.put(next, asked);
            return next++;
        }

        /** Returns the number below which every answer has come. */
        synchronized long floor() {
            return open.isEmpty() ? next : open.firstKey();
        }

        synchronized @Nullable Asked find(long number) {
            return open.get(number);
        }

        synchronized @Nullable Asked end(long number) {
            return open.remove(number);
        }
    }

    /** A call without an answer. */
    private static final class Asked {
        private final Consumer<Reply> answer;
        private @Nullable LargeReply large;
        private @Nullable Receiving receiving;

        Asked(Consumer<Reply> answer) {
            this.answer = answer;
        }
    }

    /**
     * Opens a session.
     *
     * @param ended runs when the server has ended it, on any thread
     * @throws OverloadedException if there are as many sessions as the server takes, or it is about to end
     */
    GatewaySession(Client client, Function<ClientConnection, Conversation> welcome, Workers workers, Runnable ended) {
        this.connection = new Connection(client);
        this.ended = ended;
        this.conversation = welcome.apply(connection);
        UUID id = UUID.randomUUID();
        this.workers = workers.of(new SessionId(id.getMostSignificantBits(), id.getLeastSignificantBits()));
        byte[] secret = new byte[Nonce.SIZE];
        RANDOM.nextBytes(secret);
        conversation.received(new OpenSession(
                id,
                new SessionSecret(secret),
                LEASE,
                Duration.ZERO,
                client.processId(),
                ControlText.of(client.name())));
        String why = refusal;
        if (why != null) {
            throw new OverloadedException(why, Duration.ofSeconds(1));
        }
    }

    /** Returns who does for this session what takes too long for an event loop: in turns with others. */
    public Executor workers() {
        return workers;
    }

    /** Returns the number of a new logical thread. */
    public int newThread() {
        int thread = lastThread.incrementAndGet();
        lines.put(thread, new Line());
        return thread;
    }

    /** A logical thread has ended and has had all answers: what belongs to it is released. */
    public void endThread(int thread) {
        received(thread);
        lines.remove(thread);
        conversation.received(new ThreadsEnded(List.of(thread)));
    }

    /**
     * Makes a call. It tells, too, that all answers that the thread has had were received.
     *
     * @param code the number of an operation, or of a method of a user's object
     * @param answer gets the answer, once; never if the session ends before
     * @return its number in its thread
     */
    public long call(int thread, int code, ObjectId target, List<EncodedValue> arguments, Consumer<Reply> answer) {
        Line line = requireNonNull(lines.get(thread), "a thread that has not ended");
        Received received = Received.below(line.floor());
        long number = line.begin(new Asked(answer));
        conversation.received(new Call(thread, number, code, target, received, arguments));
        return number;
    }

    /** Tells that the answers of a thread were received, where no call does. */
    public void received(int thread) {
        Line line = lines.get(thread);
        if (line != null) {
            Received received = Received.below(line.floor());
            conversation.received(new Acknowledge(List.of(new Acknowledge.ThreadReceived(thread, received))));
        }
    }

    /** Asks that a call ends early; it is answered either way. */
    public void cancel(int thread, long number) {
        conversation.received(new Cancel(thread, number));
    }

    /** The client is gone: what it held is released, what it has not received goes back, its waits end. */
    public void broken() {
        connection.open = false;
        conversation.broken();
    }

    /** Returns whether it has not ended. */
    boolean isOpen() {
        return connection.open;
    }

    /** Says that the client lives. */
    void heartbeat() {
        conversation.received(new Heartbeat(0));
    }

    private void answered(Reply reply) {
        Line line = lines.get(reply.thread());
        Asked asked = line == null ? null : line.end(reply.number());
        if (asked != null) {
            asked.answer.accept(reply);
        }
    }

    private void begin(LargeReply reply) {
        Line line = lines.get(reply.thread());
        Asked asked = line == null ? null : line.find(reply.number());
        if (asked != null) {
            Receiving receiving = new Receiving(reply.thread(), reply.number(), List.of(reply.size()));
            asked.large = reply;
            asked.receiving = receiving;
            conversation.received(receiving.begin());
        }
    }

    private void add(Chunk chunk) {
        Line line = lines.get(chunk.thread());
        Asked asked = line == null ? null : line.find(chunk.number());
        LargeReply large = asked == null ? null : asked.large;
        Receiving receiving = asked == null ? null : asked.receiving;
        if (large == null || receiving == null) {
            return;
        }
        Pull more = receiving.add(chunk);
        if (more != null) {
            conversation.received(more);
        }
        if (receiving.isWhole()) {
            answered(new Reply(
                    large.thread(),
                    large.number(),
                    large.status(),
                    large.redelivered(),
                    large.underAcknowledgement(),
                    large.sequence(),
                    receiving.values().get(0)));
        }
    }

    /** The connection that the server sees. */
    private final class Connection implements ClientConnection {
        private final Client client;
        private volatile boolean open = true;
        /** What large answers have still to do; guarded by itself. Without it each chunk would call for the next. */
        private final Queue<Runnable> steps = new ArrayDeque<>();

        private boolean stepping;

        Connection(Client client) {
            this.client = client;
        }

        @Override
        public void send(Message message) {
            switch (message.type()) {
                case REPLY -> answered((Reply) message);
                case LARGE_REPLY -> step(() -> begin((LargeReply) message));
                case SESSION_REFUSED -> refusal = ((SessionRefused) message).text();
                default -> {
                    // Of no concern to who has no connection: terms, heartbeats, that the server is about to end.
                }
            }
        }

        @Override
        public void send(Message message, Runnable whenWritten) {
            step(() -> {
                add((Chunk) message);
                whenWritten.run();
            });
        }

        @Override
        public void sendLarge(Message message, Runnable whenGone) {
            send(message);
            whenGone.run();
        }

        private void step(Runnable next) {
            synchronized (steps) {
                steps.add(next);
                if (stepping) {
                    return;
                }
                stepping = true;
            }
            for (Runnable step = poll(); step != null; step = poll()) {
                step.run();
            }
        }

        private @Nullable Runnable poll() {
            synchronized (steps) {
                Runnable step = steps.poll();
                stepping = step != null;
                return step;
            }
        }

        @Override
        public void close(Message last) {
            if (open) {
                open = false;
                ended.run();
                conversation.broken();
            }
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public String peer() {
            return client.peer();
        }

        @Override
        public boolean admin() {
            return client.admin();
        }

        @Override
        public long unsentBytes() {
            return client.unsentBytes().getAsLong();
        }
    }
}
