package dev.steward.process.pipe;

import static java.util.Objects.requireNonNull;

import dev.steward.api.ConnectionLostException;
import dev.steward.api.EndOfFileException;
import dev.steward.api.Outcome;
import dev.steward.process.link.Packet;
import org.jspecify.annotations.Nullable;

/** An end of a pipe, held by the process that made it. */
final class LocalEnd extends End implements Mailbox.Sender {

    private final PipeEnd end;
    /** Guarded by {@code out.lock}: what this holder sent and nobody received. */
    private long outstanding;

    /** Holds an end that was counted for it already. */
    LocalEnd(PipeEnd end) {
        super(end.in() == null ? new Gate() : end.in().gate, new Gate(), end.in() != null, end.out() != null);
        this.end = end;
        Mailbox sent = end.out();
        if (sent != null) {
            sent.join(this);
        }
    }

    PipeEnd end() {
        return end;
    }

    @Override
    @Nullable
    Packet first() {
        Mailbox received = end.in();
        Mailbox.Letter letter = received == null ? null : received.peek();
        return letter == null ? null : letter.packet();
    }

    @Override
    Runnable removeFirst() {
        return requireNonNull(end.in()).remove()::received;
    }

    @Override
    @Nullable
    RuntimeException endOfInput() {
        Mailbox received = end.in();
        return received != null && received.nobodySends() ? endOfFile() : null;
    }

    static EndOfFileException endOfFile() {
        return new EndOfFileException(
                "every holder of the pipe's other end has closed it or died: nothing more will come");
    }

    @Override
    @Nullable
    RuntimeException endOfOutput() {
        Mailbox sent = end.out();
        return sent != null && sent.somebodyReceives() ? null : nobody();
    }

    static ConnectionLostException nobody() {
        return new ConnectionLostException(
                "every holder of the pipe's other end has closed it or died: this message was not sent",
                Outcome.NOT_EXECUTED);
    }

    @Override
    boolean hasRoom() {
        return outstanding < WINDOW_BYTES;
    }

    @Override
    void write(Packet message) {
        Mailbox sent = end.out();
        if (sent != null) {
            outstanding += Mailbox.costOf(message);
            sent.add(new Mailbox.Letter(message, this));
        }
    }

    @Override
    void awaitWritten() {
        // It is where it belongs as soon as it is written.
    }

    @Override
    public void received(int cost) {
        out.lock.lock();
        try {
            outstanding -= cost;
        } finally {
            out.lock.unlock();
        }
        out.wake();
    }

    @Override
    public void nobodyReceives() {
        out.wake();
    }

    @Override
    void release() {
        Mailbox sent = end.out();
        if (sent != null) {
            sent.leave(this);
        }
        end.letGo();
    }
}
