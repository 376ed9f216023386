package dev.steward.server.machine;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
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
import dev.steward.objects.session.SessionGroup;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Status;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sequencer of a server that holds everything in memory: runs all groups of the machine beside each other, each by
 * whichever thread brings it an input while it is idle. Takes no lock.
 */
public final class Driver extends Outside implements GroupHost, Sequencer {

    private final Map<GroupId, GroupRunner> runners = new ConcurrentHashMap<>();
    private final Map<Long, GroupRunner> adopting = new ConcurrentHashMap<>();
    /** Those that have ended and are still there, because not all of their calls were answered. */
    private final Set<SessionId> ended = ConcurrentHashMap.newKeySet();

    private final ServerClock clock;
    private final Timers timers;
    private final MachineValues values;
    private final Relief relief;
    private final MemoryAccount account;
    private final MissingGroup missing;

    /** A driver without groups, which will count in an account what they hold. */
    public Driver(ServerClock clock, Timers timers, MachineValues values, Relief relief, MemoryAccount account) {
        super(0);
        this.clock = clock;
        this.timers = timers;
        this.values = values;
        this.relief = relief;
        this.account = account;
        this.missing = new MissingGroup(values);
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
    public void open(SessionId id, SessionInput.OpenSession opening, Runnable opened) {
        add(id, new SessionGroup(values, id));
        submit(id, opening);
        opened.run();
    }

    @Override
    public CompletableFuture<ObjectId> adopt(String typeId) {
        return adopt(typeId, null);
    }

    @Override
    public @Nullable String refusal() {
        return null;
    }

    @Override
    public boolean outlivesProcess() {
        return false;
    }

    @Override
    public CompletableFuture<ObjectId> adopt(BuiltInType type, DetachedGroup group, @Nullable String key) {
        return adopt(type.typeId(), group.runner());
    }

    /** Takes in a user's object, or a group whose claim the caller holds. */
    private CompletableFuture<ObjectId> adopt(String typeId, @Nullable GroupRunner runner) {
        long ticket = nextTicket();
        CompletableFuture<ObjectId> id = new CompletableFuture<>();
        expectId(ticket, id);
        Group group = null;
        if (runner != null) {
            adopting.put(ticket, runner);
            group = runner.group();
            runner.moveTo(this);
        }
        submit(GroupId.DIRECTORY, new DirectoryInput.Adopt(now(), ticket, typeId, group));
        return id;
    }

    @Override
    public CompletableFuture<ObjectId> adoptMember(
            BuiltInType type, ObjectId family, ObjectId before, @Nullable String key) {
        long ticket = nextTicket();
        CompletableFuture<ObjectId> id = new CompletableFuture<>();
        expectId(ticket, id);
        submit(GroupId.DIRECTORY, new DirectoryInput.AdoptMember(now(), ticket, family, type, before));
        return id;
    }

    @Override
    public CompletableFuture<List<Listed>> list() {
        long ticket = nextTicket();
        CompletableFuture<List<Listed>> listed = new CompletableFuture<>();
        expectList(ticket, listed);
        submit(GroupId.DIRECTORY, new DirectoryInput.ListObjects(now(), ticket));
        return listed;
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
        if (id instanceof SessionId session) {
            ended.remove(session);
        }
        if (runner != null) {
            runner.idRemoved();
        }
    }

    @Override
    public void adopted(long ticket, ObjectId object) {
        GroupRunner runner = adopting.remove(ticket);
        if (runner != null) {
            enter(GroupId.of(object), runner);
        }
        super.adopted(ticket, object);
    }

    @Override
    public void event(Event event) {
        if (event instanceof Event.Ended end) {
            ended.add(end.session());
        }
        super.event(event);
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
    public boolean hasEnded(SessionId session) {
        return ended.contains(session);
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
                    cut(session, sentence);
                }
            });
        }
    }
}
