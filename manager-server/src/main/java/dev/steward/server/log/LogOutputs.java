package dev.steward.server.log;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Event;
import dev.steward.objects.Group;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Listed;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import dev.steward.objects.machine.MachineListener;
import dev.steward.server.machine.EffectHandler;
import dev.steward.server.machine.LocalCalls;
import dev.steward.server.machine.MemoryAccount;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does outside what the serial machine puts out, and lets other threads know which groups there are and what they hold.
 * Hears the machine on the thread that applies; what is asked may be asked by any.
 */
final class LogOutputs implements MachineListener {

    private static final Logger LOG = LoggerFactory.getLogger(LogOutputs.class);

    private final Map<GroupId, Held> byId = new ConcurrentHashMap<>();
    private final IdentityHashMap<Group, Held> byGroup = new IdentityHashMap<>();
    private final Map<Long, CompletableFuture<ObjectId>> expectedIds = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<List<Listed>>> expectedLists = new ConcurrentHashMap<>();
    private final MemoryAccount account;
    private volatile EffectHandler effects = EffectHandler.NONE;

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

    LogOutputs(MemoryAccount account) {
        this.account = account;
    }

    void connect(EffectHandler outside) {
        effects = outside;
    }

    /** Returns what a group holds, or null if there is none. */
    @Nullable
    Held held(GroupId id) {
        return byId.get(id);
    }

    /** Completes a future with the id of the object that has that ticket. */
    void expectId(long ticket, CompletableFuture<ObjectId> id) {
        expectedIds.put(ticket, id);
    }

    /** Completes a future with the list that has that ticket. */
    void expectList(long ticket, CompletableFuture<List<Listed>> list) {
        expectedLists.put(ticket, list);
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

    @Override
    public void reply(CallId call, Answer answer) {
        if (call.isDriven()) {
            LocalCalls.complete(call, answer);
        } else {
            effects.reply(call, answer);
        }
    }

    @Override
    public void adopted(long ticket, ObjectId object) {
        CompletableFuture<ObjectId> id = expectedIds.remove(ticket);
        if (id != null) {
            id.complete(object);
        }
    }

    @Override
    public void listed(long ticket, List<Listed> objects) {
        CompletableFuture<List<Listed>> list = expectedLists.remove(ticket);
        if (list != null) {
            list.complete(objects);
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
    public void cut(SessionId session, String reason) {
        effects.cut(session, reason);
    }

    @Override
    public void event(Event event) {
        effects.event(event);
    }
}
