package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.steward.protocol.value.MachineError;
import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.ValueInput;
import dev.steward.protocol.value.ValueOutput;
import dev.steward.protocol.value.codec.CutExceptions.Cut;
import dev.steward.protocol.value.thrown.FrameNames;
import dev.steward.protocol.value.thrown.Recipe;
import dev.steward.protocol.value.thrown.ThrowableState;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An exception with all that it leads to by causes, suppressed and next ones: first what each of them is, in one row, so
 * that a long chain needs no stack and a circle closes; then the fields that their classes add, each class for itself, so
 * that whoever cannot open one knows where it ends. Looks at each class once; stateless otherwise.
 */
final class ThrowableSerializer extends Serializer<Throwable> {

    /** More than these are left out: a class may make up a new cause each time that it is asked. */
    static final int MOST = 10_000;

    /** What a link says: nothing is there, one of the row (and then which), or one that stands elsewhere. */
    static final int NOTHING = 0;

    static final int ELSEWHERE = 1;
    static final int FIRST_OF_ROW = 2;

    /** What reads an envelope, to the exceptions in it. */
    interface Reader {
        /** Returns which exceptions arrive as one of their superclasses. */
        CutExceptions cuts();

        /** Returns a class of exceptions of that name if it may be opened here, else null. */
        @Nullable
        Class<?> findException(String className);

        /** Returns the number of the object that was begun last. */
        int lastNumber();

        /** Gives numbers to so many exceptions that are read together; returns the first one. */
        int joinRead(int others);

        /** Says which exception has that number. */
        void joined(int number, Throwable made);

        /**
         * Reads what the writer wrote as a block.
         *
         * @param body what reads it, or null to leave it out
         */
        void readBlock(ValueInput in, @Nullable Runnable body);

        /** Reads a part. */
        @Nullable
        Object readClassAndObject(Input input);
    }

    private final ClassValue<ThrownLevels> levels;

    /**
     * For exceptions of all classes.
     *
     * @param fields finds the fields that a class adds, or throws a refusal
     */
    ThrowableSerializer(Function<Class<?>, ThrownLevels.Fields> fields) {
        levels = new ClassValue<>() {
            @Override
            protected ThrownLevels computeValue(Class<?> type) {
                return new ThrownLevels(type, fields);
            }
        };
    }

    /** What one leads to, asked once: a class may say something else each time. */
    private record Links(
            @Nullable Throwable cause,
            @Nullable Throwable shownCause,
            List<Throwable> suppressed,
            @Nullable Throwable next) {

        static Links of(Throwable thrown) {
            Throwable cause = ThrowableState.cause(thrown);
            Throwable shown = ThrowableState.shownCause(thrown);
            return new Links(
                    cause, isSame(shown, cause) ? null : shown, List.of(thrown.getSuppressed()), Recipe.next(thrown));
        }
    }

    /** An exception and those that it leads to, each once. */
    private static final class Row {
        private final List<Throwable> members = new ArrayList<>();
        private final List<Links> links = new ArrayList<>();
        private final IdentityHashMap<Throwable, Integer> places = new IdentityHashMap<>();
        private final ValueKryo writer;

        Row(ValueKryo writer, Throwable first) {
            this.writer = writer;
            add(first);
            for (int i = 0; i < members.size(); i++) {
                Links to = Links.of(members.get(i));
                links.add(to);
                addUnlessElsewhere(to.cause);
                addUnlessElsewhere(to.shownCause);
                for (Throwable suppressed : to.suppressed) {
                    addUnlessElsewhere(suppressed);
                }
                addUnlessElsewhere(to.next);
            }
        }

        private void addUnlessElsewhere(@Nullable Throwable thrown) {
            if (thrown != null && members.size() < MOST && !writer.standsElsewhere(thrown)) {
                add(thrown);
            }
        }

        private void add(Throwable thrown) {
            if (places.putIfAbsent(thrown, members.size()) == null) {
                members.add(thrown);
            }
        }

        void writeLink(ValueOutput out, @Nullable Throwable to) {
            Integer place = to == null ? null : places.get(to);
            if (place != null) {
                out.writeCount(FIRST_OF_ROW + place);
            } else if (to != null && writer.standsElsewhere(to)) {
                out.writeCount(ELSEWHERE);
                writer.writeClassAndObject(out, to);
            } else {
                out.writeCount(NOTHING);
            }
        }
    }

    @Override
    public void write(Kryo kryo, Output output, Throwable first) {
        ValueKryo writer = (ValueKryo) kryo;
        ValueOutput out = (ValueOutput) output;
        Row row = new Row(writer, first);
        List<Throwable> members = row.members;
        List<Throwable> others = members.subList(1, members.size());
        int number = writer.joinWritten(others);
        out.writeCount(members.size());
        FrameNames names = new FrameNames();
        StackTraceElement[] before = {};
        for (int i = 0; i < members.size(); i++) {
            Throwable member = members.get(i);
            levels.get(member.getClass()).writeNames(out, writer.cuts().of(member));
            writeMessages(writer, out, member);
            before = names.write(out, ThrowableState.frames(member), before);
            writeLinks(row, out, row.links.get(i));
            writeParts(writer, out, member);
        }
        for (Throwable member : members) {
            writeFields(writer, out, member);
        }
        writer.leave(number, others.size());
    }

    private static void writeMessages(ValueKryo writer, ValueOutput out, Throwable member) {
        String message = ThrowableState.message(member);
        String shown = ThrowableState.shownMessage(member);
        writer.writeClassAndObject(out, message);
        boolean same = message == null ? shown == null : message.equals(shown);
        out.writeBoolean(same);
        if (!same) {
            writer.writeClassAndObject(out, shown);
        }
    }

    private static void writeLinks(Row row, ValueOutput out, Links links) {
        try {
            row.writeLink(out, links.cause);
            row.writeLink(out, links.shownCause);
        } catch (Refusal refusal) {
            throw refusal.at(".getCause()");
        }
        out.writeCount(links.suppressed.size());
        for (Throwable one : links.suppressed) {
            row.writeLink(out, one);
        }
        row.writeLink(out, links.next);
    }

    @SuppressWarnings("ReferenceEquality") // Whether it is the very cause counts, not what its class says of equality.
    static boolean isSame(@Nullable Throwable one, @Nullable Throwable other) {
        return one == other;
    }

    /** What the JDK's classes that have fields of their own are made of. */
    private static void writeParts(ValueKryo writer, ValueOutput out, Throwable member) {
        List<Recipe> recipes = Recipe.allOf(member.getClass());
        out.writeCount(recipes.size());
        for (Recipe recipe : recipes) {
            @Nullable Object @Nullable [] parts = recipe.partsOf(member);
            out.writeName(recipe.className());
            out.writeBoolean(parts != null);
            if (parts != null) {
                Containers.writeElements(writer, out, parts);
            }
        }
    }

    private void writeFields(ValueKryo writer, ValueOutput out, Throwable member) {
        ThrownLevels own = levels.get(member.getClass());
        Cut cut = writer.cuts().of(member);
        int left = cut == null ? own.count() : cut.levels();
        for (int i = 0; i < left; i++) {
            int level = i;
            try {
                writer.writeBlock(out, () -> own.fields(level).write(writer, out, member));
            } catch (CutExceptions.Again | DeepStack.TooDeep again) {
                throw again;
            } catch (Throwable refused) {
                MachineError.rethrow(refused);
                if (!writer.cuts().isLenient()) {
                    throw refused;
                }
                throw writer.cuts().cut(member, new Cut(level, reason(refused)));
            }
        }
    }

    private static String reason(Throwable refused) {
        return refused instanceof Refusal refusal ? refusal.reason() : String.valueOf(refused);
    }

    @Override
    public Throwable read(Kryo kryo, Input input, Class<? extends Throwable> expected) {
        Reader reader = (Reader) kryo;
        ValueInput in = (ValueInput) input;
        int root = reader.lastNumber();
        int count = in.readElementCount();
        if (count < 1 || count > MOST) {
            throw new KryoException("a row of " + count + " exceptions");
        }
        int others = reader.joinRead(count - 1);
        FrameNames names = new FrameNames();
        ThrownPart[] row = new ThrownPart[count];
        StackTraceElement[] before = {};
        for (int i = 0; i < count; i++) {
            int number = i == 0 ? root : others + i - 1;
            row[i] = new ThrownPart(reader, in, number, names, before, count);
            before = row[i].frames();
        }
        ThrownPart.makeAll(row, reader, levels::get);
        Throwable first = row[0].made();
        kryo.reference(first);
        for (int i = 1; i < count; i++) {
            reader.joined(others + i - 1, row[i].made());
        }
        for (ThrownPart part : row) {
            part.link(row);
        }
        for (ThrownPart part : row) {
            readFields(kryo, in, part);
        }
        ((ValueKryo) kryo).leave(others, count - 1);
        return first;
    }

    private void readFields(Kryo kryo, ValueInput in, ThrownPart part) {
        Reader reader = (Reader) kryo;
        Throwable made = part.made();
        for (int i = 0; i < part.levelsSent(); i++) {
            int level = i;
            if (level >= part.level()) {
                reader.readBlock(in, null);
                continue;
            }
            ThrownLevels.Fields fields = levels.get(made.getClass()).fields(level);
            try {
                reader.readBlock(in, () -> fields.readInto(kryo, in, made));
            } catch (CutExceptions.Again | DeepStack.TooDeep again) {
                throw again;
            } catch (Throwable unopened) {
                MachineError.rethrow(unopened);
                throw reader.cuts().cut(part.number(), part.className(), new Cut(level, reason(unopened)));
            }
        }
    }
}
