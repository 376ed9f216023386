package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.steward.protocol.value.PlainKind;
import dev.steward.protocol.value.ValueInput;
import dev.steward.protocol.value.ValueKind;
import dev.steward.protocol.value.ValueOutput;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of the closed set as Kryo knows them: the plain ones, and those of {@link Containers}. Those that ask somebody
 * else (enums, references, envelopes) are in {@link ValueKryo} and {@link Envelope}. Stateless: every Kryo shares these
 * registrations.
 */
final class ClosedSet {

    private static final @Nullable Registration[] BY_TAG = new @Nullable Registration[ValueKind.values().length + 1];

    static {
        for (ValueKind kind : ValueKind.values()) {
            PlainKind plain = PlainKind.of(kind);
            if (plain != null) {
                add(kind, new OfKind(plain));
            }
        }
        Containers.SERIALIZERS.forEach(ClosedSet::add);
    }

    /** Those of the plain kinds whose values nobody tells apart by identity. */
    private static final @Nullable Registration[] SCALAR_BY_TAG = new @Nullable Registration[BY_TAG.length];

    static {
        for (ValueKind kind : ValueKind.values()) {
            if (PlainKind.of(kind) != null && !kind.hasIdentity()) {
                SCALAR_BY_TAG[kind.tag()] = BY_TAG[kind.tag()];
            }
        }
    }

    private ClosedSet() {}

    private static void add(ValueKind kind, Serializer<?> serializer) {
        BY_TAG[kind.tag()] = new Registration(kind.type(), serializer, kind.tag());
    }

    /** Returns how a plain kind, or one that holds others, is written and read; null for enums, references, envelopes. */
    static @Nullable Registration registration(ValueKind kind) {
        return BY_TAG[kind.tag()];
    }

    /**
     * Returns how values of a kind are written and read for which nothing else is to do: they hold no others, are not shared,
     * and nothing stands in their place. Null for all other kinds.
     */
    static @Nullable Registration scalar(ValueKind kind) {
        return SCALAR_BY_TAG[kind.tag()];
    }

    /** As {@link #scalar}, of what begins with that number; null also for what is no tag. */
    static @Nullable Registration scalarOfTag(int number) {
        return number >= 0 && number < SCALAR_BY_TAG.length ? SCALAR_BY_TAG[number] : null;
    }

    /** A plain kind. */
    private static final class OfKind extends Serializer<Object> {
        private final PlainKind kind;

        OfKind(PlainKind kind) {
            super(false, true);
            this.kind = kind;
        }

        @Override
        public void write(Kryo kryo, Output output, Object value) {
            kind.write((ValueOutput) output, value);
        }

        @Override
        public Object read(Kryo kryo, Input input, Class<?> expected) {
            return kind.read((ValueInput) input);
        }
    }

    /** What is written and read with nothing but the bytes. */
    static final class Plain<T> extends Serializer<T> {
        private final BiConsumer<ValueOutput, T> writer;
        private final Function<ValueInput, ? extends T> reader;

        Plain(BiConsumer<ValueOutput, T> writer, Function<ValueInput, ? extends T> reader) {
            super(false, true);
            this.writer = writer;
            this.reader = reader;
        }

        @Override
        public void write(Kryo kryo, Output output, T value) {
            writer.accept((ValueOutput) output, value);
        }

        @Override
        public T read(Kryo kryo, Input input, Class<? extends T> expected) {
            return reader.apply((ValueInput) input);
        }
    }
}
