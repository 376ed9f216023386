package dev.steward.objects.queue;

import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.objects.shared.Creation;
import dev.steward.vocabulary.BuiltInType;
import java.util.List;

/**
 * The place that its takers share in elements that never become more: a queue that was shut down when it was filled. So
 * each element goes to one taker, in order, and to the next one if that taker dies before it had it.
 */
public final class IteratorObject extends QueueObject {

    /**
     * Makes an iterator over elements.
     *
     * @param elements never changed again
     */
    public IteratorObject(Creation creation, List<Value> elements) {
        // Nothing comes round in an iteration: what a taker cannot open is left to the others.
        super(BuiltInType.ITERATOR, creation, Integer.MAX_VALUE, new Deliveries(Deliveries.Until.ACKNOWLEDGED), false);
        elements.forEach(edges::add);
        contents.follow(elements);
        drainOnly();
    }

    /** Makes an iterator over elements that belongs to no server yet. */
    public static IteratorObject over(Values values, List<Value> elements) {
        return new IteratorObject(Creation.detached(values), elements);
    }
}
