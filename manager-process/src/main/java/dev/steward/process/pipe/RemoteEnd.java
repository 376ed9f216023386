package dev.steward.process.pipe;

import dev.steward.api.ConnectionLostException;
import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.process.link.Link;
import dev.steward.process.link.LinkHandler;
import dev.steward.process.link.Packet;
import dev.steward.process.link.PacketKind;
import dev.steward.process.link.Reception;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An end of a pipe that was passed to this process: asks the process that made the pipe for each message. */
final class RemoteEnd extends End implements LinkHandler {

    private final Link link;

    // Guarded by in.lock.
    private @Nullable Packet given;
    private boolean wanted;
    private boolean ended;
    private final Queue<CompletableFuture<Reception.Ticket>> tickets = new ArrayDeque<>();

    // Guarded by out.lock.
    private long outstanding;
    private boolean nobody;

    /** The process that made the pipe is gone, or has thrown this one out. */
    private volatile boolean gone;

    RemoteEnd(Link link, boolean receives, boolean sends) {
        super(new Gate(), new Gate(), receives, sends);
        this.link = link;
    }

    @Override
    public void onPacket(Packet packet) {
        switch (packet.kind()) {
            case VALUE, BYTES -> change(() -> given = packet);
            case END -> change(() -> ended = true);
            case CREDIT -> changeOutput(() -> outstanding -= packet.buffer().getLong());
            case NOBODY -> changeOutput(() -> nobody = true);
            case NEW_TICKET -> change(() -> tickets.remove().complete(Pipes.ticketOf(packet)));
            default ->
                throw new ProtocolException(packet.kind() + " may not come at an end of a pipe", Outcome.UNKNOWN);
        }
    }

    private void change(Runnable change) {
        in.lock.lock();
        try {
            change.run();
        } finally {
            in.lock.unlock();
        }
        in.wake();
    }

    private void changeOutput(Runnable change) {
        out.lock.lock();
        try {
            change.run();
        } finally {
            out.lock.unlock();
        }
        out.wake();
    }

    @Override
    public void onClosed(@Nullable Throwable why) {
        gone = true;
        change(() -> {
            while (!tickets.isEmpty()) {
                tickets.remove().completeExceptionally(LocalEnd.nobody());
            }
        });
        out.wake();
    }

    @Override
    @Nullable
    Packet first() {
        if (given == null && !wanted && !ended && !gone) {
            wanted = true;
            tell(Packet.of(PacketKind.WANT));
        }
        return given;
    }

    @Override
    Runnable removeFirst() {
        given = null;
        wanted = false;
        return () -> tell(Packet.of(PacketKind.TAKEN));
    }

    private void tell(Packet packet) {
        try {
            link.send(packet);
        } catch (ClosedChannelException closed) {
            gone = true;
        }
    }

    @Override
    @Nullable
    RuntimeException endOfInput() {
        return ended || gone ? LocalEnd.endOfFile() : null;
    }

    @Override
    @Nullable
    RuntimeException endOfOutput() {
        return nobody || gone ? LocalEnd.nobody() : null;
    }

    @Override
    boolean hasRoom() {
        return outstanding < WINDOW_BYTES;
    }

    @Override
    void write(Packet message) {
        outstanding += Mailbox.costOf(message);
        try {
            link.send(message);
        } catch (ClosedChannelException closed) {
            throw LocalEnd.nobody();
        }
    }

    @Override
    void awaitWritten() {
        // Only as long as the socket's buffer is full, and the process at its other end always reads.
        link.awaitWrittenUninterruptibly();
    }

    /** Asks for a ticket for a child of this process. */
    CompletableFuture<Reception.Ticket> newTicket() {
        CompletableFuture<Reception.Ticket> ticket = new CompletableFuture<>();
        in.lock.lock();
        try {
            if (gone) {
                throw new ConnectionLostException("the process that made the pipe is gone", Outcome.NOT_EXECUTED);
            }
            tickets.add(ticket);
            tell(Packet.of(PacketKind.WANT_TICKET));
        } finally {
            in.lock.unlock();
        }
        return ticket;
    }

    void revoke(long number) {
        tell(Packet.of(PacketKind.REVOKE_TICKET, number));
    }

    @Override
    void release() {
        link.close();
    }
}
