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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

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

    /** Moves the group into a server, between two inputs; its id there comes soon. */
    public CompletableFuture<ObjectId> moveTo(Driver driver, BuiltInType type) {
        CompletableFuture<ObjectId> moved = new CompletableFuture<>();
        runner.submit((Runnable) () -> {
            CompletableFuture<Void> ignored =
                    driver.adopt(type.typeId(), runner).thenAccept(moved::complete);
        });
        return moved;
    }

    /** Where a detached group's outputs go. */
    private record Host(MachineValues values) implements GroupHost {

        /** No limit is held against it. */
        private static final MemoryAccount NOBODYS = new MemoryAccount();

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
