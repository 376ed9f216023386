package dev.steward.objects.shared;

import dev.steward.objects.Value;
import dev.steward.objects.Values;
import java.util.List;

/** Makes the iterators over what other objects hold. An iterator is an object too, of a type that those do not know. */
@FunctionalInterface
public interface Iterators {

    /**
     * Makes an iterator that belongs to no server yet.
     *
     * @param elements never changed again
     */
    ObjectGroup over(Values values, List<Value> elements);
}
