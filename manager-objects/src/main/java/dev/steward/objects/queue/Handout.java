package dev.steward.objects.queue;

import dev.steward.objects.CallId;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.SessionId;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.objects.waiting.Presence;
import dev.steward.vocabulary.Operation;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a queue hands out, the counterpart of its {@link Intake}: to each session its next element, which is in delivery from
 * then on, and what of it comes back. A session that cannot open an element goes on behind it, and comes round to it again when
 * nothing is left there.
 */
final class Handout {

    private static final Comparator<Delivered> LAST_FIRST = Comparator.comparingLong(
                    (Delivered delivered) -> delivered.element.stamp)
            .reversed();

    private final Values values;
    private final QueueContents contents;
    private final Deliveries deliveries;
    private final boolean comesRound;
    private final PassedOver passedOver = new PassedOver();

    /**
     * Hands out what is in a queue.
     *
     * @param comesRound whether who has gone to the end begins anew
     */
    Handout(Values values, QueueContents contents, Deliveries deliveries, boolean comesRound) {
        this.values = values;
        this.contents = contents;
        this.deliveries = deliveries;
        this.comesRound = comesRound;
    }

    /** Removes and returns what a session gets next, or null if there is nothing for it. */
    @Nullable
    Element next(SessionId session, boolean receives, Function<SessionId, Presence> presences) {
        // Whoever receives an element settles it, whether it can be opened or not.
        long behind = receives ? PassedOver.START : passedOver.of(session);
        Element next = contents.pollBehind(behind);
        if (next == null && behind != PassedOver.START && comesRound) {
            passedOver.forget(presences.apply(session));
            next = contents.pollBehind(PassedOver.START);
        }
        return next;
    }

    /** Delivers an element by the answer of a call, and returns what the answer is to say. */
    Value deliver(Element element, CallId call, Presence presence, boolean receives, long now) {
        element.deliveries++;
        if (!receives) {
            deliveries.addTaken(element, call, presence, now);
            return element.value;
        }
        long delivery = deliveries.addReceived(element, call, presence, now);
        return values.listOf(List.of(element.value, values.of(delivery), values.of((long) element.deliveries)));
    }

    /**
     * Delivers so many elements at most by the answer of a call, which takes them.
     *
     * @param drained takes their values
     * @return whether one of them was delivered before
     */
    boolean drain(int atMost, CallId call, Presence presence, long now, List<Value> drained) {
        SessionId session = presence.session();
        boolean again = false;
        // Who comes round does so before it has taken anything, so that nothing is met twice.
        for (Element element = next(session, false, any -> presence);
                element != null;
                element = contents.pollBehind(passedOver.of(session))) {
            drained.add(deliver(element, call, presence, false, now));
            again |= element.deliveries > 1;
            if (drained.size() == atMost) {
                break;
            }
        }
        return again;
    }

    /** Puts an element that came back to its old place. */
    void putBack(Element element) {
        contents.putBack(element);
        passedOver.cameBack(element.stamp);
    }

    /**
     * What of an answer nobody wants.
     *
     * @param kept what its caller has kept all the same
     * @param returned what goes back, last first
     */
    record GivenBack(List<Delivered> kept, List<Delivered> returned) {}

    /** Removes and returns what was in delivery by an answer that is given back. */
    GivenBack takeGivenBack(ObjectInput.GiveBack giveBack) {
        List<Delivered> returned = deliveries.takeAcknowledged(giveBack.call());
        List<Delivered> last = returned.subList(Math.max(0, returned.size() - giveBack.kept()), returned.size());
        List<Delivered> kept = List.copyOf(last);
        last.clear();
        returned.addAll(deliveries.takeReserved(giveBack.call(), notKept(giveBack)));
        if (giveBack.operation() == Operation.QUEUE_RECEIVE && giveBack.answer().isOk()) {
            long id = values.asLong(values.asList(giveBack.answer().value()).get(1));
            Delivered delivered = deliveries.takeId(id, giveBack.call().session());
            if (delivered != null) {
                returned.add(delivered);
            }
        }
        return new GivenBack(kept, returned);
    }

    /** The kept ones may be done by now, so that what is left tells nothing. */
    private int notKept(ObjectInput.GiveBack giveBack) {
        return giveBack.kept() == 0
                ? Integer.MAX_VALUE
                : values.asList(giveBack.answer().value()).size() - giveBack.kept();
    }

    /** The session that had an element cannot open it. */
    void passesOver(Delivered unopened) {
        passedOver.passes(unopened.presence(), unopened.element.stamp);
    }

    /** Forgets how far a session has come. */
    void forget(Presence presence) {
        passedOver.forget(presence);
    }

    /** Removes and returns all that a session has in delivery, last first. */
    List<Delivered> takeAll(Presence presence) {
        List<Delivered> taken = deliveries.takeAll(presence);
        taken.sort(LAST_FIRST);
        return taken;
    }

    /** Removes and returns all that somebody is to settle or to say done, last first. */
    List<Delivered> takeHeld() {
        List<Delivered> taken = deliveries.takeHeld();
        taken.sort(LAST_FIRST);
        return taken;
    }

    void save(StateWriter writer) {
        deliveries.save(writer);
        passedOver.save(writer);
    }

    void load(StateReader reader, Function<SessionId, Presence> presences) {
        deliveries.load(reader, presences);
        passedOver.load(reader, presences);
    }
}
