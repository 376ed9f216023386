package dev.steward.objects.queue;

import dev.steward.api.ObjectId;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.objects.shared.Edges;
import dev.steward.objects.shared.Sequence;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The elements of one queue that wait to be taken, and the operations that only look at them or remove them. */
final class QueueContents {

    private final BuiltInType type;
    private final Values values;
    private final Edges edges;
    private final Sequence sequence;
    private final ElementRing elements = new ElementRing();

    /** The empty contents of a queue, whose edges and sequence number they keep. */
    QueueContents(BuiltInType type, Values values, Edges edges, Sequence sequence) {
        this.type = type;
        this.values = values;
        this.edges = edges;
        this.sequence = sequence;
    }

    int size() {
        return elements.size();
    }

    boolean isNextChangeLong() {
        return elements.isNextChangeLong();
    }

    /** Appends a new element, whose references are counted already. */
    void append(Value element, long now) {
        elements.addLast(Element.put(element, sequence.next(), now));
    }

    /** Appends what another queue gave up, whose references are counted already. */
    void append(Value element, ObjectId from, long now) {
        elements.addLast(new GivenUpElement(element, sequence.next(), 0, Element.tenths(now), from));
    }

    /** Removes and returns the first dead letters, so many at most; their references stay counted. */
    List<GivenUpElement> pollDeadLetters(int most) {
        List<GivenUpElement> letters = new ArrayList<>();
        int removed = elements.removeIf(element -> {
            if (element instanceof GivenUpElement letter && letters.size() < most) {
                letters.add(letter);
                return true;
            }
            return false;
        });
        if (removed > 0) {
            sequence.next();
        }
        return letters;
    }

    /** Has values that never change follow, in contents that nothing was put into yet; their references are counted already. */
    void follow(List<Value> values) {
        elements.follow(values);
        for (int i = 0; i < values.size(); i++) {
            sequence.next();
        }
    }

    /** Removes and returns the first element behind a stamp, or null if there is none. */
    @Nullable
    Element pollBehind(long stamp) {
        return elements.pollBehind(stamp);
    }

    /** Puts an element back to its old place. */
    void putBack(Element element) {
        elements.putBack(element);
    }

    /** Looks or removes; returns the result. */
    Value perform(Operation operation, List<Value> arguments) {
        return switch (operation) {
            case QUEUE_PEEK -> peek();
            case QUEUE_SIZE -> values.of(elements.size());
            case QUEUE_CONTAINS -> values.of(elements.indexOf(arguments.get(0)) >= 0);
            case QUEUE_REMOVE -> remove(elements.indexOf(arguments.get(0)));
            case QUEUE_CONTAINS_ALL -> containsAll(values.asList(arguments.get(0)));
            case QUEUE_REMOVE_ALL -> keep(values.asList(arguments.get(0)), false);
            case QUEUE_RETAIN_ALL -> keep(values.asList(arguments.get(0)), true);
            case QUEUE_CLEAR -> clear();
            case QUEUE_SNAPSHOT -> listed();
            case QUEUE_STAMPED -> stamped();
            case QUEUE_REMOVE_STAMPED -> removeStamped(values.asList(arguments.get(0)));
            default -> throw new IllegalStateException(operation.name());
        };
    }

    private Value peek() {
        if (elements.size() == 0) {
            throw new OperationRefusal(Status.EMPTY, type + ": it is empty");
        }
        return elements.get(0).value;
    }

    /** Returns a copy of the values of the first few. */
    List<Value> first(int most) {
        return elements.first(most);
    }

    /** Returns for how many nanoseconds the first element has been here; -1 if there is none, or that is not known. */
    long ageOfFirst(long now) {
        return elements.size() == 0 ? -1 : elements.get(0).age(now);
    }

    /** Returns the values as they are now, for ever. */
    List<Value> snapshot() {
        List<Element> snapshot = elements.snapshot();
        return new AbstractList<>() {
            @Override
            public Value get(int index) {
                return snapshot.get(index).value;
            }

            @Override
            public int size() {
                return snapshot.size();
            }
        };
    }

    private Value listed() {
        List<Value> snapshot = snapshot();
        return values.listOf(snapshot, edges.of(snapshot));
    }

    private Value stamped() {
        List<Element> snapshot = elements.snapshot();
        Value stamps = values.listOfNumbers(snapshot.size(), i -> snapshot.get(i).stamp);
        return values.listOf(List.of(listed(), stamps));
    }

    private Value remove(int index) {
        if (index < 0) {
            return values.of(false);
        }
        edges.remove(elements.get(index).value);
        elements.removeAt(index);
        sequence.next();
        return values.of(true);
    }

    private Value containsAll(List<Value> wanted) {
        Set<Value> missing = new HashSet<>(wanted);
        for (Value element : snapshot()) {
            missing.remove(element);
        }
        return values.of(missing.isEmpty());
    }

    private Value keep(List<Value> others, boolean those) {
        Set<Value> among = new HashSet<>(others);
        return values.of(removeIf(element -> among.contains(element.value) != those) > 0);
    }

    private Value removeStamped(List<Value> stamps) {
        if (stamps.size() == 1) {
            int index = elements.indexOfStamp(values.asLong(stamps.get(0)));
            remove(index);
            return values.of(index < 0 ? 0 : 1);
        }
        Set<Long> among = new HashSet<>();
        for (Value stamp : stamps) {
            among.add(values.asLong(stamp));
        }
        return values.of(removeIf(element -> among.contains(element.stamp)));
    }

    private int removeIf(Predicate<Element> test) {
        int removed = elements.removeIf(element -> {
            boolean goes = test.test(element);
            if (goes) {
                edges.remove(element.value);
            }
            return goes;
        });
        if (removed > 0) {
            sequence.next();
        }
        return removed;
    }

    /** Drops everything. */
    Value clear() {
        removeIf(element -> true);
        return values.nil();
    }

    String summary(int atMost) {
        return values.summary(elements.first(10), elements.size(), atMost);
    }

    void save(StateWriter writer) {
        writer.writeInt(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            elements.get(i).save(writer);
        }
    }

    void load(StateReader reader) {
        int size = reader.readCount();
        for (int i = 0; i < size; i++) {
            elements.addLast(Element.load(reader));
        }
    }
}
