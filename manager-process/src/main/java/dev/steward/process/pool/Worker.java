package dev.steward.process.pool;

import dev.steward.process.child.ChildJvm;
import dev.steward.process.link.Link;
import dev.steward.process.link.LinkLoop;
import dev.steward.process.link.Packet;
import dev.steward.process.link.PacketKind;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A worker process as its pool sees it. Guarded by the lock of the crew. */
final class Worker {

    /** How far it has come. */
    enum State {
        /** Its JVM starts. Next: IDLE or GONE. */
        STARTING,
        /** Waits for a batch. Next: BUSY, LEAVING or GONE. */
        IDLE,
        /** Works at a batch. Next: IDLE, LEAVING or GONE. */
        BUSY,
        /** Was told to end, or is killed: it gets no more work, and what it still says counts no more. Next: GONE. */
        LEAVING,
        /** Has ended. */
        GONE
    }

    private final int number;
    private State state = State.STARTING;
    private @Nullable ChildJvm child;
    private @Nullable Link link;
    private @Nullable Batch batch;
    private @Nullable Job knowsFunctionOf;
    private int next;
    private int done;
    /** What ends it when it takes too long: to start, at a task, to leave. */
    private LinkLoop.@Nullable Timer patience;
    /** Why it was ended by the pool, or null. */
    private @Nullable Throwable verdict;
    /** Whether it is to be killed as soon as there is a process. */
    private boolean doomed;

    Worker(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    State state() {
        return state;
    }

    /** It says that it can work. */
    void ready() {
        if (!doomed) {
            state = State.IDLE;
        }
    }

    void is(State now) {
        state = now;
    }

    /** Whether its pool has killed it, or will as soon as there is a process. */
    boolean isDoomed() {
        return doomed;
    }

    void child(ChildJvm started) {
        child = started;
        if (doomed) {
            started.kill();
        }
    }

    void link(Link connected) {
        link = connected;
    }

    int tasksDone() {
        return done;
    }

    long pid() {
        return child == null ? 0 : child.pid();
    }

    /** Sends it a batch. If it is gone meanwhile, that is heard of otherwise. */
    void give(Batch work) {
        batch = work;
        next = 0;
        state = State.BUSY;
        if (knowsFunctionOf != work.job()) {
            knowsFunctionOf = work.job();
            send(new Packet(PacketKind.FUNCTION, work.function()));
        }
        work.items().forEach(item -> send(new Packet(PacketKind.TASK, item.packet())));
    }

    /** Tells it that no more tasks come. */
    void dismiss() {
        state = State.LEAVING;
        send(Packet.of(PacketKind.LEAVE));
    }

    private void send(Packet packet) {
        Link connected = link;
        if (connected != null) {
            try {
                connected.send(packet);
            } catch (ClosedChannelException gone) {
                connected.abort();
            }
        }
    }

    @Nullable
    Batch batch() {
        return batch;
    }

    /** Returns what it works at, or null. */
    @Nullable
    Item current() {
        return batch == null ? null : batch.items().get(next);
    }

    /** It is done with what it worked at. Returns whether that was the last of its batch. */
    boolean advance() {
        done++;
        next++;
        if (batch != null && next == batch.items().size()) {
            batch = null;
            state = State.IDLE;
            return true;
        }
        return false;
    }

    /** Takes its batch away: returns the items that it had not begun. */
    List<Item> takeNotBegun() {
        Batch had = batch;
        batch = null;
        return had == null
                ? List.of()
                : new ArrayList<>(had.items().subList(next + 1, had.items().size()));
    }

    void patience(LinkLoop.@Nullable Timer timer) {
        if (patience != null) {
            patience.cancel();
        }
        patience = timer;
    }

    void verdict(Throwable why) {
        verdict = why;
    }

    @Nullable
    Throwable verdict() {
        return verdict;
    }

    /** Ends it in order, as SIGTERM does. */
    void terminate() {
        if (child != null) {
            child.terminate();
        }
    }

    /** Ends it at once; the batch it has is lost, also where a result is on its way. */
    void kill() {
        doomed = true;
        if (state == State.IDLE || state == State.BUSY) {
            state = State.LEAVING;
        }
        if (child != null) {
            child.kill();
        }
    }
}
