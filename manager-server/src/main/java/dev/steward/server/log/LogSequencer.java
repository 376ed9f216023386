package dev.steward.server.log;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.EffectHandler;
import dev.steward.objects.FromBackup;
import dev.steward.objects.Group;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Listed;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.Restarted;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.StateReader;
import dev.steward.objects.TimePassed;
import dev.steward.objects.machine.Machine;
import dev.steward.server.machine.DetachedGroup;
import dev.steward.server.machine.Incarnation;
import dev.steward.server.machine.MachineValues;
import dev.steward.server.machine.MemoryAccount;
import dev.steward.server.machine.Relief;
import dev.steward.server.machine.Sequencer;
import dev.steward.server.machine.ServerClock;
import dev.steward.server.machine.Timers;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sequencer of a server whose log keeps all inputs: each is given to the log, and applied to the serial machine when the
 * log says so. What depends on this server alone, such as its clock and the room in its heap, is settled before an input
 * enters the log, so that the log comes to the same wherever it is applied.
 */
public final class LogSequencer implements Sequencer {

    private final ReplicatedLog log;
    private final ServerClock clock;
    private final Timers timers;
    private final MachineValues values;
    private final Relief relief;
    private final MemoryAccount account;
    private final ObjectLimits limits;
    private final EntryCodec codec;
    private final LogOutputs outputs;
    private final LogAdmission admission;
    /** Touched only while an entry is applied, or between two. Another one when a state is taken from another server. */
    private Machine machine;
    /** The time for which a timer is set; written only while an entry is applied. */
    private volatile long armed = Long.MAX_VALUE;

    private final CompletableFuture<@Nullable Void> ready = new CompletableFuture<>();
    private volatile @Nullable Thread applying;
    private final long lastEntry;
    /** Whether other servers have this log too. Set before it is started. */
    private boolean amongOthers;

    private final Object turn = new Object();
    // Changed under the monitor of turn.
    /** Whether this server says what happens: all that the log kept is applied, and no other server leads. */
    private volatile boolean leading;
    /** How often it began to. */
    private long reigns;
    /** Which of these it is, once clients may come; 0 while they may not. */
    private volatile long reign;

    private volatile Runnable whenFollowing = LogSequencer::nothing;
    private volatile Supplier<String> leader = () -> "";
    /** The epoch in which the machine goes on from a backup; 0 if it goes on as what it was. */
    private long epochAfterBackup;
    /** How much later it is in the machine than by this process's clock. */
    private volatile long ahead;

    /**
     * An empty machine behind a log that was not started.
     *
     * @param epoch the upper half of all fencing tokens; the same for as long as the log lives
     * @param account will count what the machine's groups hold and what is on its way to them
     * @param limits how much the objects may hold from now on
     */
    public LogSequencer(
            ReplicatedLog log,
            ServerClock clock,
            Timers timers,
            MachineValues values,
            Relief relief,
            MemoryAccount account,
            long epoch,
            ObjectLimits limits) {
        this(
                log,
                clock,
                timers,
                values,
                relief,
                account,
                limits,
                new LogOutputs(account, log),
                0,
                outputs -> new Machine(values, epoch, limits, outputs));
    }

    private LogSequencer(
            ReplicatedLog log,
            ServerClock clock,
            Timers timers,
            MachineValues values,
            Relief relief,
            MemoryAccount account,
            ObjectLimits limits,
            LogOutputs outputs,
            long lastEntry,
            Function<LogOutputs, Machine> machine) {
        this.log = log;
        this.clock = clock;
        this.timers = timers;
        this.values = values;
        // Everybody waits for the thread that applies: it lingers no more than an event loop does.
        this.relief = new Relief(
                () -> Thread.currentThread() == applying || relief.onLoop().getAsBoolean(),
                relief.othersWait(),
                relief.workers());
        this.account = account;
        this.limits = limits;
        this.codec = new EntryCodec(values);
        this.outputs = outputs;
        this.admission = new LogAdmission(log, outputs, account, values);
        this.lastEntry = lastEntry;
        this.machine = machine.apply(outputs);
    }

    /**
     * Makes a machine that goes on where {@link #save} was called, behind a log that was not started and goes on there too.
     * Blocks until the stream is read.
     *
     * @throws IllegalArgumentException if what the stream has is damaged, or of another version
     * @throws IOException if the stream fails
     */
    public static LogSequencer restored(
            InputStream saved,
            ReplicatedLog log,
            ServerClock clock,
            Timers timers,
            MachineValues values,
            Relief relief,
            MemoryAccount account,
            ObjectLimits limits)
            throws IOException {
        SnapshotReader reader = new SnapshotReader(saved);
        StateReader state = new StateReader(values, reader::next);
        return new LogSequencer(
                log,
                clock,
                timers,
                values,
                relief,
                account,
                limits,
                new LogOutputs(account, log),
                reader.lastEntry(),
                outputs -> Machine.restore(state, values, outputs));
    }

    /**
     * Returns the number of the last entry that is in what {@link #save} wrote; reads the beginning of the stream.
     *
     * @throws IllegalArgumentException if it is no snapshot, damaged, or of another version
     * @throws IOException if the stream fails
     */
    public static long lastEntryIn(InputStream saved) throws IOException {
        return new SnapshotReader(saved).lastEntry();
    }

    /** What the log keeps is a backup: the machine goes on as another one, in an epoch of its own. Before {@link #connect}. */
    public void goOnFromBackup(long epoch) {
        epochAfterBackup = epoch;
    }

    /**
     * The log is of several servers. Before {@link #connect}.
     *
     * @param leaderAddress returns where clients reach the one that leads; empty if that is not known
     * @param following ends what this server had of clients; runs when it stops leading, and before it leads; must not block
     */
    public void amongOthers(Supplier<String> leaderAddress, Runnable following) {
        amongOthers = true;
        leader = leaderAddress;
        whenFollowing = following;
    }

    @Override
    public void connect(EffectHandler outside) {
        log.start(lastEntry, new Applier(outside));
    }

    /**
     * Returns what is done when the log has come as far as it had come before, and no call of an earlier process is under way
     * any more: from then on this process says what happens.
     */
    public CompletableFuture<@Nullable Void> leading() {
        return ready;
    }

    /** Hears the log. */
    private final class Applier implements ReplicatedLog.Applier {

        private final EffectHandler outside;

        /** Nobody hears what comes of entries before this process leads. */
        Applier(EffectHandler outside) {
            this.outside = outside;
        }

        @Override
        public void apply(long number, byte[] encoded) {
            LogEntry entry = codec.decode(number, encoded);
            applying = Thread.currentThread();
            try {
                Input input = entry.input();
                outputs.applying(entry.to(), input, LogAdmission.reads(input));
                if (input.now() > machine.now()) {
                    machine.advanceTo(input.now());
                }
                machine.submit(entry.to(), input);
                if (input instanceof TimePassed) {
                    armed = Long.MAX_VALUE;
                }
            } finally {
                applying = null;
            }
            if (leading) {
                arm();
            } else {
                followTime();
            }
        }

        @Override
        public void leads() {
            // What is left of a time in which it led before.
            whenFollowing.run();
            followTime();
            long own;
            synchronized (turn) {
                own = ++reigns;
                leading = true;
            }
            armed = Long.MAX_VALUE;
            outputs.connect(outside);
            give(GroupId.DIRECTORY, new Restarted(now(), limits), () -> begin(own));
            if (epochAfterBackup > 0) {
                give(GroupId.DIRECTORY, new FromBackup(now(), epochAfterBackup), LogSequencer::nothing);
            }
            log.between(number -> ready.complete(null));
            arm();
        }

        @Override
        public void follows() {
            synchronized (turn) {
                leading = false;
                reign = 0;
            }
            outputs.disconnect(elsewhere());
            whenFollowing.run();
        }

        @Override
        public void begins(Incarnation identity) {
            outputs.clear();
            machine = new Machine(values, identity.epoch(), limits, outputs);
        }

        @Override
        public void save(OutputStream out) throws IOException {
            long ignored = LogSequencer.this.save(out);
        }

        @Override
        public long restore(InputStream saved) throws IOException {
            SnapshotReader reader = new SnapshotReader(saved);
            outputs.clear();
            machine = Machine.restore(new StateReader(values, reader::next), values, outputs);
            followTime();
            return reader.lastEntry();
        }
    }

    /** The machine's time stands while nobody says what time it is, and is another server's while that one says so. */
    private void followTime() {
        if (machine.now() > 0) {
            ahead = machine.now() - clock.now();
        }
    }

    /** What an earlier leader had of its own has ended, and who has a session is known: clients may come. */
    private void begin(long own) {
        synchronized (turn) {
            if (leading && own == reigns) {
                reign = own;
            }
        }
    }

    private Answer elsewhere() {
        return Answer.failed(
                Status.DRAINING,
                values.of("this server is one of several, and does not lead them: ask the one that does"),
                0);
    }

    @Override
    public long reign() {
        return reign;
    }

    @Override
    public String leader() {
        return leader.get();
    }

    private static void nothing() {}

    /** Sees to it that time passes when the first group wants to be woken. */
    private void arm() {
        long next = machine.nextWish();
        if (next < armed) {
            armed = next;
            timers.schedule(() -> pass(next), Math.max(0, next - now()));
        }
    }

    /** Lets time pass, unless another timer was set meanwhile. The log keeps that, as it keeps the inputs. */
    private void pass(long armedFor) {
        if (armedFor == armed) {
            give(GroupId.DIRECTORY, new TimePassed(now()), LogSequencer::nothing);
        }
    }

    /**
     * Writes the state between two entries to a stream, while further entries are applied. Blocks until it is written.
     *
     * @return the number of the last entry that is in it
     * @throws IllegalStateException while another one is written
     * @throws IOException if the stream fails; nothing is kept for it then
     */
    public long save(OutputStream out) throws IOException {
        return save(out, SavedState.LONGEST_NANOS);
    }

    /** The same, with another time for which entries may wait at once. */
    long save(OutputStream out, long longestNanos) throws IOException {
        return new SavedState(log, machine, values, longestNanos).writeTo(out);
    }

    /** Returns how many objects there are. Called between two entries. */
    public int objectCount() {
        return outputs.objectCount();
    }

    @Override
    public long now() {
        return clock.now() + ahead;
    }

    @Override
    public MachineValues values() {
        return values;
    }

    @Override
    public Relief relief() {
        return relief;
    }

    @Override
    public MemoryAccount account() {
        return account;
    }

    @Override
    public boolean has(GroupId id) {
        return outputs.held(id) != null;
    }

    @Override
    public long heldBytes(GroupId id) {
        LogOutputs.Held held = outputs.held(id);
        return held == null ? 0 : held.bytes();
    }

    @Override
    public void submit(GroupId to, Input input) {
        Input admitted = admission.admitted(to, input);
        if (admitted == null) {
            return;
        }
        long waiting = MemoryAccount.ofArguments(admitted);
        Runnable over = counted(waiting);
        try {
            give(to, admitted, over, over);
        } catch (OutOfMemoryError noMemory) {
            over.run();
            if (!(admitted instanceof SessionInput.Request request)) {
                throw noMemory;
            }
            String sentence = "the server has no memory to keep a call of " + waiting
                    + " bytes in its log: take or delete something, or give it a larger -Xmx";
            give(to, LogAdmission.refused(request, sentence), LogSequencer::nothing);
        }
    }

    /** Counts what waits to be applied. Returns what counts it no more, once, however often it is run. */
    private Runnable counted(long waiting) {
        if (waiting == 0) {
            return LogSequencer::nothing;
        }
        AtomicLong left = new AtomicLong(waiting);
        account.add(waiting);
        return () -> account.add(-left.getAndSet(0));
    }

    @Override
    public void submit(GroupId to, Input input, Runnable certain) {
        if (amongOthers) {
            give(to, input, certain);
        } else {
            submit(to, input);
            certain.run();
        }
    }

    @Override
    public void confirm(Runnable certain, Runnable otherwise) {
        if (amongOthers) {
            give(GroupId.DIRECTORY, new TimePassed(now()), certain, otherwise);
        } else {
            certain.run();
        }
    }

    @Override
    public void afterwards(Runnable task) {
        if (amongOthers) {
            give(GroupId.DIRECTORY, new TimePassed(now()), task, task);
        } else {
            log.between(number -> task.run());
        }
    }

    private void give(GroupId to, Input input, Runnable applied) {
        give(to, input, applied, LogSequencer::nothing);
    }

    private void give(GroupId to, Input input, Runnable applied, Runnable lost) {
        CallId own = amongOthers ? LogAdmission.ownCall(input) : null;
        if (own != null) {
            outputs.expectAnswer(own);
        }
        if (!leading) {
            // A client repeats it at the server that leads; whoever asks in this process hears of that.
            lost.run();
            outputs.abandon(elsewhere());
            return;
        }
        try {
            byte[] entry = codec.encode(new LogEntry(to, input));
            if (LogAdmission.reads(input) && !amongOthers) {
                log.submitReading(entry, applied);
            } else {
                log.submit(entry, applied, lost);
            }
        } catch (RuntimeException | Error notTaken) {
            if (own != null) {
                outputs.expectNoAnswer(own);
            }
            throw notTaken;
        }
    }

    @Override
    public void open(SessionId id, SessionInput.OpenSession opening, Runnable opened) {
        give(id, opening, opened);
    }

    @Override
    public @Nullable String refusal() {
        return log.refusal();
    }

    @Override
    public boolean outlivesProcess() {
        return true;
    }

    @Override
    public CompletableFuture<ObjectId> adopt(String typeId) {
        return adopt(typeId, null, null, new CompletableFuture<>());
    }

    @Override
    public CompletableFuture<ObjectId> adopt(BuiltInType type, DetachedGroup group, @Nullable String key) {
        CompletableFuture<ObjectId> id = new CompletableFuture<>();
        return adopt(type.typeId(), group.giveTo(this, id), key, id);
    }

    private CompletableFuture<ObjectId> adopt(
            String typeId, @Nullable Group group, @Nullable String key, CompletableFuture<ObjectId> id) {
        long ticket = outputs.nextTicket();
        outputs.expectId(ticket, id);
        ask(ticket, new DirectoryInput.Adopt(now(), ticket, typeId, group, key));
        return id;
    }

    @Override
    public CompletableFuture<ObjectId> adoptMember(
            BuiltInType type, ObjectId family, ObjectId before, @Nullable String key) {
        long ticket = outputs.nextTicket();
        CompletableFuture<ObjectId> id = new CompletableFuture<>();
        outputs.expectId(ticket, id);
        ask(ticket, new DirectoryInput.AdoptMember(now(), ticket, family, type, before, key));
        return id;
    }

    @Override
    public CompletableFuture<List<Listed>> list() {
        long ticket = outputs.nextTicket();
        CompletableFuture<List<Listed>> listed = new CompletableFuture<>();
        outputs.expectList(ticket, listed);
        ask(ticket, new DirectoryInput.ListObjects(now(), ticket));
        return listed;
    }

    private void ask(long ticket, DirectoryInput question) {
        try {
            submit(GroupId.DIRECTORY, question);
        } catch (RuntimeException | Error notTaken) {
            outputs.expectNothing(ticket);
            throw notTaken;
        }
    }
}
