package dev.steward.server.machine;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.EffectHandler;
import dev.steward.objects.Event;
import dev.steward.objects.GroupId;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import dev.steward.objects.directory.DirectoryGroup;
import dev.steward.server.log.LogSequencer;
import dev.steward.server.log.MemoryLog;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A sequencer whose time passes when it is told to, and what came out of it. Not thread-safe. */
final class SequencerRig implements EffectHandler {

    static final MachineValues VALUES =
            new MachineValues(Incarnation.ofEpoch(new UUID(1, 2), 3), () -> List.of("127.0.0.1:9"));

    private static final long MOST_PER_TICK = 250_000_000L;

    final Sequencer sequencer;
    final MemoryAccount account = new MemoryAccount();
    /** Only where there is a log. */
    final MemoryLog log;
    /** What came out since it was asked last, in words. */
    private final List<String> told = new ArrayList<>();
    /** All answers, in order. */
    final List<Answer> answers = new ArrayList<>();

    private final AtomicLong nanos = new AtomicLong();
    private final ServerClock clock = new ServerClock(nanos::get);
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private long timersSet;

    /** How inputs are put in order. */
    enum Way {
        /** Groups run where their input comes from. */
        PARALLEL,
        /** One thread applies what a log keeps. */
        SERIAL_FROM_A_LOG
    }

    private record Timer(long due, long order, Runnable task) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            return due != other.due ? Long.compare(due, other.due) : Long.compare(order, other.order);
        }
    }

    SequencerRig(Way way) {
        this(way, new MemoryLog());
    }

    /** Goes on with what a log has kept, with a clock that begins anew. */
    static SequencerRig after(MemoryLog kept) {
        return new SequencerRig(Way.SERIAL_FROM_A_LOG, kept);
    }

    private SequencerRig(Way way, MemoryLog log) {
        this.log = log;
        if (way == Way.PARALLEL) {
            Driver driver = new Driver(clock, this::schedule, VALUES, Relief.NOT_NEEDED, account);
            driver.add(GroupId.DIRECTORY, new DirectoryGroup(VALUES, 3, ObjectLimits.DEFAULT));
            sequencer = driver;
        } else {
            sequencer = new LogSequencer(
                    log, clock, this::schedule, VALUES, Relief.NOT_NEEDED, account, 3, ObjectLimits.DEFAULT);
        }
        sequencer.connect(this);
    }

    private void schedule(Runnable task, long delay) {
        timers.add(new Timer(nanos.get() + delay, timersSet++, task));
    }

    /** Lets time pass; timers come when they are due. */
    void pass(long duration) {
        long end = nanos.get() + duration;
        while (nanos.get() < end) {
            long next = Math.min(end, nanos.get() + MOST_PER_TICK);
            Timer first = timers.peek();
            if (first != null) {
                next = Math.min(next, Math.max(nanos.get(), first.due()));
            }
            nanos.set(next);
            clock.tick();
            while (!timers.isEmpty() && timers.peek().due() <= nanos.get()) {
                timers.remove().task().run();
            }
        }
    }

    /** Returns what came out since the last time, sorted: what concerns several groups has no order. */
    List<String> toldNow() {
        List<String> sorted = told.stream().sorted().toList();
        told.clear();
        return sorted;
    }

    @Override
    public void reply(CallId call, Answer answer) {
        answers.add(answer);
        told.add("reply " + call + " " + words(answer));
    }

    /** Returns an answer in words. */
    static String words(Answer answer) {
        return answer.status() + " " + VALUES.encoded(answer.value()) + " "
                + answer.value().references() + " "
                + answer.sequence() + (answer.redelivered() ? " redelivered" : "")
                + (answer.underAcknowledgement() ? " under acknowledgement" : "");
    }

    @Override
    public void callUser(CallId call, ObjectId target, int operation, List<Value> arguments) {
        told.add("callUser " + call + " " + target + " " + operation + " "
                + arguments.stream().map(VALUES::encoded).toList());
    }

    @Override
    public void cancelUser(CallId call) {
        told.add("cancelUser " + call);
    }

    @Override
    public void userObjectFreed(ObjectId object) {
        told.add("userObjectFreed " + object);
    }

    @Override
    public void cut(SessionId session, String reason) {
        told.add("cut " + session + " " + reason);
    }

    @Override
    public void event(Event event) {
        told.add("event " + event);
    }
}
