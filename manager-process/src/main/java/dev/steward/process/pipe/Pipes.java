package dev.steward.process.pipe;

import dev.steward.api.Outcome;
import dev.steward.api.UnsupportedValueException;
import dev.steward.process.link.LinkLoop;
import dev.steward.process.link.Packet;
import dev.steward.process.link.PacketKind;
import dev.steward.process.link.Reception;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/**
 * Makes pipes, and passes their ends from process to process. The pipe stays where it was made; who gets an end connects
 * back with a ticket.
 */
public final class Pipes {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Pipes() {}

    /** The two ends of a new pipe. */
    public record Pair(End left, End right) {}

    /**
     * Makes a pipe.
     *
     * @param duplex whether both ends send and receive; else the left one receives and the right one sends
     */
    public static Pair make(boolean duplex) {
        Mailbox toLeft = new Mailbox();
        Mailbox toRight = duplex ? new Mailbox() : null;
        PipeEnd left = new PipeEnd(toLeft, toRight);
        PipeEnd right = new PipeEnd(toRight, toLeft);
        left.hold();
        right.hold();
        return new Pair(new LocalEnd(left), new LocalEnd(right));
    }

    /**
     * Returns what stands for an end on its way to one other process, which becomes a holder of it by {@link
     * PassedEnd#open}, within a minute. May wait for the process that made the pipe.
     *
     * @throws UnsupportedValueException if it is no end of a pipe, or closed
     */
    public static PassedEnd pass(End end) {
        if (end.isClosed()) {
            throw new UnsupportedValueException(
                    "this end of a pipe was closed here: pass it before close()", Outcome.NOT_EXECUTED);
        }
        Reception.Ticket ticket;
        if (end instanceof LocalEnd local) {
            ticket = ticketFor(local.end());
        } else if (end instanceof RemoteEnd remote) {
            ticket = remote.newTicket().join();
        } else {
            throw new UnsupportedValueException(
                    "a connection over a socket belongs to the process that made it: pass an end of a Pipe, or let the"
                            + " other process connect",
                    Outcome.NOT_EXECUTED);
        }
        return new PassedEnd(ticket.path().toString(), ticket.secret(), ticket.number(), end.receives, end.sends);
    }

    /** The process that an end was passed to is gone: if it has not opened it, nobody will. */
    public static void revoke(End end, PassedEnd passed) {
        if (end instanceof LocalEnd local) {
            revoke(passed.number(), local.end());
        } else if (end instanceof RemoteEnd remote) {
            remote.revoke(passed.number());
        }
    }

    /** Makes a ticket that holds an end until it is used or revoked. */
    static Reception.Ticket ticketFor(PipeEnd end) {
        end.hold();
        try {
            Reception.Ticket ticket = Reception.shared().expect(link -> new Holder(link, end));
            // Nobody may ever open it: what was sent through a pipe that nobody receives.
            LinkLoop.shared().schedule(PATIENCE, () -> revoke(ticket.number(), end));
            return ticket;
        } catch (RuntimeException noSocket) {
            end.letGo();
            throw noSocket;
        }
    }

    static void revoke(long number, PipeEnd end) {
        if (Reception.shared().revoke(number)) {
            end.letGo();
        }
    }

    static Packet packetOf(Reception.Ticket ticket) {
        byte[] path = ticket.path().toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer body = ByteBuffer.allocate(3 * Long.BYTES + path.length)
                .putLong(ticket.secret().getMostSignificantBits())
                .putLong(ticket.secret().getLeastSignificantBits())
                .putLong(ticket.number())
                .put(path);
        return new Packet(PacketKind.NEW_TICKET, body.array());
    }

    static Reception.Ticket ticketOf(Packet packet) {
        ByteBuffer body = packet.buffer();
        UUID secret = new UUID(body.getLong(), body.getLong());
        long number = body.getLong();
        String path = StandardCharsets.UTF_8.decode(body).toString();
        return new Reception.Ticket(Path.of(path), secret, number);
    }
}
