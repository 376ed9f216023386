package dev.steward.objects.collection;

import dev.steward.objects.Invoke;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.Outputs;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.shared.Iterators;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/** A dict in order of insertion. Every operation is one step; snapshots take O(1). */
public final class DictObject extends KeyedObject {

    /** Makes an empty dict. */
    public DictObject(Creation creation, Iterators iterators) {
        super(BuiltInType.DICT, creation, iterators);
    }

    @Override
    protected Value perform(Invoke call, List<Value> arguments, Outputs out) {
        return switch (call.operation()) {
            case DICT_SIZE -> values.of(entries.size());
            case DICT_GET -> entries.valueAt(slot(arguments.get(0)));
            case DICT_CONTAINS_KEY -> values.of(entries.find(arguments.get(0)) >= 0);
            case DICT_CONTAINS_VALUE -> values.of(entries.containsValue(arguments.get(0)));
            case DICT_PUT -> put(arguments.get(0), arguments.get(1));
            case DICT_PUT_IF_ABSENT -> putIfAbsent(arguments.get(0), arguments.get(1));
            case DICT_PUT_ALL -> putAll(values.asList(arguments.get(0)));
            case DICT_REMOVE -> remove(arguments.get(0));
            case DICT_REMOVE_EQUAL -> removeEqual(arguments.get(0), arguments.get(1));
            case DICT_REPLACE -> replace(arguments.get(0), arguments.get(1));
            case DICT_REPLACE_EQUAL -> replaceEqual(arguments.get(0), arguments.get(1), arguments.get(2));
            case DICT_CLEAR -> clear();
            case DICT_KEYS -> listOf(entries.keys());
            case DICT_VALUES -> listOf(entries.values());
            case DICT_SNAPSHOT -> listOf(entries.pairs());
            case DICT_GET_STAMPED -> getStamped(entries.find(arguments.get(0)));
            case DICT_PUT_STAMPED -> putStamped(arguments.get(0), values.asLong(arguments.get(1)), arguments.get(2));
            case DICT_REMOVE_STAMPED -> removeStamped(arguments.get(0), values.asLong(arguments.get(1)));
            case DICT_STAMPED -> stamped();
            case DICT_REPLACE_IF -> replaceIf(values.asLong(arguments.get(0)), values.asList(arguments.get(1)));
            case DICT_REMOVE_ALL -> removeAll(values.asList(arguments.get(0)));
            case DICT_RETAIN_ALL -> retainAll(values.asList(arguments.get(0)));
            case DICT_CONTAINS_KEYS -> containsKeys(values.asList(arguments.get(0)));
            case DICT_CONTAINS_VALUES -> containsValues(values.asList(arguments.get(0)));
            case DICT_CONTAINS_ENTRIES -> containsEntries(values.asList(arguments.get(0)));
            case DICT_REMOVE_VALUE -> removeValue(arguments.get(0));
            case DICT_REMOVE_VALUES -> keepValues(values.asList(arguments.get(0)), false);
            case DICT_RETAIN_VALUES -> keepValues(values.asList(arguments.get(0)), true);
            case DICT_REMOVE_ENTRIES -> keepEntries(values.asList(arguments.get(0)), false);
            case DICT_RETAIN_ENTRIES -> keepEntries(values.asList(arguments.get(0)), true);
            case DICT_POLL_FIRST -> entries.size() == 0 ? values.nil() : poll(entries.first());
            case DICT_POLL_LAST -> entries.size() == 0 ? values.nil() : poll(entries.last());
            case DICT_UNION -> union(values.asList(arguments.get(0)));
            default -> throw new IllegalStateException(call.operation().name());
        };
    }

    private int slot(Value key) {
        int slot = entries.find(key);
        if (slot < 0) {
            throw new OperationRefusal(Status.NO_SUCH_KEY, "dict: there is no key " + values.summary(key, 80));
        }
        return slot;
    }

    private Value put(Value key, Value value) {
        int slot = entries.find(key);
        if (slot >= 0) {
            return overwrite(slot, value);
        }
        append(key, value);
        return values.nil();
    }

    private Value overwrite(int slot, Value value) {
        Value old = entries.valueAt(slot);
        edges.add(value);
        edges.remove(old);
        entries.setValue(slot, value, changed());
        return old;
    }

    private void append(Value key, Value value) {
        entries.append(key, value, changed());
        edges.add(key);
        edges.add(value);
    }

    private Value putIfAbsent(Value key, Value value) {
        int slot = entries.find(key);
        if (slot >= 0) {
            return entries.valueAt(slot);
        }
        append(key, value);
        return values.nil();
    }

    private Value putAll(List<Value> pairs) {
        for (int i = 0; i < pairs.size(); i += 2) {
            put(pairs.get(i), pairs.get(i + 1));
        }
        return values.nil();
    }

    private Value remove(Value key) {
        int slot = entries.find(key);
        return slot >= 0 ? removeAt(slot) : values.nil();
    }

    @Override
    List<Value> stored() {
        return entries.pairs();
    }

    @Override
    Value removeAt(int slot) {
        Value old = entries.valueAt(slot);
        edges.remove(entries.keyAt(slot));
        edges.remove(old);
        entries.remove(slot);
        changed();
        return old;
    }

    private Value poll(int slot) {
        Value key = entries.keyAt(slot);
        return values.listOf(List.of(key, removeAt(slot)));
    }

    private Value union(List<Value> others) {
        Map<Value, Value> given = new LinkedHashMap<>();
        for (int i = 0; i < others.size(); i += 2) {
            given.put(others.get(i), others.get(i + 1));
        }
        List<Value> all = new ArrayList<>(entries.pairs());
        for (int i = 0; i < all.size(); i += 2) {
            Value instead = given.remove(all.get(i));
            if (instead != null) {
                all.set(i + 1, instead);
            }
        }
        given.forEach((key, value) -> {
            all.add(key);
            all.add(value);
        });
        return values.listOf(all);
    }

    private Value removeEqual(Value key, Value value) {
        int slot = entries.find(key);
        boolean equal = slot >= 0 && entries.valueAt(slot).equals(value);
        if (equal) {
            removeAt(slot);
        }
        return values.of(equal);
    }

    private Value replace(Value key, Value value) {
        int slot = entries.find(key);
        return slot >= 0 ? overwrite(slot, value) : values.nil();
    }

    private Value replaceEqual(Value key, Value expected, Value value) {
        int slot = entries.find(key);
        boolean equal = slot >= 0 && entries.valueAt(slot).equals(expected);
        if (equal) {
            overwrite(slot, value);
        }
        return values.of(equal);
    }

    private Value getStamped(int slot) {
        return slot < 0
                ? values.nil()
                : values.listOf(List.of(values.of(entries.stampAt(slot)), entries.valueAt(slot)));
    }

    private Value putStamped(Value key, long stamp, Value value) {
        int slot = entries.find(key);
        long current = slot < 0 ? 0 : entries.stampAt(slot);
        if (current != stamp) {
            return values.of(0);
        }
        put(key, value);
        return values.of(sequence());
    }

    private Value stamped() {
        List<Value> pairs = entries.pairs();
        long[] stamps = entries.stamps();
        List<Value> triples = new java.util.AbstractList<>() {
            @Override
            public Value get(int index) {
                int part = index % 3;
                return part == 2 ? values.of(stamps[index / 3]) : pairs.get(index / 3 * 2 + part);
            }

            @Override
            public int size() {
                return pairs.size() / 2 * 3;
            }
        };
        return values.listOf(List.of(values.of(sequence()), values.listOf(triples, edges.of(pairs))));
    }

    private Value replaceIf(long expected, List<Value> pairs) {
        if (expected != sequence()) {
            return values.of(false);
        }
        List<Value> before = entries.pairs();
        Entries replaced = new Entries();
        changed();
        for (int i = 0; i < pairs.size(); i += 2) {
            Value key = pairs.get(i);
            Value value = pairs.get(i + 1);
            int old = entries.find(key);
            // An entry that stays the same keeps its stamp: whoever goes over the dict still finds it.
            boolean same = old >= 0 && values.identical(entries.valueAt(old), value);
            long stamp = same ? entries.stampAt(old) : changed();
            int slot = replaced.find(key);
            if (slot >= 0) {
                replaced.setValue(slot, value, stamp);
            } else {
                replaced.append(key, value, stamp);
            }
        }
        replaced.pairs().forEach(edges::add);
        before.forEach(edges::remove);
        entries = replaced;
        return values.of(true);
    }

    private Value removeAll(List<Value> keys) {
        int removed = 0;
        for (Value key : keys) {
            int slot = entries.find(key);
            if (slot >= 0) {
                removeAt(slot);
                removed++;
            }
        }
        return values.of(removed);
    }

    /** What of an entry is looked for. */
    private record Pair(Value key, Value value) {}

    private Value retainAll(List<Value> keys) {
        Set<Value> kept = new HashSet<>(keys);
        return keep((key, value) -> kept.contains(key));
    }

    private Value keepValues(List<Value> others, boolean those) {
        Set<Value> among = new HashSet<>(others);
        return keep((key, value) -> among.contains(value) == those);
    }

    private Value keepEntries(List<Value> flat, boolean those) {
        Set<Pair> among = new HashSet<>();
        for (int i = 0; i < flat.size(); i += 2) {
            among.add(new Pair(flat.get(i), flat.get(i + 1)));
        }
        return keep((key, value) -> among.contains(new Pair(key, value)) == those);
    }

    /** Removes the entries that a test does not hold for; returns whether there were any. */
    private Value keep(BiPredicate<Value, Value> test) {
        List<Value> flat = entries.pairs();
        int before = entries.size();
        for (int i = 0; i < flat.size(); i += 2) {
            if (!test.test(flat.get(i), flat.get(i + 1))) {
                removeAt(entries.find(flat.get(i)));
            }
        }
        return values.of(entries.size() < before);
    }

    private Value removeValue(Value value) {
        List<Value> flat = entries.pairs();
        for (int i = 0; i < flat.size(); i += 2) {
            if (flat.get(i + 1).equals(value)) {
                removeAt(entries.find(flat.get(i)));
                return values.of(true);
            }
        }
        return values.of(false);
    }

    private Value containsKeys(List<Value> keys) {
        return values.of(keys.stream().allMatch(key -> entries.find(key) >= 0));
    }

    private Value containsValues(List<Value> wanted) {
        Set<Value> missing = new HashSet<>(wanted);
        for (Value value : entries.values()) {
            missing.remove(value);
        }
        return values.of(missing.isEmpty());
    }

    private Value containsEntries(List<Value> flat) {
        for (int i = 0; i < flat.size(); i += 2) {
            int slot = entries.find(flat.get(i));
            if (slot < 0 || !entries.valueAt(slot).equals(flat.get(i + 1))) {
                return values.of(false);
            }
        }
        return values.of(true);
    }

    @Override
    protected boolean holdsEntries() {
        return true;
    }

    @Override
    protected List<Value> first(int most) {
        return entries.firstPairs(most);
    }

    @Override
    protected String summary(int atMost) {
        return entries.summary(values, atMost);
    }

    @Override
    public void save(StateWriter writer) {
        super.save(writer);
        entries.save(writer);
    }

    @Override
    public void load(StateReader reader) {
        super.load(reader);
        edges.restore(entries.load(reader));
    }
}
