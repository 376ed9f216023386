package dev.steward.objects.queue;

import dev.steward.objects.CallId;
import dev.steward.objects.SessionId;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Values;
import dev.steward.objects.shared.Findings;
import dev.steward.objects.waiting.Chain;
import dev.steward.objects.waiting.Holdings;
import dev.steward.objects.waiting.Presence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one queue that are in delivery. One that was received has a number of its own and ends when it is
 * settled. One that was taken ends when the answer that carries it is acknowledged; or, where elements are to be done, when
 * its taker says that the oldest one is.
 */
final class Deliveries {

    /** When an element that was taken is no longer its queue's. */
    enum Until {
        /** When the client has the answer. */
        ACKNOWLEDGED,
        /** When its taker says that it is done. */
        DONE
    }

    /** Who took an element, and settles its oldest ones first. */
    private record TakerThread(SessionId session, int thread) {
        static TakerThread of(CallId call) {
            return new TakerThread(call.session(), call.thread());
        }
    }

    /** So many characters of an element are told. */
    private static final int SHOWN = 80;

    private final Until until;
    private final Holdings<Delivered> all = new Holdings<>(Delivered.class);
    private final Map<CallId, Delivered> byCall = new HashMap<>();
    private final Map<TakerThread, Chain<Delivered>> byThread = new HashMap<>();
    private final Map<Long, Delivered> byId = new HashMap<>();
    private long lastId;

    Deliveries(Until until) {
        this.until = until;
    }

    /** Returns whether what was taken ends with the acknowledgement of its answer. */
    boolean endWithAcknowledgement() {
        return until == Until.ACKNOWLEDGED;
    }

    /** Notes an element that the answer of a call carries. */
    void addTaken(Element element, CallId call, Presence presence, long now) {
        add(new Delivered(element, call, presence, 0, now));
    }

    /** Notes an element that is settled by itself, and returns the number for that. */
    long addReceived(Element element, CallId call, Presence presence, long now) {
        add(new Delivered(element, call, presence, ++lastId, now));
        return lastId;
    }

    private void add(Delivered delivered) {
        all.add(delivered);
        if (delivered.id != 0) {
            byId.put(delivered.id, delivered);
        } else if (until == Until.ACKNOWLEDGED) {
            delivered.next = byCall.put(delivered.call(), delivered);
        } else {
            TakerThread thread = TakerThread.of(delivered.call());
            Chain<Delivered> ofThread = byThread.get(thread);
            if (ofThread == null) {
                ofThread = new Chain<>();
                byThread.put(thread, ofThread);
            }
            delivered.inThread = ofThread.addLast(delivered);
        }
    }

    /** Removes and returns what ends because the answer of a call was acknowledged, last first. */
    List<Delivered> takeAcknowledged(CallId call) {
        List<Delivered> taken = new ArrayList<>();
        for (Delivered delivered = byCall.remove(call); delivered != null; delivered = delivered.next) {
            unlink(delivered);
            taken.add(delivered);
        }
        return taken;
    }

    /**
     * Removes and returns what the answer of a call carried and is reserved until it is done, last first.
     *
     * @param most at most so many; those before them stay
     */
    List<Delivered> takeReserved(CallId call, int most) {
        List<Delivered> taken = new ArrayList<>();
        Chain<Delivered> ofThread = byThread.get(TakerThread.of(call));
        Chain.Link<Delivered> link = ofThread == null ? null : ofThread.last();
        while (link != null && taken.size() < most) {
            Delivered delivered = link.item();
            link = link.previous();
            if (delivered.call().equals(call)) {
                unlink(delivered);
                taken.add(delivered);
            }
        }
        return taken;
    }

    /**
     * Removes and returns the oldest element that the thread of a call has taken and is not done, else the oldest that
     * its session has; null if there is none. What was received is settled by its number and does not count.
     */
    @Nullable
    Delivered takeOldest(CallId call, @Nullable Presence presence) {
        Chain<Delivered> ofThread = byThread.get(TakerThread.of(call));
        Chain.Link<Delivered> first = ofThread == null ? null : ofThread.first();
        Delivered oldest = first == null ? null : first.item();
        if (oldest == null && presence != null) {
            oldest = all.oldestOf(presence, delivered -> delivered.id == 0);
        }
        if (oldest != null) {
            unlink(oldest);
        }
        return oldest;
    }

    /** Removes and returns what has a number, if that session received it and it is not settled; else null. */
    @Nullable
    Delivered takeId(long id, SessionId session) {
        Delivered delivered = byId.get(id);
        if (delivered == null || !delivered.presence().session().equals(session)) {
            return null;
        }
        byId.remove(id);
        unlink(delivered);
        return delivered;
    }

    /** Removes and returns all that a session received. */
    List<Delivered> takeAll(Presence presence) {
        List<Delivered> taken = all.listOf(presence);
        for (Delivered delivered : taken) {
            byId.remove(delivered.id);
            byCall.remove(delivered.call());
            unlink(delivered);
        }
        return taken;
    }

    /** Removes and returns all that somebody is to settle or to say done; what is on its way to its taker is not held by him. */
    List<Delivered> takeHeld() {
        List<Delivered> taken = new ArrayList<>();
        for (Delivered delivered : all.toList()) {
            if (delivered.id != 0 || until == Until.DONE) {
                byId.remove(delivered.id);
                unlink(delivered);
                taken.add(delivered);
            }
        }
        return taken;
    }

    private void unlink(Delivered delivered) {
        all.remove(delivered);
        if (delivered.inThread != null) {
            TakerThread thread = TakerThread.of(delivered.call());
            Chain<Delivered> ofThread = byThread.get(thread);
            if (ofThread != null) {
                ofThread.remove(delivered.inThread);
                if (ofThread.isEmpty()) {
                    byThread.remove(thread);
                }
            }
            delivered.inThread = null;
        }
    }

    boolean isEmpty() {
        return all.size() == 0;
    }

    /** Returns whether no other session has elements in delivery. */
    boolean areAllOf(@Nullable Presence presence) {
        return all.size() == (presence == null ? 0 : all.sizeOf(presence));
    }

    /** Returns a session that has elements in delivery, or null. */
    @Nullable
    Presence anyReceiver() {
        Delivered oldest = all.oldest();
        return oldest == null ? null : oldest.presence();
    }

    /** Tells who has elements, those that have been in delivery for longest first. */
    void tell(Values values, Findings findings) {
        findings.count(all.size());
        for (Delivered delivered : all.first(findings.most())) {
            findings.holder(
                    delivered.presence().session(),
                    delivered.call().thread(),
                    delivered.since,
                    delivered.element.deliveries,
                    values.summary(delivered.element.value, SHOWN));
        }
    }

    List<Delivered> toList() {
        return all.toList();
    }

    void save(StateWriter writer) {
        writer.writeLong(lastId);
        writer.writeInt(all.size());
        for (Delivered delivered : all.toList()) {
            delivered.element.save(writer);
            writer.writeCall(delivered.call());
            writer.writeSession(delivered.presence().session());
            writer.writeLong(delivered.id);
            writer.writeLong(delivered.since);
        }
    }

    void load(StateReader reader, Function<SessionId, Presence> presences) {
        lastId = reader.readLong();
        int count = reader.readCount();
        for (int i = 0; i < count; i++) {
            Element element = Element.load(reader);
            CallId call = reader.readCall();
            Presence presence = presences.apply(reader.readSession());
            long id = reader.readLong();
            add(new Delivered(element, call, presence, id, reader.readLong()));
        }
    }
}
