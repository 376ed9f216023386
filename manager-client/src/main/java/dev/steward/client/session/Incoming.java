package dev.steward.client.session;

import dev.steward.api.ManagerException;
import dev.steward.api.ProtocolException;
import dev.steward.protocol.message.Chunk;
import dev.steward.protocol.message.Draining;
import dev.steward.protocol.message.Failure;
import dev.steward.protocol.message.FailureCode;
import dev.steward.protocol.message.HeartbeatAnswer;
import dev.steward.protocol.message.LargeReply;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.Pull;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.SessionClosed;
import dev.steward.vocabulary.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where what comes in for one session goes: a reply to its call, on the thread that read it; everything else to the loop,
 * which takes it only while the stay lasts in which it came.
 */
final class Incoming {

    private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);

    private final ScheduledExecutorService loop;
    private final Stays stays;
    private final PendingCalls calls;
    private final Unwanted unwanted;
    private final Transfers transfers;
    private final Standing standing;
    private final Lookout lookout;

    Incoming(
            ScheduledExecutorService loop,
            Stays stays,
            PendingCalls calls,
            Unwanted unwanted,
            Transfers transfers,
            Standing standing,
            Lookout lookout) {
        this.loop = loop;
        this.stays = stays;
        this.calls = calls;
        this.unwanted = unwanted;
        this.transfers = transfers;
        this.standing = standing;
        this.lookout = lookout;
    }

    /** A message came, on the loop or on the thread of the caller whose connection it came on. */
    void onMessage(Stay on, Message message) {
        onMessage(on, message, PendingCall::wake);
    }

    /** Messages came that were read at once. Whoever waits for one is told when all have been taken. On the loop. */
    void onMessages(Stay on, List<Message> messages) {
        List<PendingCall> answered = new ArrayList<>(messages.size());
        try {
            for (int i = 0; i < messages.size(); i++) {
                onMessage(on, messages.get(i), answered::add);
            }
        } finally {
            for (int i = 0; i < answered.size(); i++) {
                answered.get(i).wake();
            }
        }
    }

    private void onMessage(Stay on, Message message, Consumer<PendingCall> answered) {
        if (message instanceof Reply reply) {
            calls.onReply(reply, answered, call -> unwanted.add(call, reply));
        } else if (message instanceof LargeReply large) {
            PendingCall wanted = calls.onLargeReply(large, call -> unwanted.add(call, large.status()));
            if (wanted != null) {
                LoopTasks.execute(loop, () -> transfers.pull(on, wanted, large));
            }
        } else {
            LoopTasks.execute(loop, () -> onControl(on, message));
        }
    }

    /** The link of a stay broke. On the loop. */
    void onBroken(Stay on, ManagerException why) {
        standing.broken(on, why);
    }

    private void onControl(Stay on, Message message) {
        if (!stays.isNow(on)) {
            return;
        }
        try {
            handleControl(on, message);
        } catch (ProtocolException wrong) {
            LOG.warn("the server broke the rules of a transfer, the connection is closed: {}", wrong.getMessage());
            on.link().close();
        }
    }

    private void handleControl(Stay on, Message message) {
        if (message instanceof Chunk chunk) {
            transfers.onChunk(chunk);
        } else if (message instanceof Pull pull) {
            transfers.onPull(on, pull);
        } else if (message instanceof HeartbeatAnswer answer) {
            standing.answered(answer.tick());
            lookout.answered();
        } else if (message instanceof SessionClosed over) {
            standing.ended(over);
        } else if (message instanceof Draining draining) {
            if (standing.draining()) {
                LOG.info("the server is about to end: {}", Printable.of(draining.reason()));
            }
        } else if (message instanceof Failure failure) {
            if (failure.code() == FailureCode.ELSEWHERE) {
                LOG.info("another one of several servers serves now: {}", Printable.of(failure.text()));
            } else {
                LOG.warn("the server closes the connection: {}", Printable.of(failure.text()));
            }
            on.link().close();
        } else {
            LOG.warn("{} came, which a client does not expect; the connection is closed", message.type());
            on.link().close();
        }
    }
}
