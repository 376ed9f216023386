package dev.steward.objects.type;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.ArgumentCheck;
import dev.steward.objects.CallId;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.Group;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.Outputs;
import dev.steward.objects.Refusal;
import dev.steward.objects.SessionInput;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Status;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What all shared objects have in common: arguments are checked before anything happens, an operation either happens
 * whole or is refused, the sequence number grows with every change, and references in stored values become edges.
 */
abstract class ObjectGroup implements Group {

    private static final int SUMMARY = 160;

    final Values values;
    final BuiltInType type;
    final Edges edges = new Edges();
    private ObjectId id;
    private long sequence;

    ObjectGroup(BuiltInType type, Creation creation) {
        this.type = type;
        this.values = creation.values();
        this.id = creation.id();
    }

    @Override
    public void apply(Input input, Outputs out) {
        if (input instanceof Invoke call) {
            invoke(call, out);
        } else if (input instanceof ObjectInput.LetGo letGo) {
            out.forward(letGo.session(), new SessionInput.Untouched(letGo.now(), letGo.object()));
        } else if (input instanceof ObjectInput.Freed freed) {
            out.removed(GroupId.of(freed.object()));
        } else if (input instanceof ObjectInput.Adopted adopted) {
            id = adopted.object();
        }
    }

    /** Does what a call asks, and answers it unless it waits. */
    final void invoke(Invoke call, Outputs out) {
        Answer answer;
        try {
            if (!type.offers(call.operation())) {
                throw new Refusal(
                        Status.NO_SUCH_OPERATION, "a " + type + " does not know the operation " + call.operation());
            }
            requireMember(call.target());
            ArgumentCheck.check(values, type.typeId(), call.operation(), call.arguments());
            Value result = switch (call.operation()) {
                case OBJECT_DESCRIBE -> describe(call.target());
                case OBJECT_ITERATE -> iterate(call, out);
                default -> perform(call, call.arguments(), out);
            };
            if (result == null) {
                edges.sendAdded(id, call.now(), out);
                edges.sendRemoved(id, call.now(), out);
                return;
            }
            answer = Answer.ok(result, sequence);
        } catch (Refusal refusal) {
            answer = failed(refusal.status(), refusal.sentence());
        }
        edges.sendAdded(id, call.now(), out);
        answer(call.call(), answer, call.now(), out);
        edges.sendRemoved(id, call.now(), out);
    }

    /** Refuses the id of an object that is not of this group any more. */
    void requireMember(ObjectId target) {}

    /**
     * Does an operation.
     *
     * @return the result; null if the call waits or was answered already
     * @throws Refusal before anything was changed
     */
    abstract @Nullable Value perform(Invoke call, List<Value> arguments, Outputs out);

    /** Returns the contents as a person reads them, in so many characters at most. */
    abstract String summary(int atMost);

    /** Returns how many calls wait in an object of this group. */
    int waiting(ObjectId object) {
        return 0;
    }

    /** Returns what an iterator goes over, as it is now and for ever; null if the type has nothing to go over. */
    @Nullable
    List<Value> iterated() {
        return null;
    }

    /** Makes an iterator, which the directory takes in and answers with. */
    private @Nullable Value iterate(Invoke call, Outputs out) {
        List<Value> elements = iterated();
        if (elements == null || id.value() < 0) {
            throw new Refusal(
                    Status.NO_SUCH_OPERATION,
                    type + ": it belongs to no server yet, and an iterator lives there; register it first");
        }
        IteratorObject iterator = new IteratorObject(Creation.detached(values), elements);
        iterator.edges.settle();
        out.forward(
                GroupId.DIRECTORY,
                new DirectoryInput.AddObject(
                        call.now(), call.call(), BuiltInType.ITERATOR, iterator, edges.of(elements)));
        return null;
    }

    private Value describe(ObjectId target) {
        return values.listOf(List.of(values.of(waiting(target)), values.of(summary(SUMMARY))));
    }

    /** Sends an answer on its way: by the directory if it carries references, straight to the driver if it called. */
    final void answer(CallId call, Answer answer, long now, Outputs out) {
        if (!answer.value().references().isEmpty()) {
            out.forward(GroupId.DIRECTORY, new DirectoryInput.AnswerWithReferences(now, call, answer));
        } else if (call.isDriven()) {
            out.reply(call, answer);
        } else {
            out.forward(call.session(), new SessionInput.Answered(now, call, answer));
        }
    }

    final Answer failed(Status status, String sentence) {
        return Answer.failed(status, values.of(sentence), sequence);
    }

    final ObjectId id() {
        return id;
    }

    final void changeId(ObjectId object) {
        id = object;
    }

    /** Returns how often the object was changed. */
    final long sequence() {
        return sequence;
    }

    /** Counts one change and returns its number, which is also the stamp of what was changed. */
    final long changed() {
        return ++sequence;
    }

    /** Returns a list of stored values, as an answer; takes O(1) as long as no stored value refers to an object. */
    final Value listOf(List<Value> stored) {
        return values.listOf(stored, edges.of(stored));
    }

    /** Returns a list of whole numbers, made as they are asked for. */
    final List<Value> numbers(int size, IntToLongFunction number) {
        return new AbstractList<>() {
            @Override
            public Value get(int index) {
                return values.of(number.applyAsLong(Objects.checkIndex(index, size)));
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    /** Returns the first few of many values as a person reads them. */
    final String summary(List<Value> stored, int size, int atMost) {
        StringBuilder text = new StringBuilder();
        text.append(size).append(size == 1 ? " element: [" : " elements: [");
        for (int i = 0; i < stored.size(); i++) {
            String next = (i == 0 ? "" : ", ") + values.summary(stored.get(i), 40);
            if (text.length() + next.length() + 6 > atMost) {
                return text.append(i == 0 ? "...]" : ", ...]").toString();
            }
            text.append(next);
        }
        return text.append(stored.size() < size ? ", ...]" : "]").toString();
    }

    @Override
    public void save(StateWriter writer) {
        writer.writeText(type.typeId());
        writer.writeObject(id);
        writer.writeLong(sequence);
    }

    /** Reads what {@link #save} wrote, the typeid excepted, which {@link Catalogue#restore} reads. */
    void load(StateReader reader) {
        id = reader.readObject();
        sequence = reader.readLong();
    }

    /** Returns the first few entries as a person reads them. */
    final String pairsSummary(Entries entries, int atMost) {
        List<Value> first = entries.firstPairs(10);
        StringBuilder text = new StringBuilder();
        text.append(entries.size()).append(entries.size() == 1 ? " entry: {" : " entries: {");
        for (int i = 0; i < first.size(); i += 2) {
            String next = (i == 0 ? "" : ", ") + values.summary(first.get(i), 30) + ": "
                    + values.summary(first.get(i + 1), 30);
            if (text.length() + next.length() + 6 > atMost) {
                return text.append(i == 0 ? "...}" : ", ...}").toString();
            }
            text.append(next);
        }
        return text.append(first.size() / 2 < entries.size() ? ", ...}" : "}").toString();
    }

    static void writeEntries(StateWriter writer, Entries entries) {
        writeValues(writer, entries.pairs());
        long[] stamps = entries.stamps();
        for (int i = 0; i < entries.size(); i++) {
            writer.writeLong(stamps[i]);
        }
    }

    final void readEntries(StateReader reader, Entries entries) {
        List<Value> pairs = readValues(reader);
        for (int i = 0; i < pairs.size(); i += 2) {
            entries.append(pairs.get(i), pairs.get(i + 1), reader.readLong());
        }
        restoreEdges(pairs);
    }

    static void writeValues(StateWriter writer, List<Value> stored) {
        writer.writeInt(stored.size());
        stored.forEach(writer::writeValue);
    }

    static List<Value> readValues(StateReader reader) {
        int size = reader.readCount();
        List<Value> read = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            read.add(reader.readValue());
        }
        return read;
    }

    /** Adds stored values to the edges after a restore; the directory knows them already. */
    final void restoreEdges(List<Value> stored) {
        stored.forEach(edges::add);
        edges.settle();
    }
}
