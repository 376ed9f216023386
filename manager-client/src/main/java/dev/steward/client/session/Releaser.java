package dev.steward.client.session;

import dev.steward.api.ObjectId;
import dev.steward.client.session.HeldReferences.Held;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Operation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives references back: those that the garbage collector found with each heartbeat, forgotten ones a moment after they
 * were. However many there are, few are on their way at once: the server keeps each answer until it is acknowledged, and the
 * loop has other things to do. Any thread holds and forgets; the loop gives back.
 */
final class Releaser {

    private static final Logger LOG = LoggerFactory.getLogger(Releaser.class);

    /** How many objects' references may be on their way back at once; when half of them are answered, others follow. */
    static final int MOST_UNANSWERED = 512;

    private final HeldReferences references = new HeldReferences();
    private final AtomicBoolean set = new AtomicBoolean();
    private final ScheduledExecutorService loop;
    private final Runnable whenSome;
    // On the loop only.
    private int unanswered;

    /**
     * A releaser.
     *
     * @param whenSome runs on the loop a moment after something was forgotten, and when there is room for more, and should
     *     {@link #release}
     */
    Releaser(ScheduledExecutorService loop, Runnable whenSome) {
        this.loop = loop;
        this.whenSome = whenSome;
    }

    Held hold(ObjectId object) {
        return references.hold(object);
    }

    void forget(Held held) {
        if (references.forget(held) && set.compareAndSet(false, true)) {
            boolean isOpen = LoopTasks.schedule(loop, this::releaseSome, Acknowledger.PATIENCE.toNanos());
            if (!isOpen) {
                // Its session has ended, and every reference with it.
                LOG.debug("a proxy was forgotten after its client was closed");
            }
        }
    }

    private void releaseSome() {
        set.set(false);
        whenSome.run();
    }

    /** Makes a request for each object of which references are unused, but for those that must wait for an answer. */
    void release(Consumer<Request> sender) {
        if (unanswered > MOST_UNANSWERED / 2) {
            return;
        }
        Map<ObjectId, Integer> batch = references.takeUnused(MOST_UNANSWERED - unanswered);
        unanswered += batch.size();
        for (Map.Entry<ObjectId, Integer> unused : batch.entrySet()) {
            sender.accept(new Request(
                    ObjectId.DIRECTORY,
                    Operation.RELEASE.code(),
                    Operation.RELEASE.manner(),
                    List.of(
                            EncodedValue.of(unused.getKey().value()),
                            EncodedValue.of(unused.getValue().longValue())),
                    null,
                    Long.MAX_VALUE,
                    () -> "release of object " + unused.getKey()));
        }
    }

    /** One of the requests was answered, or will not be. On the loop. */
    void answered() {
        unanswered--;
        if (unanswered == MOST_UNANSWERED / 2) {
            whenSome.run();
        }
    }
}
