package dev.steward.objects.collection;

import dev.steward.objects.Outputs;
import dev.steward.objects.Value;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.shared.Iterators;
import dev.steward.objects.shared.ObjectGroup;
import dev.steward.vocabulary.BuiltInType;
import java.util.List;

/** An object that finds what it holds by keys, each of which it has once, in order of insertion: a dict, or a set. */
abstract class KeyedObject extends ObjectGroup {

    Entries entries = new Entries();
    private final Iterators iterators;

    KeyedObject(BuiltInType type, Creation creation, Iterators iterators) {
        super(type, creation);
        this.iterators = iterators;
    }

    @Override
    public final long weight() {
        return entries.size();
    }

    @Override
    public final boolean isNextChangeLong() {
        return entries.isNextChangeLong();
    }

    /** Returns all values that are stored, keys and others. */
    abstract List<Value> stored();

    /** Removes what is in a slot, and returns what of it callers get. */
    abstract Value removeAt(int slot);

    final Value removeStamped(Value key, long stamp) {
        int slot = entries.find(key);
        boolean same = slot >= 0 && entries.stampAt(slot) == stamp;
        if (same) {
            removeAt(slot);
        }
        return values.of(same);
    }

    final Value clear() {
        if (entries.size() > 0) {
            edges.removeAll(edges.isEmpty() ? List.of() : stored());
            entries.clear();
            changed();
        }
        return values.nil();
    }

    @Override
    protected final long purge(long now, Outputs out) {
        int before = entries.size();
        clear();
        return before;
    }

    @Override
    protected final ObjectGroup iterator() {
        return iterators.over(values, entries.keys());
    }
}
