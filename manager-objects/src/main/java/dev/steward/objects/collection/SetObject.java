package dev.steward.objects.collection;

import dev.steward.objects.Invoke;
import dev.steward.objects.Outputs;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.shared.Iterators;
import dev.steward.vocabulary.BuiltInType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A set in order of insertion: the keys of a dict without values. Every operation is one step; snapshots take O(1). */
public final class SetObject extends KeyedObject {

    private static final int SHOWN = 10;

    /** Makes a set of these elements; of equal ones the first counts. */
    public SetObject(Creation creation, Iterators iterators, List<Value> initial) {
        super(BuiltInType.SET, creation, iterators);
        initial.forEach(this::added);
    }

    @Override
    protected Value perform(Invoke call, List<Value> arguments, Outputs out) {
        return switch (call.operation()) {
            case SET_SIZE -> values.of(entries.size());
            case SET_CONTAINS -> values.of(has(arguments.get(0)));
            case SET_CONTAINS_ALL ->
                values.of(values.asList(arguments.get(0)).stream().allMatch(this::has));
            case SET_ADD -> values.of(added(arguments.get(0)));
            case SET_ADD_ALL -> addAll(values.asList(arguments.get(0)));
            case SET_REMOVE -> values.of(removed(arguments.get(0)));
            case SET_REMOVE_ALL -> removeAll(values.asList(arguments.get(0)));
            case SET_RETAIN_ALL -> retainAll(values.asList(arguments.get(0)));
            case SET_TOGGLE_ALL -> toggleAll(values.asList(arguments.get(0)));
            case SET_CLEAR -> clear();
            case SET_POLL_FIRST -> entries.size() == 0 ? values.nil() : removeAt(entries.first());
            case SET_SNAPSHOT -> listOf(entries.keys());
            case SET_UNION -> withMissing(entries.keys(), values.asList(arguments.get(0)));
            case SET_INTERSECTION -> listOf(among(values.asList(arguments.get(0)), true));
            case SET_DIFFERENCE -> listOf(among(values.asList(arguments.get(0)), false));
            case SET_SYMMETRIC_DIFFERENCE -> symmetricDifference(values.asList(arguments.get(0)));
            case SET_STAMPED -> stamped();
            case SET_REMOVE_STAMPED -> removeStamped(arguments.get(0), values.asLong(arguments.get(1)));
            case SET_REMOVE_IF -> removeIf(values.asLong(arguments.get(0)), values.asList(arguments.get(1)));
            default -> throw new IllegalStateException(call.operation().name());
        };
    }

    private boolean has(Value element) {
        return entries.find(element) >= 0;
    }

    /** Adds an element, and returns whether it was not there. */
    private boolean added(Value element) {
        if (has(element)) {
            return false;
        }
        entries.append(element, values.nil(), changed());
        edges.add(element);
        return true;
    }

    /** Removes an element, and returns whether it was there. */
    private boolean removed(Value element) {
        int slot = entries.find(element);
        if (slot < 0) {
            return false;
        }
        removeAt(slot);
        return true;
    }

    @Override
    List<Value> stored() {
        return entries.keys();
    }

    @Override
    Value removeAt(int slot) {
        Value element = entries.keyAt(slot);
        edges.remove(element);
        entries.remove(slot);
        changed();
        return element;
    }

    private Value addAll(List<Value> elements) {
        int before = entries.size();
        elements.forEach(this::added);
        return values.of(entries.size() > before);
    }

    private Value removeAll(List<Value> elements) {
        int before = entries.size();
        elements.forEach(this::removed);
        return values.of(entries.size() < before);
    }

    private Value retainAll(List<Value> elements) {
        return removeAll(among(elements, false));
    }

    private Value toggleAll(List<Value> elements) {
        for (Value element : new LinkedHashSet<>(elements)) {
            if (!removed(element)) {
                added(element);
            }
        }
        return values.of(!elements.isEmpty());
    }

    /** Returns the elements that are among others, or those that are not. */
    private List<Value> among(List<Value> others, boolean those) {
        Set<Value> looked = new LinkedHashSet<>(others);
        List<Value> found = new ArrayList<>();
        for (Value element : entries.keys()) {
            if (looked.contains(element) == those) {
                found.add(element);
            }
        }
        return found;
    }

    private Value symmetricDifference(List<Value> others) {
        return withMissing(among(others, false), others);
    }

    /** Returns some elements, and behind them of others each once that is not there. */
    private Value withMissing(List<Value> elements, List<Value> others) {
        List<Value> all = new ArrayList<>(elements);
        for (Value other : new LinkedHashSet<>(others)) {
            if (!has(other)) {
                all.add(other);
            }
        }
        return values.listOf(all);
    }

    private Value stamped() {
        List<Value> elements = entries.keys();
        long[] stamps = entries.stamps();
        return values.listOf(List.of(
                values.of(sequence()), listOf(elements), values.listOfNumbers(elements.size(), i -> stamps[i])));
    }

    private Value removeIf(long expected, List<Value> elements) {
        if (expected != sequence()) {
            return values.of(false);
        }
        elements.forEach(this::removed);
        return values.of(true);
    }

    @Override
    protected List<Value> first(int most) {
        return entries.firstKeys(most);
    }

    @Override
    protected String summary(int atMost) {
        return values.summary(entries.firstKeys(SHOWN), entries.size(), atMost);
    }

    @Override
    public void save(StateWriter writer) {
        super.save(writer);
        writer.writeLent(entries.keys());
        long[] stamps = entries.stamps();
        writer.writeLent(entries.size(), i -> stamps[i]);
    }

    @Override
    public void load(StateReader reader) {
        super.load(reader);
        List<Value> stored = reader.readValues();
        for (Value element : stored) {
            entries.append(element, values.nil(), reader.readLong());
        }
        edges.restore(stored);
    }
}
