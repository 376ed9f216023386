package dev.steward.objects.queue;

import dev.steward.api.ObjectId;
import dev.steward.objects.Event;
import dev.steward.objects.GroupId;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.Outputs;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.shared.Edges;
import dev.steward.vocabulary.BuiltInType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the elements that come back to a queue too often: another queue gets them, or they are dropped. The
 * references in an element stay counted here until the other queue counts them.
 */
final class DeadLetters {

    private final BuiltInType type;
    private final Edges edges;
    private final List<Value> underWay = new ArrayList<>();
    /** After how many deliveries an element does not go back any more; 0 is never. */
    private int maxDeliveries;
    /** Stands for the queue that gets them; null if they are dropped. */
    private @Nullable Value target;

    DeadLetters(BuiltInType type, Edges edges, int maxDeliveries, @Nullable Value target) {
        this.type = type;
        this.edges = edges;
        this.maxDeliveries = maxDeliveries;
        this.target = target;
        if (target != null) {
            // Counted like a stored value, so that no element that refers to the same queue takes it away.
            edges.add(target);
        }
    }

    /** Returns whether an element that comes back was delivered as often as it may be. */
    boolean isDead(Element element) {
        return maxDeliveries > 0 && element.deliveries >= maxDeliveries;
    }

    /** Gives an element of the queue away for good. */
    void send(Delivered dead, ObjectId queue, long now, Outputs out) {
        Value element = dead.element.value;
        ObjectId to = target == null ? null : target.references().get(0);
        if (to == null) {
            edges.remove(element);
        } else {
            underWay.add(element);
            out.forward(GroupId.of(to), new ObjectInput.DeadLetter(now, GroupId.of(queue), element));
        }
        out.event(new Event.DeadLettered(queue, type.typeId(), dead.presence().session(), dead.element.deliveries, to));
    }

    /** The other queue has an element. */
    void taken(Value element) {
        if (underWay.remove(element)) {
            edges.remove(element);
        }
    }

    void save(StateWriter writer) {
        writer.writeInt(maxDeliveries);
        writer.writeBoolean(target != null);
        if (target != null) {
            writer.writeValue(target);
        }
        writer.writeValues(underWay);
    }

    void load(StateReader reader) {
        maxDeliveries = reader.readInt();
        target = reader.readBoolean() ? reader.readValue() : null;
        underWay.addAll(reader.readValues());
        edges.restore(underWay);
        if (target != null) {
            edges.restore(List.of(target));
        }
    }
}
