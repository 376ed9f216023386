package dev.steward.objects.collection;

import dev.steward.objects.Invoke;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.Outputs;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.shared.Iterators;
import dev.steward.objects.shared.ObjectGroup;
import dev.steward.objects.shared.StampedValues;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Limits;
import dev.steward.vocabulary.Status;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A list. Every operation is one step; snapshots take O(1). */
public final class ListObject extends ObjectGroup {

    /** A copy of the whole is larger than what travels as one long before that. */
    private static final long MOST_BYTES_BY_REPEATING = 128 << 20;

    private final StampedValues elements = new StampedValues();
    private final Iterators iterators;
    private int mostByRepeating;

    /** Makes a list of these elements. */
    public ListObject(Creation creation, Iterators iterators, List<Value> initial) {
        super(BuiltInType.LIST, creation);
        this.iterators = iterators;
        this.mostByRepeating = creation.limits().maxElements();
        insertAll(0, initial);
    }

    @Override
    protected void limited(int maxElements) {
        mostByRepeating = maxElements;
    }

    @Override
    public long weight() {
        return elements.size();
    }

    @Override
    protected Value perform(Invoke call, List<Value> arguments, Outputs out) {
        return switch (call.operation()) {
            case LIST_SIZE -> values.of(elements.size());
            case LIST_GET -> elements.get(indexOrLast(arguments.get(0)));
            case LIST_SET -> set(index(arguments.get(0)), arguments.get(1));
            case LIST_ADD -> insert(elements.size(), arguments.get(0));
            case LIST_INSERT -> insert(position(arguments.get(0)), arguments.get(1));
            case LIST_ADD_ALL -> insertAll(elements.size(), values.asList(arguments.get(0)));
            case LIST_INSERT_ALL -> insertAll(position(arguments.get(0)), values.asList(arguments.get(1)));
            case LIST_REMOVE_AT -> removeAt(indexOrLast(arguments.get(0)));
            case LIST_REMOVE -> removeFirst(indexOf(arguments.get(0)));
            case LIST_REMOVE_ALL -> values.of(keep(0, elements.size(), values.asList(arguments.get(0)), false) > 0);
            case LIST_RETAIN_ALL -> values.of(keep(0, elements.size(), values.asList(arguments.get(0)), true) > 0);
            case LIST_REMOVE_RANGE -> removeRange(arguments.get(0), arguments.get(1));
            case LIST_CLEAR -> removeRange(0, elements.size());
            case LIST_CONTAINS -> values.of(indexOf(arguments.get(0)) >= 0);
            case LIST_CONTAINS_ALL -> containsAll(0, elements.size(), values.asList(arguments.get(0)));
            case LIST_INDEX_OF -> values.of(indexOf(arguments.get(0)));
            case LIST_LAST_INDEX_OF -> values.of(lastIndexOf(0, elements.size(), arguments.get(0)));
            case LIST_SNAPSHOT -> listOf(elements.snapshot());
            case LIST_SLICE -> slice(arguments.get(0), arguments.get(1));
            case LIST_SET_SLICE -> setSlice(arguments.get(0), arguments.get(1), values.asList(arguments.get(2)));
            case LIST_SORT -> sort(values.asBoolean(arguments.get(0)));
            case LIST_REVERSE -> reverse();
            case LIST_REPEAT -> repeat(values.asLong(arguments.get(0)));
            case LIST_STAMPED -> stamped();
            case LIST_REPLACE_IF -> replaceIf(values.asLong(arguments.get(0)), values.asList(arguments.get(1)));
            case LIST_SET_IF -> setIf(elements.indexOfStamp(values.asLong(arguments.get(0))), arguments.get(1));
            case LIST_REMOVE_IF -> removeFirst(elements.indexOfStamp(values.asLong(arguments.get(0))));
            case LIST_INSERT_IF -> insertIf(values.asLong(arguments.get(0)), arguments.get(1));
            default -> performOnRange(call, arguments);
        };
    }

    private Value performOnRange(Invoke call, List<Value> arguments) {
        checkRange(arguments.get(0), arguments.get(1));
        int from = (int) values.asLong(arguments.get(0));
        int to = (int) values.asLong(arguments.get(1));
        Value given = arguments.get(2);
        return switch (call.operation()) {
            case LIST_RANGE_INDEX_OF -> values.of(indexOf(from, to, given));
            case LIST_RANGE_LAST_INDEX_OF -> values.of(lastIndexOf(from, to, given));
            case LIST_RANGE_CONTAINS_ALL -> containsAll(from, to, values.asList(given));
            case LIST_RANGE_REMOVE -> removeFirst(indexOf(from, to, given));
            case LIST_RANGE_REMOVE_ALL -> values.of(keep(from, to, values.asList(given), false));
            case LIST_RANGE_RETAIN_ALL -> values.of(keep(from, to, values.asList(given), true));
            default -> throw new IllegalStateException(call.operation().name());
        };
    }

    private Value set(int index, Value element) {
        Value old = elements.get(index);
        edges.add(element);
        edges.remove(old);
        elements.set(index, element, changed());
        return old;
    }

    private Value insert(int index, Value element) {
        elements.insert(index, element, changed());
        edges.add(element);
        return values.nil();
    }

    private Value insertAll(int index, List<Value> added) {
        if (added.isEmpty()) {
            return values.of(false);
        }
        elements.insertAll(index, added, sequence() + 1);
        for (Value element : added) {
            changed();
            edges.add(element);
        }
        return values.of(true);
    }

    private Value removeAt(int index) {
        Value old = elements.get(index);
        edges.remove(old);
        elements.removeRange(index, index + 1);
        changed();
        return old;
    }

    private Value removeFirst(int index) {
        if (index < 0) {
            return values.of(false);
        }
        removeAt(index);
        return values.of(true);
    }

    private Value removeRange(Value start, Value stop) {
        checkRange(start, stop);
        return removeRange((int) values.asLong(start), (int) values.asLong(stop));
    }

    private Value removeRange(int from, int to) {
        if (from < to) {
            for (int i = from; i < to; i++) {
                edges.remove(elements.get(i));
            }
            elements.removeRange(from, to);
            changed();
        }
        return values.nil();
    }

    /** Keeps the elements of a range that are among the others, or those that are not; returns how many went. */
    private int keep(int from, int to, List<Value> others, boolean those) {
        Set<Value> among = new HashSet<>(others);
        int size = elements.size();
        Value[] kept = new Value[size];
        long[] stamps = new long[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            Value element = elements.get(i);
            if (i < from || i >= to || among.contains(element) == those) {
                kept[count] = element;
                stamps[count++] = elements.stamp(i);
            } else {
                edges.remove(element);
            }
        }
        if (count < size) {
            elements.replace(kept, stamps, count);
            changed();
        }
        return size - count;
    }

    private Value containsAll(int from, int to, List<Value> wanted) {
        Set<Value> missing = new HashSet<>(wanted);
        for (int i = from; i < to && !missing.isEmpty(); i++) {
            missing.remove(elements.get(i));
        }
        return values.of(missing.isEmpty());
    }

    private Value slice(Value start, Value stop) {
        checkRange(start, stop);
        return listOf(elements.snapshot((int) values.asLong(start), (int) values.asLong(stop)));
    }

    private Value setSlice(Value start, Value stop, List<Value> replacement) {
        checkRange(start, stop);
        int from = (int) values.asLong(start);
        removeRange(from, (int) values.asLong(stop));
        insertAll(from, replacement);
        return values.nil();
    }

    private Value sort(boolean reverse) {
        int size = elements.size();
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Value[] before = elements.snapshot().toArray(new Value[0]);
        // Stable in both directions: equal elements keep their order, as in Python.
        Comparator<Integer> natural = (left, right) -> compare(before[left], before[right]);
        Arrays.sort(order, reverse ? Collections.reverseOrder(natural) : natural);
        Value[] sorted = new Value[size];
        long[] stamps = new long[size];
        for (int i = 0; i < size; i++) {
            sorted[i] = before[order[i]];
            stamps[i] = elements.stamp(order[i]);
        }
        elements.replace(sorted, stamps, size);
        changed();
        return values.nil();
    }

    private Value reverse() {
        int size = elements.size();
        Value[] reversed = new Value[size];
        long[] stamps = new long[size];
        for (int i = 0; i < size; i++) {
            reversed[i] = elements.get(size - 1 - i);
            stamps[i] = elements.stamp(size - 1 - i);
        }
        elements.replace(reversed, stamps, size);
        changed();
        return values.nil();
    }

    /** A few bytes may ask for any number of elements, so that there is a limit to them, unlike where they are brought. */
    private Value repeat(long times) {
        int size = elements.size();
        if (times == 0 || size == 0) {
            return removeRange(0, size);
        }
        if (times > 1 && times > mostByRepeating / size) {
            throw cannotRepeat(
                    times,
                    "its " + size + " elements would be more than " + mostByRepeating + " ("
                            + Limits.named("QUEUE_ELEMENTS") + ")");
        }
        if (times > 1 && times > MOST_BYTES_BY_REPEATING / edges.heldBytes()) {
            throw cannotRepeat(
                    times,
                    "what it holds, " + edges.heldBytes() + " bytes, would be more than " + MOST_BYTES_BY_REPEATING);
        }
        List<Value> all = elements.snapshot();
        for (long time = 1; time < times; time++) {
            insertAll(elements.size(), all);
        }
        return values.nil();
    }

    private static OperationRefusal cannotRepeat(long times, String why) {
        return new OperationRefusal(
                Status.OVERLOADED, "list: it cannot be repeated " + times + " times: " + why + ": add them in parts");
    }

    private int compare(Value left, Value right) {
        int order = values.compare(left, right);
        if (order == Values.NOT_COMPARABLE) {
            throw new OperationRefusal(
                    Status.NOT_COMPARABLE,
                    "list: cannot sort, " + values.summary(left, 40) + " and " + values.summary(right, 40)
                            + " have no natural order; sort a copy with a comparator of your own and replace the list");
        }
        return order;
    }

    private Value stamped() {
        List<Value> snapshot = elements.snapshot();
        return values.listOf(List.of(
                values.of(sequence()), listOf(snapshot), values.listOfNumbers(snapshot.size(), elements.stampsNow())));
    }

    private Value replaceIf(long expected, List<Value> replacement) {
        if (expected != sequence()) {
            return values.of(false);
        }
        long[] stamps = new KeptStamps(values, elements).of(replacement);
        replacement.forEach(edges::add);
        for (int i = 0; i < elements.size(); i++) {
            edges.remove(elements.get(i));
        }
        changed();
        for (int i = 0; i < stamps.length; i++) {
            if (stamps[i] == KeptStamps.NEW) {
                stamps[i] = changed();
            }
        }
        elements.replace(replacement.toArray(new Value[0]), stamps, stamps.length);
        return values.of(true);
    }

    private Value setIf(int index, Value element) {
        if (index < 0) {
            return values.of(0);
        }
        set(index, element);
        return values.of(elements.stamp(index));
    }

    private Value insertIf(long stamp, Value element) {
        int index = stamp == 0 ? elements.size() : elements.indexOfStamp(stamp);
        if (index < 0) {
            return values.of(0);
        }
        insert(index, element);
        return values.of(elements.stamp(index));
    }

    private int indexOf(Value element) {
        return indexOf(0, elements.size(), element);
    }

    private int indexOf(int from, int to, Value element) {
        for (int i = from; i < to; i++) {
            if (elements.get(i).equals(element)) {
                return i;
            }
        }
        return -1;
    }

    private int lastIndexOf(int from, int to, Value element) {
        for (int i = to - 1; i >= from; i--) {
            if (elements.get(i).equals(element)) {
                return i;
            }
        }
        return -1;
    }

    private int index(Value argument) {
        return checked(argument, elements.size() - 1L);
    }

    private int indexOrLast(Value argument) {
        boolean last = values.asLong(argument) == -1 && elements.size() > 0;
        return last ? elements.size() - 1 : index(argument);
    }

    private int position(Value argument) {
        return checked(argument, elements.size());
    }

    private int checked(Value argument, long highest) {
        long index = values.asLong(argument);
        if (index < 0 || index > highest) {
            throw new OperationRefusal(
                    Status.INDEX, "list: index " + index + " is out of range, the size is " + elements.size());
        }
        return (int) index;
    }

    private void checkRange(Value start, Value stop) {
        long from = values.asLong(start);
        long to = values.asLong(stop);
        if (from < 0 || to < from || to > elements.size()) {
            throw new OperationRefusal(
                    Status.INDEX,
                    "list: from " + from + " to before " + to + " is no range of a list of size " + elements.size());
        }
    }

    @Override
    protected ObjectGroup iterator() {
        return iterators.over(values, elements.snapshot());
    }

    @Override
    protected List<Value> first(int most) {
        return elements.first(most);
    }

    @Override
    protected long purge(long now, Outputs out) {
        int before = elements.size();
        removeRange(0, before);
        return before;
    }

    @Override
    protected String summary(int atMost) {
        return values.summary(elements.first(10), elements.size(), atMost);
    }

    @Override
    public void save(StateWriter writer) {
        super.save(writer);
        writer.writeInt(mostByRepeating);
        writer.writeLent(elements.snapshot());
        writer.writeLent(elements.size(), elements.stampsNow());
    }

    @Override
    public void load(StateReader reader) {
        super.load(reader);
        mostByRepeating = reader.readInt();
        List<Value> stored = reader.readValues();
        long[] stamps = new long[stored.size()];
        for (int i = 0; i < stamps.length; i++) {
            stamps[i] = reader.readLong();
        }
        elements.replace(stored.toArray(new Value[0]), stamps, stamps.length);
        edges.restore(stored);
    }
}
