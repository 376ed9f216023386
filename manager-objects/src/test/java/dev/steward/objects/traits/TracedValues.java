package dev.steward.objects.traits;

import dev.steward.api.ObjectId;
import dev.steward.objects.PlainValues;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plain values that count how often somebody looks at one, and note which are written into a snapshot. */
final class TracedValues extends PlainValues {

    private final List<Value> written = new ArrayList<>();
    private long looks;
    private long comparisons;
    private int depth;

    /** A value that counts who looks at it. */
    private final class Traced implements Value {

        private final Plain plain;

        Traced(Plain plain) {
            this.plain = plain;
        }

        @Override
        public int size() {
            looks++;
            return plain.size();
        }

        @Override
        public List<ObjectId> references() {
            looks++;
            return plain.references();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            looks++;
            comparisons++;
            return other instanceof Traced traced && plain.equals(traced.plain);
        }

        @Override
        public int hashCode() {
            looks++;
            comparisons++;
            return plain.hashCode();
        }

        @Override
        public String toString() {
            return plain.toString();
        }
    }

    @Override
    protected Value made(@Nullable Object content, List<ObjectId> references) {
        return new Traced(new Plain(content, references));
    }

    @Override
    protected @Nullable Object content(Value value) {
        looks++;
        return ((Traced) value).plain.content();
    }

    @Override
    public List<Value> asList(Value value) {
        List<Value> elements = super.asList(value);
        return new AbstractList<>() {
            @Override
            public Value get(int index) {
                looks++;
                return elements.get(index);
            }

            @Override
            public int size() {
                return elements.size();
            }
        };
    }

    @Override
    public void write(StateWriter writer, Value value) {
        if (depth == 0) {
            written.add(value);
        }
        depth++;
        // Strings of these tests refer to objects too.
        writer.writeInt(value.references().size());
        value.references().forEach(writer::writeObject);
        super.write(writer, value);
        depth--;
    }

    @Override
    public Value read(StateReader reader) {
        List<ObjectId> references = new ArrayList<>();
        int count = reader.readCount();
        for (int i = 0; i < count; i++) {
            references.add(reader.readObject());
        }
        return made(content(super.read(reader)), references);
    }

    /** Returns a string that refers to an object. */
    Value textWithReference(String text, long object) {
        return made(text, List.of(new ObjectId(object)));
    }

    /** Returns how often values were looked at so far. */
    long looks() {
        return looks;
    }

    /** Returns how often values were compared or hashed so far. */
    long comparisons() {
        return comparisons;
    }

    /** Looks at all of a value, as who sends it does. */
    void send(Value value) {
        if (kindOf(value) == Kind.LIST) {
            asList(value).forEach(this::send);
        }
    }

    /** Returns the values that were written since the last time this was asked, not what is inside them. */
    List<Value> takeWritten() {
        List<Value> taken = List.copyOf(written);
        written.clear();
        return taken;
    }
}
