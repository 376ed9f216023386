package dev.steward.server.log;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.EffectHandler;
import dev.steward.objects.Group;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.Value;
import dev.steward.objects.machine.MachineListener;
import dev.steward.server.machine.LocalCalls;
import dev.steward.server.machine.MemoryAccount;
import dev.steward.server.machine.Outside;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does outside what the serial machine puts out, once this process says what happens, and lets other threads know which groups there are and what they hold.
 * Hears the machine on the thread that applies; what is asked may be asked by any.
 */
final class LogOutputs extends Outside implements MachineListener {

    private static final Logger LOG = LoggerFactory.getLogger(LogOutputs.class);

    private final Map<GroupId, Held> byId = new ConcurrentHashMap<>();
    private final IdentityHashMap<Group, Held> byGroup = new IdentityHashMap<>();
    private final MemoryAccount account;
    private final ReplicatedLog log;
    /** The calls of this process that were not answered; only where several servers have the log. */
    private final Set<CallId> ownCalls = ConcurrentHashMap.newKeySet();

    private volatile boolean connected;
    // Touched by the thread that applies.
    /** Whether what is applied may be told before it is kept. */
    private boolean reads;
    /** The call of which that is so. */
    private @Nullable CallId reading;

    /** What a group holds, as of its last input. Written by the thread that applies. */
    static final class Held {

        private final Group group;
        private int ids;
        private volatile long bytes;
        private volatile long elements;

        private Held(Group group) {
            this.group = group;
        }

        /** Returns how many bytes. */
        long bytes() {
            return bytes;
        }

        /** Returns about how many elements. */
        long elements() {
            return elements;
        }
    }

    LogOutputs(MemoryAccount account, ReplicatedLog log) {
        // They begin anywhere, so that what an earlier process asked for is not taken for what this one did.
        super(ThreadLocalRandom.current().nextLong());
        this.account = account;
        this.log = log;
    }

    /**
     * An input is applied from now on.
     *
     * @param isReading whether what it asks may be told before it is kept
     */
    void applying(GroupId to, Input input, boolean isReading) {
        reads = isReading;
        reading = isReading && to instanceof SessionId session && input instanceof SessionInput.Request request
                ? new CallId(session, request.thread(), request.number())
                : null;
    }

    /** Returns what a group holds, or null if there is none. */
    @Nullable
    Held held(GroupId id) {
        return byId.get(id);
    }

    /** Returns how many objects there are. */
    int objectCount() {
        return (int) byId.keySet().stream()
                .filter(id -> id instanceof GroupId.OfObject)
                .count();
    }

    @Override
    public void entered(GroupId id, Group group) {
        Held held = byGroup.computeIfAbsent(group, Held::new);
        held.ids++;
        count(held);
        byId.put(id, held);
    }

    @Override
    public void applied(GroupId id, Group group) {
        Held held = byGroup.get(group);
        if (held != null) {
            count(held);
        }
    }

    @Override
    public void left(GroupId id) {
        Held held = byId.remove(id);
        if (held != null && --held.ids == 0) {
            byGroup.remove(held.group);
            account.add(-held.bytes);
        }
    }

    @Override
    public void connect(EffectHandler outside) {
        connected = true;
        super.connect(outside);
    }

    /** Another server says what happens: what comes of entries is told there, and whoever waits here hears that. Any thread. */
    void disconnect(Answer elsewhere) {
        connected = false;
        super.connect(EffectHandler.NONE);
        abandon(elsewhere);
    }

    /** A call of this process is on its way. Any thread. */
    void expectAnswer(CallId call) {
        ownCalls.add(call);
    }

    /** It is not on its way after all. Any thread. */
    void expectNoAnswer(CallId call) {
        ownCalls.remove(call);
    }

    /** Answers whoever waits in this process, because nobody else will. Any thread. */
    void abandon(Answer elsewhere) {
        abandonQuestions();
        ownCalls.removeIf(call -> {
            LocalCalls.complete(call, elsewhere);
            return true;
        });
    }

    /** The machine is forgotten, and all that it holds. */
    void clear() {
        byGroup.values().forEach(held -> account.add(-held.bytes));
        byGroup.clear();
        byId.clear();
    }

    @Override
    public void reply(CallId call, Answer answer) {
        // Calls of another process have the numbers that calls of this one may have.
        if (connected) {
            // References were retained for it, and others were answered because of it.
            settleUnless(call.equals(reading) && answer.value().references().isEmpty());
            ownCalls.remove(call);
            super.reply(call, answer);
        }
    }

    @Override
    public void callUser(CallId call, ObjectId target, int operation, List<Value> arguments) {
        settleUnless(false);
        super.callUser(call, target, operation, arguments);
    }

    private void settleUnless(boolean isRead) {
        if (reads && connected && !isRead) {
            log.settle();
        }
    }

    private void count(Held held) {
        long bytes = held.group.heldBytes();
        if (bytes != held.bytes) {
            account.add(bytes - held.bytes);
            held.bytes = bytes;
        }
        held.elements = held.group.weight();
    }

    @Override
    public String failed(GroupId id, Input input, RuntimeException fault) {
        LOG.error("a group failed on {}", input.getClass().getSimpleName(), fault);
        return "the server failed; its log has the stack and says what it was";
    }
}
