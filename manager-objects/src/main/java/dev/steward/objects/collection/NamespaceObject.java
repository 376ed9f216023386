package dev.steward.objects.collection;

import dev.steward.objects.Invoke;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.Outputs;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.shared.ObjectGroup;
import dev.steward.vocabulary.Argument;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Status;
import java.util.List;

/** A bag of named attributes. A name that was never set is an error that names it. */
public final class NamespaceObject extends ObjectGroup {

    private final Entries attributes = new Entries();

    /** Makes a namespace without attributes. */
    public NamespaceObject(Creation creation) {
        super(BuiltInType.NAMESPACE, creation);
    }

    @Override
    protected Value perform(Invoke call, List<Value> arguments, Outputs out) {
        return switch (call.operation()) {
            case NAMESPACE_GET -> attributes.valueAt(slot(arguments.get(0)));
            case NAMESPACE_SET -> set(arguments.get(0), arguments.get(1));
            case NAMESPACE_DELETE -> delete(slot(arguments.get(0)));
            case NAMESPACE_CONTAINS -> values.of(attributes.find(arguments.get(0)) >= 0);
            case NAMESPACE_UPDATE -> update(values.asList(arguments.get(0)));
            case NAMESPACE_SNAPSHOT -> listOf(attributes.pairs());
            default -> throw new IllegalStateException(call.operation().name());
        };
    }

    private int slot(Value name) {
        int slot = attributes.find(name);
        if (slot < 0) {
            throw new OperationRefusal(
                    Status.NO_SUCH_ATTRIBUTE, "namespace: there is no attribute " + values.summary(name, 80));
        }
        return slot;
    }

    private Value set(Value name, Value value) {
        int slot = attributes.find(name);
        edges.add(value);
        if (slot >= 0) {
            edges.remove(attributes.valueAt(slot));
            attributes.setValue(slot, value, changed());
        } else {
            edges.add(name);
            attributes.append(name, value, changed());
        }
        return values.nil();
    }

    private Value delete(int slot) {
        edges.remove(attributes.keyAt(slot));
        edges.remove(attributes.valueAt(slot));
        attributes.remove(slot);
        changed();
        return values.nil();
    }

    private Value update(List<Value> pairs) {
        for (int i = 0; i < pairs.size(); i += 2) {
            if (values.kindOf(pairs.get(i)) != Values.Kind.TEXT) {
                throw new OperationRefusal(
                        Status.BAD_ARGUMENT,
                        "namespace: namespace.update takes strings as names, not " + values.summary(pairs.get(i), 40));
            }
            if (pairs.get(i).size() > Argument.MOST_TEXT_BYTES) {
                throw new OperationRefusal(
                        Status.BAD_ARGUMENT,
                        "namespace: namespace.update takes names of at most " + Argument.MOST_TEXT_BYTES
                                + " bytes, not " + pairs.get(i).size());
            }
        }
        for (int i = 0; i < pairs.size(); i += 2) {
            set(pairs.get(i), pairs.get(i + 1));
        }
        return values.nil();
    }

    @Override
    protected boolean holdsEntries() {
        return true;
    }

    @Override
    protected List<Value> first(int most) {
        return attributes.firstPairs(most);
    }

    @Override
    protected long purge(long now, Outputs out) {
        int before = attributes.size();
        if (before > 0) {
            edges.removeAll(edges.isEmpty() ? List.of() : attributes.pairs());
            attributes.clear();
            changed();
        }
        return before;
    }

    @Override
    protected String summary(int atMost) {
        return attributes.summary(values, atMost);
    }

    @Override
    public void save(StateWriter writer) {
        super.save(writer);
        attributes.save(writer);
    }

    @Override
    public void load(StateReader reader) {
        super.load(reader);
        edges.restore(attributes.load(reader));
    }
}
