package dev.steward.server.machine;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.Event;
import dev.steward.objects.Group;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.Listed;
import dev.steward.objects.MissingGroup;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.Value;
import dev.steward.objects.session.SessionGroup;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Status;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The sequencer of a server that holds everything in memory: runs all groups of the machine beside each other, each by
 * whichever thread brings it an input while it is idle. Takes no lock.
 */
public final class Driver implements GroupHost, Sequencer {

    private final Map<GroupId, GroupRunner> runners = new ConcurrentHashMap<>();
    private final Map<Long, Adoption> adoptions = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<List<Listed>>> listings = new ConcurrentHashMap<>();
    private final AtomicLong tickets = new AtomicLong();
    private final ServerClock clock;
    private final Timers timers;
    private final MachineValues values;
    private final Relief relief;
    private final MemoryAccount account;
    private final MissingGroup missing;
    private volatile EffectHandler effects = EffectHandler.NONE;

    /** A driver without groups, which will count in an account what they hold. */
    public Driver(ServerClock clock, Timers timers, MachineValues values, Relief relief, MemoryAccount account) {
        this.clock = clock;
        this.timers = timers;
        this.values = values;
        this.relief = relief;
        this.account = account;
        this.missing = new MissingGroup(values);
    }

    @Override
    public void connect(EffectHandler outside) {
        effects = outside;
    }

    @Override
    public long now() {
        return clock.now();
    }

    @Override
    public MachineValues values() {
        return values;
    }

    @Override
    public boolean has(GroupId id) {
        return runners.containsKey(id);
    }

    @Override
    public long heldBytes(GroupId id) {
        GroupRunner runner = runners.get(id);
        return runner == null ? 0 : runner.accounted();
    }

    /** Runs what follows from it too, unless other threads do. */
    @Override
    public void submit(GroupId to, Input input) {
        Turn turn = Turn.current();
        offer(to, input, turn);
        turn.run();
    }

    private void offer(GroupId to, Input input, Turn turn) {
        GroupRunner runner = runners.get(to);
        if (runner != null) {
            runner.offer(input, turn);
        } else if (to instanceof SessionId session) {
            missing.applyTo(session, input, this);
        } else {
            missing.apply(input, this);
        }
    }

    /** Adds a group that the server itself makes: the directory, or a session. Returns whether the id was free. */
    public boolean add(GroupId id, Group group) {
        GroupRunner runner = new GroupRunner(group, this);
        runner.idAdded();
        boolean isFree = runners.putIfAbsent(id, runner) == null;
        if (!isFree) {
            runner.leaveAccount();
        }
        return isFree;
    }

    @Override
    public void open(SessionId id, SessionInput.OpenSession opening) {
        add(id, new SessionGroup(values, id));
        submit(id, opening);
    }

    @Override
    public CompletableFuture<ObjectId> adopt(String typeId) {
        return adopt(typeId, null);
    }

    @Override
    public CompletableFuture<ObjectId> adopt(BuiltInType type, DetachedGroup group) {
        return adopt(type.typeId(), group.runner());
    }

    /** Takes in a user's object, or a group whose claim the caller holds. */
    private CompletableFuture<ObjectId> adopt(String typeId, @Nullable GroupRunner runner) {
        long ticket = tickets.incrementAndGet();
        Adoption adoption = new Adoption(runner, new CompletableFuture<>());
        adoptions.put(ticket, adoption);
        Group group = null;
        if (runner != null) {
            group = runner.group();
            runner.moveTo(this);
        }
        submit(GroupId.DIRECTORY, new DirectoryInput.Adopt(now(), ticket, typeId, group));
        return adoption.id();
    }

    @Override
    public CompletableFuture<ObjectId> adoptMember(BuiltInType type, ObjectId family, ObjectId before) {
        long ticket = tickets.incrementAndGet();
        Adoption adoption = new Adoption(null, new CompletableFuture<>());
        adoptions.put(ticket, adoption);
        submit(GroupId.DIRECTORY, new DirectoryInput.AdoptMember(now(), ticket, family, type, before));
        return adoption.id();
    }

    @Override
    public CompletableFuture<List<Listed>> list() {
        long ticket = tickets.incrementAndGet();
        CompletableFuture<List<Listed>> listed = new CompletableFuture<>();
        listings.put(ticket, listed);
        submit(GroupId.DIRECTORY, new DirectoryInput.ListObjects(now(), ticket));
        return listed;
    }

    @Override
    public void reply(CallId call, Answer answer) {
        if (call.isDriven()) {
            LocalCalls.complete(call, answer);
        } else {
            effects.reply(call, answer);
        }
    }

    @Override
    public void forward(GroupId to, Input input) {
        offer(to, input, Turn.current());
    }

    @Override
    public void wakeAt(GroupId group, long nanos) {
        // A group wishes for itself only; by its id it could not be found while it moves in.
        Turn.current().runner().wakeAt(nanos);
    }

    @Override
    public void arm(GroupRunner runner, long nanos) {
        Runnable came = () -> runner.timerCame(nanos, now());
        timers.schedule(() -> runner.submit(came), Math.max(0, nanos - now()));
    }

    @Override
    public void created(GroupId id, Group group) {
        enter(id, new GroupRunner(group, this));
    }

    private void enter(GroupId id, GroupRunner runner) {
        runner.idAdded();
        runners.put(id, runner);
    }

    @Override
    public void joined(GroupId id, GroupId family) {
        GroupRunner runner = runners.get(family);
        if (runner != null) {
            enter(id, runner);
        }
    }

    @Override
    public void removed(GroupId id) {
        GroupRunner runner = runners.remove(id);
        if (runner != null) {
            runner.idRemoved();
        }
    }

    @Override
    public void callUser(CallId call, ObjectId target, int operation, List<Value> arguments) {
        effects.callUser(call, target, operation, arguments);
    }

    @Override
    public void cancelUser(CallId call) {
        effects.cancelUser(call);
    }

    @Override
    public void userObjectFreed(ObjectId object) {
        effects.userObjectFreed(object);
    }

    @Override
    public void adopted(long ticket, ObjectId object) {
        Adoption adoption = adoptions.remove(ticket);
        if (adoption != null) {
            if (adoption.runner() != null) {
                enter(GroupId.of(object), adoption.runner());
            }
            adoption.id().complete(object);
        }
    }

    @Override
    public void listed(long ticket, List<Listed> objects) {
        CompletableFuture<List<Listed>> listed = listings.remove(ticket);
        if (listed != null) {
            listed.complete(objects);
        }
    }

    @Override
    public void cut(SessionId session, String reason) {
        effects.cut(session, reason);
    }

    @Override
    public void event(Event event) {
        effects.event(event);
    }

    /** An object that waits for its id; the runner is that of its group, or null if it brings none. */
    private record Adoption(@Nullable GroupRunner runner, CompletableFuture<ObjectId> id) {}

    @Override
    public Relief relief() {
        return relief;
    }

    @Override
    public MemoryAccount account() {
        return account;
    }

    @Override
    public void missing(Input input) {
        missing.apply(input, this);
    }

    @Override
    public void failed(Group group, Input input, Status status, String sentence) {
        if (input instanceof Invoke invoke) {
            MissingGroup.answer(invoke, Answer.failed(status, values.of(sentence), 0), this);
        } else if (input instanceof SessionInput) {
            runners.forEach((id, runner) -> {
                if (runner.group() == group && id instanceof SessionId session) {
                    effects.cut(session, sentence);
                }
            });
        }
    }
}
