package dev.steward.objects.type;

import dev.steward.objects.CallId;
import dev.steward.objects.SessionId;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one queue that are in delivery: under the call whose answer carries them until that is acknowledged, or
 * under a number of their own until they are settled.
 */
final class Deliveries {

    private final Chain<Delivered> all = new Chain<>();
    private final Map<CallId, Delivered> byCall = new HashMap<>();
    private final Map<Long, Delivered> byId = new HashMap<>();
    private long lastId;

    /** Notes an element that is forgotten once the answer of the call is acknowledged. */
    void addUnderAnswer(Element element, CallId call, Presence presence) {
        add(new Delivered(element, call, presence, 0));
    }

    /** Notes an element that is forgotten once it is settled, and returns the number for that. */
    long addUnderId(Element element, CallId call, Presence presence) {
        add(new Delivered(element, call, presence, ++lastId));
        return lastId;
    }

    private void add(Delivered delivered) {
        delivered.inAll = all.addLast(delivered);
        delivered.inPresence = delivered.presence.deliveries.addLast(delivered);
        if (delivered.id != 0) {
            byId.put(delivered.id, delivered);
        } else {
            delivered.next = byCall.put(delivered.call, delivered);
        }
    }

    /** Removes and returns what the answer of a call carried, last first. */
    List<Delivered> takeAnswer(CallId call) {
        List<Delivered> taken = new ArrayList<>();
        for (Delivered delivered = byCall.remove(call); delivered != null; delivered = delivered.next) {
            unlink(delivered);
            taken.add(delivered);
        }
        return taken;
    }

    /** Removes and returns what has a number, if that session received it and it is not settled; else null. */
    @Nullable
    Delivered takeId(long id, SessionId session) {
        Delivered delivered = byId.get(id);
        if (delivered == null || !delivered.presence.session.equals(session)) {
            return null;
        }
        byId.remove(id);
        unlink(delivered);
        return delivered;
    }

    /** Removes and returns all that a session received. */
    List<Delivered> takeAll(Presence presence) {
        List<Delivered> taken = presence.deliveries.toList();
        for (Delivered delivered : taken) {
            byId.remove(delivered.id);
            byCall.remove(delivered.call);
            unlink(delivered);
        }
        return taken;
    }

    private void unlink(Delivered delivered) {
        if (delivered.inAll != null && delivered.inPresence != null) {
            all.remove(delivered.inAll);
            delivered.presence.deliveries.remove(delivered.inPresence);
            delivered.inAll = null;
            delivered.inPresence = null;
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Returns whether no other session has elements in delivery. */
    boolean areAllOf(@Nullable Presence presence) {
        return all.size() == (presence == null ? 0 : presence.deliveries.size());
    }

    /** Returns a session that has elements in delivery, or null. */
    @Nullable
    Presence anyReceiver() {
        Chain.Link<Delivered> first = all.first();
        return first == null ? null : first.item().presence;
    }

    List<Delivered> toList() {
        return all.toList();
    }

    void save(StateWriter writer) {
        writer.writeLong(lastId);
        writer.writeInt(all.size());
        for (Delivered delivered : all.toList()) {
            writer.writeValue(delivered.element.value);
            writer.writeLong(delivered.element.stamp);
            writer.writeInt(delivered.element.deliveries);
            writer.writeCall(delivered.call);
            writer.writeSession(delivered.presence.session);
            writer.writeLong(delivered.id);
        }
    }

    void load(StateReader reader, Function<SessionId, Presence> presences) {
        lastId = reader.readLong();
        int count = reader.readCount();
        for (int i = 0; i < count; i++) {
            var value = reader.readValue();
            long stamp = reader.readLong();
            Element element = new Element(value, stamp, reader.readInt());
            CallId call = reader.readCall();
            Presence presence = presences.apply(reader.readSession());
            add(new Delivered(element, call, presence, reader.readLong()));
        }
    }
}
