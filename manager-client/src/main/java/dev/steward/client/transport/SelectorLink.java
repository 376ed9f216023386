package dev.steward.client.transport;

import dev.steward.api.ManagerException;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.frame.FrameReader;
import dev.steward.protocol.frame.FrameRules;
import dev.steward.protocol.frame.FrameWriter;
import dev.steward.protocol.handshake.ChannelBinding;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.SessionTerms;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shared connection of a session as a plain channel, from its connecting to its end: walks into the session first, which
 * completes a future, and then is the session's link. Any thread leaves messages in the {@link SendQueue}; the loop drains it.
 * What was read at once goes to the receiver at once, on the loop.
 */
final class SelectorLink implements ServerLink, SelectorLoop.Channels, SendQueue.Exit {

    private static final Logger LOG = LoggerFactory.getLogger(SelectorLink.class);

    /** So often a channel is read that has more, before others of the loop come. */
    private static final int MOST_READS = 16;

    private final SelectorLoop loop;
    private final SessionEntry entry;
    private final Receiver receiver;
    private final ConnectFailures failures;
    private final CompletableFuture<Entered> entered;
    private final SendQueue queue = new SendQueue();
    /** Whether it is connected and not closed. Changes on the loop. */
    private volatile boolean active;

    // On the loop only.
    private final FrameReader reader = new FrameReader(FrameRules.ofClient());
    private final FrameWriter writer = new FrameWriter(FrameRules.DEFAULT_MAX_FRAME);
    private final Queue<Alone> alone = new ArrayDeque<>();
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    /** Whether the session was entered, so that its receiver is to hear of the end. */
    private boolean inSession;

    private boolean isOver;
    private @Nullable Runnable whenWritten;

    /** A message of which somebody wants to know when it was written. */
    private record Alone(Message message, Runnable whenWritten) {}

    /**
     * A link that is not connected.
     *
     * @param entered completed on the loop with this link, or with why there is none
     */
    SelectorLink(
            SelectorLoop loop,
            SessionEntry entry,
            Receiver receiver,
            ConnectFailures failures,
            CompletableFuture<Entered> entered) {
        this.loop = loop;
        this.entry = entry;
        this.receiver = receiver;
        this.failures = failures;
        this.entered = entered;
    }

    /** Returns whether it is connected. Any thread. */
    boolean isActive() {
        return active;
    }

    /** Begins to connect; looks the host up, as a name, anew. On the loop. */
    void connect(ServerAddress server) {
        if (isOver) {
            return;
        }
        try {
            boolean unix = server instanceof ServerAddress.Unix;
            SocketChannel opened = unix ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
            channel = opened;
            opened.configureBlocking(false);
            if (!unix) {
                opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            boolean isConnected = opened.connect(server.resolve());
            key = loop.register(opened, SelectionKey.OP_CONNECT, this);
            if (isConnected) {
                begin();
            }
        } catch (IOException | RuntimeException failed) {
            broken(failed);
        }
    }

    private void begin() {
        active = true;
        send(entry.start(ChannelBinding.none()));
    }

    // ---- what the channel brings ------------------------------------------------------------------------------------

    @Override
    public void ready(int operations) {
        SocketChannel own = channel;
        try {
            if (own != null && !active && !isOver && own.finishConnect()) {
                begin();
            } else if ((operations & SelectionKey.OP_WRITE) != 0) {
                pump();
            }
            if (own != null && (operations & SelectionKey.OP_READ) != 0) {
                read(own);
            }
        } catch (IOException | RuntimeException failed) {
            broken(failed);
        }
    }

    private void read(SocketChannel own) throws IOException {
        List<Message> read = new ArrayList<>();
        int count = 0;
        try {
            boolean more = active;
            for (int i = 0; more && i < MOST_READS; i++) {
                count = reader.readFrom(own);
                more = take(read) && reader.isFilled();
            }
        } finally {
            // What came before it broke is told before that.
            if (!read.isEmpty()) {
                receiver.onMessages(read);
            }
        }
        if (count < 0) {
            over(inSession ? failures.ended() : failures.closedEarly(entry.greeted()));
        }
    }

    /** Takes the messages that are whole; returns whether to go on. */
    private boolean take(List<Message> read) {
        for (Message message = reader.next(); message != null; message = reader.next()) {
            if (inSession) {
                read.add(message);
            } else {
                enter(message);
            }
            if (!active) {
                return false;
            }
        }
        return true;
    }

    /** Takes a message on the way into the session. */
    private void enter(Message message) {
        Phase before = entry.phase();
        List<Message> answer = entry.onMessage(message);
        if (entry.phase() != before) {
            reader.enter(entry.phase());
        }
        send(answer);
        SessionTerms terms = entry.terms();
        if (terms != null && active) {
            reader.maxFrame(terms.maxFrame());
            writer.maxFrame(terms.maxFrame());
            inSession = true;
            // Whoever waited may have given up meanwhile; then nobody owns the link and it must not stay.
            if (!entered.complete(new Entered(this, terms, entry.askedAt()))) {
                inSession = false;
                over(failures.ended());
            }
        }
    }

    private void send(List<Message> messages) {
        messages.forEach(writer::add);
        pump();
    }

    // ---- what goes out ----------------------------------------------------------------------------------------------

    @Override
    public void send(Message message) {
        if (queue.add(message)) {
            if (active) {
                loop.execute(this::pump);
            } else {
                queue.clear();
            }
        }
    }

    @Override
    public void send(Message message, Runnable whenItWasWritten) {
        loop.execute(() -> {
            if (active) {
                alone.add(new Alone(message, whenItWasWritten));
                pump();
            }
        });
    }

    @Override
    public void call(Call call, Exchange exchange) {
        send(call);
    }

    /** Writes what there is, as far as the channel takes it. */
    private void pump() {
        try {
            while (active && flush()) {
                if (queue.isDraining()) {
                    queue.drain(this);
                }
                Alone next = active && takesMore() ? alone.poll() : null;
                if (next == null) {
                    break;
                }
                whenWritten = next.whenWritten;
                writer.add(next.message);
            }
        } catch (RuntimeException refused) {
            broken(refused);
        }
        if (!active) {
            queue.clear();
        }
    }

    @Override
    public boolean takesMore() {
        return active && writer.takesMore();
    }

    @Override
    public void write(Message message) {
        writer.add(message);
    }

    @Override
    public boolean flush() {
        SocketChannel own = channel;
        SelectionKey ownKey = key;
        if (!active || own == null || ownKey == null) {
            return false;
        }
        try {
            boolean isWritten = writer.writeTo(own);
            int wish = isWritten ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE;
            if (ownKey.interestOps() != wish) {
                ownKey.interestOps(wish);
            }
            Runnable then = whenWritten;
            if (isWritten && then != null) {
                whenWritten = null;
                // Not from within, which would go on for as long as there is something to send.
                loop.execute(then);
            }
            return isWritten;
        } catch (IOException failed) {
            broken(failed);
            return false;
        }
    }

    // ---- the end ----------------------------------------------------------------------------------------------------

    @Override
    public void close() {
        try {
            loop.execute(() -> over(failures.ended()));
        } catch (RejectedExecutionException loopEnded) {
            LOG.debug("a link was closed after its loop");
        }
    }

    @Override
    public void loopEnds() {
        over(failures.ended());
    }

    private void broken(Throwable problem) {
        if (!isOver && inSession && problem instanceof RuntimeException && !(problem instanceof ManagerException)) {
            LOG.error("a message could not be handled; the connection is closed", problem);
        }
        over(inSession ? failures.broken(problem) : failures.explain(problem));
    }

    /** Ends it, and tells so whoever waits for the session, or has it. */
    private void over(ManagerException why) {
        if (isOver) {
            return;
        }
        isOver = true;
        active = false;
        queue.clear();
        alone.clear();
        SocketChannel own = channel;
        try (reader;
                writer) {
            if (own != null) {
                own.close();
            }
        } catch (IOException unclosed) {
            LOG.debug("a channel cannot be closed", unclosed);
        }
        if (inSession) {
            receiver.onBroken(why);
        } else {
            entered.completeExceptionally(why);
        }
    }
}
