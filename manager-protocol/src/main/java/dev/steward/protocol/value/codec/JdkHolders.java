package dev.steward.protocol.value.codec;

import static java.util.Objects.requireNonNull;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.ValueInput;
import dev.steward.protocol.value.jdk.Wrapper;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How objects of the JDK are written and read inside an envelope that hold one other object, a key with its value, or nothing.
 * Stateless.
 */
final class JdkHolders {
    private JdkHolders() {}

    /** What holds one other object, or none. */
    static final class HolderSerializer<T> extends Serializer<T> implements MadeOfParts {
        private final Function<T, @Nullable Object> content;
        private final Function<@Nullable Object, T> maker;

        HolderSerializer(Function<T, @Nullable Object> content, Function<@Nullable Object, T> maker) {
            this.content = content;
            this.maker = maker;
        }

        @Override
        public void write(Kryo kryo, Output output, T holder) {
            try {
                kryo.writeClassAndObject(output, content.apply(holder));
            } catch (Refusal refusal) {
                throw refusal.at(".get()");
            }
        }

        @Override
        public T read(Kryo kryo, Input input, Class<? extends T> expected) {
            return maker.apply(kryo.readClassAndObject(input));
        }
    }

    /** A reference that may hold itself. */
    static final class AtomicReferenceSerializer extends Serializer<AtomicReference<@Nullable Object>> {
        @Override
        public void write(Kryo kryo, Output output, AtomicReference<@Nullable Object> reference) {
            try {
                kryo.writeClassAndObject(output, reference.get());
            } catch (Refusal refusal) {
                throw refusal.at(".get()");
            }
        }

        @Override
        public AtomicReference<@Nullable Object> read(
                Kryo kryo, Input input, Class<? extends AtomicReference<@Nullable Object>> expected) {
            AtomicReference<@Nullable Object> reference = new AtomicReference<>();
            kryo.reference(reference);
            reference.set(kryo.readClassAndObject(input));
            return reference;
        }
    }

    /** What the JDK has put around a collection; it is put around again. */
    static final class WrapperSerializer extends Serializer<Object> {
        @Override
        public void write(Kryo kryo, Output output, Object object) {
            Wrapper wrapper = requireNonNull(Wrapper.of(object.getClass()));
            output.writeByte(wrapper.number());
            Wrapper.open(object, inside -> kryo.writeClassAndObject(output, inside));
        }

        @Override
        public Object read(Kryo kryo, Input input, Class<?> expected) {
            Wrapper wrapper = Wrapper.of(input.readByte());
            return ((ValueKryo) kryo).readInside((ValueInput) input, wrapper::around);
        }
    }

    /** An object that is nothing but itself: what people lock, or tell an end by. */
    static final class NothingSerializer extends Serializer<Object> {
        @Override
        public void write(Kryo kryo, Output output, Object nothing) {}

        @Override
        public Object read(Kryo kryo, Input input, Class<?> expected) {
            return new Object();
        }
    }

    /** A key with its value. */
    static final class EntrySerializer<T extends Map.Entry<Object, Object>> extends Serializer<T>
            implements MadeOfParts {
        private final BiFunction<@Nullable Object, @Nullable Object, T> maker;

        EntrySerializer(BiFunction<@Nullable Object, @Nullable Object, T> maker) {
            this.maker = maker;
        }

        @Override
        public void write(Kryo kryo, Output output, T entry) {
            kryo.writeClassAndObject(output, entry.getKey());
            kryo.writeClassAndObject(output, entry.getValue());
        }

        @Override
        public T read(Kryo kryo, Input input, Class<? extends T> expected) {
            Object key = kryo.readClassAndObject(input);
            return maker.apply(key, kryo.readClassAndObject(input));
        }
    }
}
