package dev.steward.objects.cell;

import dev.steward.objects.Invoke;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.Outputs;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.shared.Iterators;
import dev.steward.objects.shared.ObjectGroup;
import dev.steward.objects.shared.StampedValues;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cells side by side, of one type and as many as there were from the start. Only what fits gets in. The stamp of a cell is
 * the number of its last change; snapshots take O(1).
 */
public final class ArrayObject extends ObjectGroup {

    /** A cell's place and stamp. */
    private static final long CELL_BYTES = 12;

    private final StampedValues cells = new StampedValues();
    private final Iterators iterators;
    private @Nullable String cellType;
    /** The one value that all cells began with and share, so that its bytes are not theirs; null if there is none. */
    private @Nullable Value inAllCells;

    /** Makes an array of values that the type of the cells is yet to be held against. */
    public ArrayObject(Creation creation, Iterators iterators, @Nullable String cellType, List<Value> initial) {
        super(BuiltInType.ARRAY, creation);
        this.iterators = iterators;
        this.cellType = cellType;
        List<Value> fitted = fitAll(initial);
        fill(fitted);
        fitted.forEach(edges::add);
    }

    /** Makes an array of one value, as often as it is long. */
    public ArrayObject(Creation creation, Iterators iterators, @Nullable String cellType, int length, Value initial) {
        this(creation, iterators, cellType, List.of());
        Value fitted = length == 0 ? initial : fit(initial);
        cells.fill(fitted, length);
        if (fitted.references().isEmpty()) {
            inAllCells = fitted;
        } else {
            Collections.nCopies(length, fitted).forEach(edges::add);
        }
    }

    private void fill(List<Value> fitted) {
        cells.replace(fitted.toArray(new Value[0]), new long[fitted.size()], fitted.size());
    }

    @Override
    public long weight() {
        return cells.size();
    }

    @Override
    public long heldBytes() {
        return super.heldBytes() + CELL_BYTES * cells.size();
    }

    @Override
    protected Value perform(Invoke call, List<Value> arguments, Outputs out) {
        return switch (call.operation()) {
            case ARRAY_LENGTH -> values.of(cells.size());
            case ARRAY_GET -> cells.get(index(arguments.get(0)));
            case ARRAY_SET -> set(index(arguments.get(0)), arguments.get(1));
            case ARRAY_GET_RANGE -> getRange(values.asLong(arguments.get(0)), values.asLong(arguments.get(1)));
            case ARRAY_SET_RANGE -> setRange(values.asLong(arguments.get(0)), values.asList(arguments.get(1)));
            case ARRAY_SNAPSHOT -> listOf(cells.snapshot());
            case ARRAY_GET_AND_ADD -> getAndAdd(index(arguments.get(0)), arguments.get(1));
            case ARRAY_COMPARE_AND_SET -> compareAndSet(index(arguments.get(0)), arguments.get(1), arguments.get(2));
            case ARRAY_GET_STAMPED -> getStamped(index(arguments.get(0)));
            case ARRAY_SET_STAMPED ->
                setStamped(index(arguments.get(0)), values.asLong(arguments.get(1)), arguments.get(2));
            default -> throw new IllegalStateException(call.operation().name());
        };
    }

    private Value set(int index, Value value) {
        store(index, fit(value));
        return values.nil();
    }

    private Value getRange(long from, long to) {
        checkRange(from, to);
        return listOf(cells.snapshot((int) from, (int) to));
    }

    private Value setRange(long from, List<Value> given) {
        checkRange(from, from + given.size());
        List<Value> fitted = fitAll(given);
        for (int i = 0; i < fitted.size(); i++) {
            store((int) from + i, fitted.get(i));
        }
        return values.nil();
    }

    private Value getAndAdd(int index, Value delta) {
        Value old = cells.get(index);
        store(index, cellType == null ? values.add(old, delta) : values.add(cellType, old, delta));
        return old;
    }

    private Value compareAndSet(int index, Value expected, Value value) {
        Value fitted = fit(value);
        boolean equal = cells.get(index).equals(expected);
        if (equal) {
            store(index, fitted);
        }
        return values.of(equal);
    }

    private Value getStamped(int index) {
        return values.listOf(List.of(values.of(cells.stamp(index)), cells.get(index)));
    }

    private Value setStamped(int index, long stamp, Value value) {
        Value fitted = fit(value);
        boolean same = stamp == cells.stamp(index);
        if (same) {
            store(index, fitted);
        }
        return values.of(same);
    }

    private Value fit(Value value) {
        return cellType == null ? value : values.fit(cellType, value);
    }

    private List<Value> fitAll(List<Value> given) {
        List<Value> fitted = new ArrayList<>(given.size());
        given.forEach(value -> fitted.add(fit(value)));
        return fitted;
    }

    // Whether it is that very value: another one of the same amount has bytes of its own.
    @SuppressWarnings("ReferenceEquality")
    private void store(int index, Value fitted) {
        edges.add(fitted);
        Value old = cells.get(index);
        if (old != inAllCells) {
            edges.remove(old);
        }
        cells.set(index, fitted, changed());
    }

    private int index(Value argument) {
        long index = values.asLong(argument);
        if (index < 0 || index >= cells.size()) {
            throw new OperationRefusal(Status.INDEX, "Index " + index + " out of bounds for length " + cells.size());
        }
        return (int) index;
    }

    private void checkRange(long from, long to) {
        if (from < 0 || to < from || to > cells.size()) {
            throw new OperationRefusal(
                    Status.INDEX, "Range [" + from + ", " + to + ") out of bounds for length " + cells.size());
        }
    }

    @Override
    protected ObjectGroup iterator() {
        return iterators.over(values, cells.snapshot());
    }

    @Override
    protected List<Value> first(int most) {
        return cells.first(most);
    }

    @Override
    protected String summary(int atMost) {
        return values.summary(cells.first(10), cells.size(), atMost);
    }

    @Override
    public void save(StateWriter writer) {
        super.save(writer);
        writer.writeTextOrNull(cellType);
        writer.writeLent(cells.snapshot());
        writer.writeLent(cells.size(), cells.stampsNow());
    }

    @Override
    public void load(StateReader reader) {
        super.load(reader);
        cellType = reader.readTextOrNull();
        List<Value> stored = reader.readValues();
        long[] stamps = new long[stored.size()];
        Arrays.setAll(stamps, i -> reader.readLong());
        cells.replace(stored.toArray(new Value[0]), stamps, stamps.length);
        edges.restore(stored);
    }
}
