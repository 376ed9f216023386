package dev.steward.server.machine;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Event;
import dev.steward.objects.Group;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.Listed;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Status;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A group that runs by itself, before it belongs to a server: its callers are all in this process, and what concerns
 * sessions and the directory concerns nobody yet.
 */
public final class DetachedGroup {

    private final GroupRunner runner;

    /** Runs a group by itself. */
    public DetachedGroup(Group group, MachineValues values) {
        runner = new GroupRunner(group, new Host(values));
    }

    /** Gives the group an input, also after it moved. */
    public void submit(Input input) {
        runner.submit(input);
    }

    /**
     * Moves the group into a server, between two inputs; its id there comes soon.
     *
     * @param key null, or what it may have been registered as in an earlier process of that server
     */
    public CompletableFuture<ObjectId> moveTo(Sequencer sequencer, BuiltInType type, @Nullable String key) {
        CompletableFuture<ObjectId> moved = new CompletableFuture<>();
        runner.submit((Runnable) () -> {
            CompletableFuture<Void> ignored = sequencer.adopt(type, this, key).thenAccept(moved::complete);
        });
        return moved;
    }

    /**
     * Gives the group away to a sequencer that does not run it here. What is submitted here from now on goes there, as soon
     * as the group has its id there. Called while it moves, between two inputs.
     */
    public Group giveTo(Sequencer sequencer, CompletableFuture<ObjectId> id) {
        Forwarding forwarding = new Forwarding(sequencer);
        runner.giveAway(forwarding);
        CompletableFuture<Void> ignored =
                id.thenAccept(object -> runner.submit((Runnable) () -> forwarding.arrived(GroupId.of(object))));
        return runner.group();
    }

    /** Returns what runs the group. */
    GroupRunner runner() {
        return runner;
    }

    /** Where inputs go that come here after the group was given away. Used by whoever holds the group's claim. */
    private static final class Forwarding extends Host {

        private final Sequencer sequencer;
        private final Deque<Input> early = new ArrayDeque<>();
        private @Nullable GroupId there;

        Forwarding(Sequencer sequencer) {
            super(sequencer.values());
            this.sequencer = sequencer;
        }

        @Override
        public void missing(Input input) {
            if (there == null) {
                early.add(input);
            } else {
                sequencer.submit(there, input);
            }
        }

        void arrived(GroupId id) {
            there = id;
            for (Input next = early.poll(); next != null; next = early.poll()) {
                sequencer.submit(id, next);
            }
        }
    }

    /** Where a detached group's outputs go. */
    private static class Host implements GroupHost {

        /** No limit is held against it. */
        private static final MemoryAccount NOBODYS = new MemoryAccount();

        private final MachineValues values;

        Host(MachineValues values) {
            this.values = values;
        }

        @Override
        public void reply(CallId call, Answer answer) {
            LocalCalls.complete(call, answer);
        }

        @Override
        public void wakeAt(GroupId group, long nanos) {
            Turn.current().runner().wakeAt(nanos);
        }

        @Override
        public void arm(GroupRunner runner, long nanos) {
            // Without a server nobody ticks the clock, which advances only so far per tick: look in between.
            ServerClock clock = ServerClock.ofThisProcess();
            clock.tick();
            long left = Math.max(0, nanos - clock.now());
            long next = Math.min(left, ServerClock.TICK.toNanos());
            Executor later = CompletableFuture.delayedExecutor(next, TimeUnit.NANOSECONDS, Runnable::run);
            later.execute(() -> {
                clock.tick();
                Runnable came = () -> runner.timerCame(nanos, clock.now());
                runner.submit(came);
            });
        }

        @Override
        public Relief relief() {
            return Relief.NOT_NEEDED;
        }

        @Override
        public MemoryAccount account() {
            return NOBODYS;
        }

        @Override
        public boolean hasEnded(SessionId session) {
            return false;
        }

        @Override
        public void missing(Input input) {
            if (input instanceof Invoke invoke) {
                String sentence = "the object is no more";
                reply(invoke.call(), Answer.failed(Status.INTERNAL, values.of(sentence), 0));
            }
        }

        @Override
        public void failed(Group group, Input input, Status status, String sentence) {
            if (input instanceof Invoke invoke) {
                reply(invoke.call(), Answer.failed(status, values.of(sentence), 0));
            }
        }

        @Override
        public void forward(GroupId to, Input input) {}

        @Override
        public void created(GroupId id, Group group) {}

        @Override
        public void joined(GroupId id, GroupId family) {}

        @Override
        public void removed(GroupId id) {}

        @Override
        public void callUser(CallId call, ObjectId target, int operation, List<Value> arguments) {}

        @Override
        public void cancelUser(CallId call) {}

        @Override
        public void userObjectFreed(ObjectId object) {}

        @Override
        public void adopted(long ticket, ObjectId object) {}

        @Override
        public void listed(long ticket, List<Listed> objects) {}

        @Override
        public void cut(SessionId session, String reason) {}

        @Override
        public void event(Event event) {}
    }
}
