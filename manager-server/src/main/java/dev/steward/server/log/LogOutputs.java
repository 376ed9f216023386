package dev.steward.server.log;

import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.EffectHandler;
import dev.steward.objects.Group;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.machine.MachineListener;
import dev.steward.server.machine.MemoryAccount;
import dev.steward.server.machine.Outside;
import java.util.IdentityHashMap;
import java.util.Map;
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
    /** Written and read by the thread that applies. */
    private boolean connected;

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
        // They begin anywhere, so that what an earlier process asked for is not taken for what this one did.
        super(ThreadLocalRandom.current().nextLong());
        this.account = account;
    }

    /** Returns what a group holds, or null if there is none. */
    @Nullable
    Held held(GroupId id) {
        return byId.get(id);
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

    @Override
    public void reply(CallId call, Answer answer) {
        // Calls of another process have the numbers that calls of this one may have.
        if (connected) {
            super.reply(call, answer);
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
