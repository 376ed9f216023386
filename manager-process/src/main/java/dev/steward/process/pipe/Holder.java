package dev.steward.process.pipe;

import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.process.link.Link;
import dev.steward.process.link.LinkHandler;
import dev.steward.process.link.Packet;
import dev.steward.process.link.PacketKind;
import dev.steward.process.link.Reception;
import java.nio.channels.ClosedChannelException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Another process that holds an end of a pipe, seen from the process that made it. It gets a message when it wants one; a
 * message that it was given and had not taken when it died goes back to its place.
 */
final class Holder implements LinkHandler, Mailbox.Sender {

    private final Link link;
    private final PipeEnd end;
    private final Runnable pump = this::pump;
    /** Tickets that were made for it: no others can be revoked by it. Of the loop's thread alone. */
    private final Set<Long> tickets = new HashSet<>();

    // Guarded by the lock of what comes in at this end.
    private boolean wanting;
    private boolean gone;
    private Mailbox.@Nullable Letter given;

    /** Holds an end that was counted for it already. */
    Holder(Link link, PipeEnd end) {
        this.link = link;
        this.end = end;
        Mailbox sent = end.out();
        if (sent != null) {
            sent.join(this);
            if (!sent.somebodyReceives()) {
                nobodyReceives();
            }
        }
        Mailbox received = end.in();
        if (received != null) {
            received.gate.watchers.add(pump);
        }
    }

    @Override
    public void onPacket(Packet packet) {
        switch (packet.kind()) {
            case VALUE, BYTES -> {
                Mailbox sent = end.out();
                if (sent == null) {
                    throw refused(packet);
                }
                sent.add(new Mailbox.Letter(packet, this));
            }
            case WANT -> {
                Mailbox received = end.in();
                if (received == null) {
                    throw refused(packet);
                }
                received.gate.lock.lock();
                try {
                    wanting = true;
                } finally {
                    received.gate.lock.unlock();
                }
                pump();
            }
            case TAKEN -> {
                Mailbox.Letter taken = takeGiven(false);
                if (taken != null) {
                    taken.received();
                }
            }
            case WANT_TICKET -> {
                Reception.Ticket ticket = Pipes.ticketFor(end);
                tickets.add(ticket.number());
                send(Pipes.packetOf(ticket));
            }
            case REVOKE_TICKET -> {
                long number = packet.buffer().getLong();
                if (tickets.remove(number)) {
                    Pipes.revoke(number, end);
                }
            }
            default -> throw refused(packet);
        }
    }

    private static ProtocolException refused(Packet packet) {
        return new ProtocolException(packet.kind() + " may not come from a holder of this end", Outcome.UNKNOWN);
    }

    /** Gives it the next message, or tells it that none will come, if it wants one. */
    private void pump() {
        Mailbox received = end.in();
        if (received == null) {
            return;
        }
        Packet next;
        received.gate.lock.lock();
        try {
            if (!wanting || gone || given != null) {
                return;
            }
            if (received.peek() != null) {
                Mailbox.Letter letter = received.remove();
                given = letter;
                next = letter.packet();
            } else if (received.nobodySends()) {
                next = Packet.of(PacketKind.END);
            } else {
                return;
            }
            wanting = false;
        } finally {
            received.gate.lock.unlock();
        }
        send(next);
    }

    private Mailbox.@Nullable Letter takeGiven(boolean nowGone) {
        Mailbox received = end.in();
        if (received == null) {
            return null;
        }
        received.gate.lock.lock();
        try {
            gone |= nowGone;
            Mailbox.Letter letter = given;
            given = null;
            return letter;
        } finally {
            received.gate.lock.unlock();
        }
    }

    private void send(Packet packet) {
        try {
            link.send(packet);
        } catch (ClosedChannelException closed) {
            // onClosed comes, and puts back what it was given.
            link.abort();
        }
    }

    @Override
    public void received(int cost) {
        send(Packet.of(PacketKind.CREDIT, cost));
    }

    @Override
    public void nobodyReceives() {
        send(Packet.of(PacketKind.NOBODY));
    }

    @Override
    public void onClosed(@Nullable Throwable why) {
        Mailbox sent = end.out();
        if (sent != null) {
            sent.leave(this);
        }
        Mailbox received = end.in();
        Mailbox.Letter back = takeGiven(true);
        if (received != null) {
            received.gate.watchers.remove(pump);
            if (back != null) {
                received.putBack(back);
            }
        }
        end.letGo();
    }
}
