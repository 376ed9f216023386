package dev.steward.process.pipe;

import dev.steward.api.ConnectionLostException;
import dev.steward.api.EndOfFileException;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.process.link.Link;
import dev.steward.process.link.LinkHandler;
import dev.steward.process.link.Packet;
import dev.steward.process.link.PacketKind;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** One end of a socket between two processes: all that comes on its link is for it. */
public final class SocketEnd extends End implements LinkHandler {

    private final Link link;
    private final String peer;
    /** Guarded by {@code in.lock}. */
    private final ArrayDeque<Packet> inbox = new ArrayDeque<>();
    /** Guarded by {@code in.lock}: what the messages in the inbox cost. */
    private long held;
    /** Guarded by {@code in.lock}: the loop reads no further. */
    private boolean paused;
    /** Guarded by {@code in.lock}. */
    private @Nullable RuntimeException end;
    /** The link has broken or was closed there. */
    private volatile boolean gone;

    /** The end of a link; {@code peer} says where the other one is. */
    public SocketEnd(Link link, String peer) {
        super(new Gate(), new Gate(), true, true);
        this.link = link;
        this.peer = peer;
    }

    @Override
    public void onPacket(Packet packet) {
        if (packet.kind() != PacketKind.VALUE && packet.kind() != PacketKind.BYTES) {
            throw new ProtocolException(packet.kind() + " may not come on a connection", Outcome.UNKNOWN);
        }
        in.lock.lock();
        try {
            inbox.add(packet);
            held += Mailbox.costOf(packet);
            if (held >= WINDOW_BYTES) {
                paused = true;
                link.pause();
            }
        } finally {
            in.lock.unlock();
        }
        in.wake();
    }

    @Override
    public void onClosed(@Nullable Throwable why) {
        in.lock.lock();
        try {
            end = why instanceof ManagerException known
                    ? known
                    : new EndOfFileException(
                            "the other side, " + peer + ", has closed the connection or died: nothing more will come");
            gone = true;
        } finally {
            in.lock.unlock();
        }
        in.wake();
        out.wake();
    }

    @Override
    @Nullable
    Packet first() {
        return inbox.peek();
    }

    @Override
    Runnable removeFirst() {
        held -= Mailbox.costOf(inbox.remove());
        if (paused && held < WINDOW_BYTES) {
            paused = false;
            return link::resume;
        }
        return NOTHING;
    }

    @Override
    @Nullable
    RuntimeException endOfInput() {
        return end;
    }

    @Override
    @Nullable
    RuntimeException endOfOutput() {
        return gone ? lost() : null;
    }

    @Override
    boolean hasRoom() {
        return true;
    }

    @Override
    void write(Packet message) {
        try {
            link.send(message);
        } catch (ClosedChannelException closed) {
            throw lost();
        }
    }

    private ConnectionLostException lost() {
        return new ConnectionLostException(
                "the other side, " + peer + ", has closed the connection or died: this message was not sent",
                Outcome.NOT_EXECUTED);
    }

    @Override
    void awaitWritten() throws InterruptedException {
        try {
            link.awaitWritten();
        } catch (InterruptedException sentAlready) {
            // The message is on its way; the flag tells the next one that waits.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    void release() {
        link.close();
    }
}
