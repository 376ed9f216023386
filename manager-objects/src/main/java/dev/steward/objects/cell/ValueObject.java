package dev.steward.objects.cell;

import dev.steward.objects.Invoke;
import dev.steward.objects.Outputs;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.shared.ObjectGroup;
import dev.steward.vocabulary.BuiltInType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One cell. If it has a type, only what fits gets in. Its stamp is the number of its last change. */
public final class ValueObject extends ObjectGroup {

    private @Nullable String cellType;
    private Value content;

    /** Makes a cell; of any type if that is null. */
    public ValueObject(Creation creation, @Nullable String cellType, Value initial) {
        super(BuiltInType.VALUE, creation);
        this.cellType = cellType;
        this.content = fit(initial);
        edges.add(content);
    }

    @Override
    protected Value perform(Invoke call, List<Value> arguments, Outputs out) {
        return switch (call.operation()) {
            case VALUE_GET -> content;
            case VALUE_SET -> set(arguments.get(0));
            case VALUE_GET_AND_ADD -> getAndAdd(arguments.get(0));
            case VALUE_COMPARE_AND_SET -> compareAndSet(arguments.get(0), arguments.get(1));
            case VALUE_GET_STAMPED -> values.listOf(List.of(values.of(sequence()), content));
            case VALUE_SET_STAMPED -> setStamped(values.asLong(arguments.get(0)), arguments.get(1));
            default -> throw new IllegalStateException(call.operation().name());
        };
    }

    private Value set(Value value) {
        store(fit(value));
        return values.nil();
    }

    private Value getAndAdd(Value delta) {
        Value old = content;
        store(cellType == null ? values.add(old, delta) : values.add(cellType, old, delta));
        return old;
    }

    private Value compareAndSet(Value expected, Value value) {
        Value fitted = fit(value);
        boolean equal = content.equals(expected);
        if (equal) {
            store(fitted);
        }
        return values.of(equal);
    }

    private Value setStamped(long stamp, Value value) {
        Value fitted = fit(value);
        boolean same = stamp == sequence();
        if (same) {
            store(fitted);
        }
        return values.of(same);
    }

    private Value fit(Value value) {
        return cellType == null ? value : values.fit(cellType, value);
    }

    private void store(Value fitted) {
        edges.add(fitted);
        edges.remove(content);
        content = fitted;
        changed();
    }

    @Override
    protected List<Value> first(int most) {
        return most == 0 ? List.of() : List.of(content);
    }

    @Override
    protected String summary(int atMost) {
        return values.summary(content, atMost);
    }

    @Override
    public void save(StateWriter writer) {
        super.save(writer);
        writer.writeTextOrNull(cellType);
        writer.writeValue(content);
    }

    @Override
    public void load(StateReader reader) {
        super.load(reader);
        cellType = reader.readTextOrNull();
        content = reader.readValue();
        edges.restore(List.of(content));
    }
}
