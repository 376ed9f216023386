package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.ValueInput;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How containers of the JDK are written and read inside an envelope, where they keep their class. Each is known to Kryo
 * as soon as it is made, so that its elements may refer to it. Stateless.
 */
final class JdkContainers {
    private JdkContainers() {}

    /** An array of objects. Never made larger than the bytes that are left. */
    static final class ArraySerializer extends Serializer<Object[]> {
        private final Class<?> component;
        private final boolean narrow;

        ArraySerializer(Class<?> component) {
            this.component = component;
            this.narrow = EnvelopeClasses.isNarrow(component);
        }

        @Override
        public void write(Kryo kryo, Output output, Object[] array) {
            if (narrow) {
                for (Object element : array) {
                    EnvelopeClasses.requireComesBackAs(component, element);
                }
            }
            Containers.writeElements(kryo, output, array);
        }

        @Override
        public Object[] read(Kryo kryo, Input input, Class<? extends Object[]> expected) {
            Object[] array = (Object[]) Array.newInstance(component, ((ValueInput) input).readElementCount());
            kryo.reference(array);
            for (int i = 0; i < array.length; i++) {
                @Nullable Object element = kryo.readClassAndObject(input);
                if (element != null && !component.isInstance(element)) {
                    throw new KryoException("a " + element.getClass().getName() + " in an array of " + component);
                }
                Array.set(array, i, element);
            }
            return array;
        }
    }

    /** A collection that can be made empty. */
    static final class CollectionSerializer extends Serializer<Collection<@Nullable Object>> {
        private final Supplier<Collection<@Nullable Object>> maker;
        private final boolean hashes;

        CollectionSerializer(Supplier<Collection<@Nullable Object>> maker, boolean hashes) {
            this.maker = maker;
            this.hashes = hashes;
        }

        @Override
        public void write(Kryo kryo, Output output, Collection<@Nullable Object> collection) {
            if (hashes) {
                Containers.writeKeys(kryo, output, collection.toArray());
            } else {
                Containers.writeElements(kryo, output, collection.toArray());
            }
        }

        @Override
        public Collection<@Nullable Object> read(
                Kryo kryo, Input input, Class<? extends Collection<@Nullable Object>> expected) {
            int count = ((ValueInput) input).readElementCount();
            Collection<@Nullable Object> collection = maker.get();
            kryo.reference(collection);
            if (hashes) {
                Containers.readKeys(kryo, input, collection, count, 0);
                return collection;
            }
            for (int left = count; left > 0; left--) {
                collection.add(kryo.readClassAndObject(input));
            }
            return collection;
        }
    }

    /** A list that is copied as a whole with each change. */
    static final class CopiedListSerializer extends Serializer<Collection<@Nullable Object>> {
        @Override
        public void write(Kryo kryo, Output output, Collection<@Nullable Object> list) {
            Containers.writeElements(kryo, output, list.toArray());
        }

        @Override
        public Collection<@Nullable Object> read(
                Kryo kryo, Input input, Class<? extends Collection<@Nullable Object>> expected) {
            @Nullable Object[] elements = new Object[((ValueInput) input).readElementCount()];
            Collection<@Nullable Object> list = new CopyOnWriteArrayList<>();
            kryo.reference(list);
            Containers.readElements(kryo, input, elements);
            list.addAll(Arrays.asList(elements));
            return list;
        }
    }

    /** A set each element of which is compared with all that are before it. */
    static final class CopiedSetSerializer extends Serializer<Collection<@Nullable Object>> {
        private static final int COMPARED_IN_ONE_STEP = 4;

        @Override
        public void write(Kryo kryo, Output output, Collection<@Nullable Object> set) {
            @Nullable Object[] elements = set.toArray();
            Containers.writeKeys(kryo, output, elements);
            for (int i = 0; i < elements.length; i++) {
                ((ValueKryo) kryo).compare(i / COMPARED_IN_ONE_STEP);
            }
        }

        @Override
        public Collection<@Nullable Object> read(
                Kryo kryo, Input input, Class<? extends Collection<@Nullable Object>> expected) {
            @Nullable Object[] elements = new Object[((ValueInput) input).readElementCount()];
            Collection<@Nullable Object> set = new CopyOnWriteArraySet<>();
            kryo.reference(set);
            for (int i = 0; i < elements.length; i++) {
                elements[i] = Containers.readKey(kryo, input, i / COMPARED_IN_ONE_STEP);
            }
            Containers.fill((ValueKryo) kryo, () -> {
                set.clear();
                set.addAll(Arrays.asList(elements));
            });
            return set;
        }
    }

    /** A map that can be made empty. */
    static final class MapSerializer extends Serializer<Map<@Nullable Object, @Nullable Object>> {
        private final Supplier<Map<@Nullable Object, @Nullable Object>> maker;

        MapSerializer(Supplier<Map<@Nullable Object, @Nullable Object>> maker) {
            this.maker = maker;
        }

        @Override
        public void write(Kryo kryo, Output output, Map<@Nullable Object, @Nullable Object> map) {
            Containers.writeEntries(kryo, output, map);
        }

        @Override
        public Map<@Nullable Object, @Nullable Object> read(
                Kryo kryo, Input input, Class<? extends Map<@Nullable Object, @Nullable Object>> expected) {
            int count = ((ValueInput) input).readElementCount();
            Map<@Nullable Object, @Nullable Object> map = maker.get();
            kryo.reference(map);
            Containers.readEntries(kryo, input, map, count, 0);
            return map;
        }
    }

    /** A collection in an order of its own. */
    static final class SortedSerializer<C extends Collection<Object>> extends Serializer<C> {
        private final Function<C, @Nullable Comparator<? super Object>> order;
        private final Function<@Nullable Comparator<? super Object>, C> maker;

        SortedSerializer(
                Function<C, @Nullable Comparator<? super Object>> order,
                Function<@Nullable Comparator<? super Object>, C> maker) {
            this.order = order;
            this.maker = maker;
        }

        @Override
        public void write(Kryo kryo, Output output, C collection) {
            ValueKryo writer = (ValueKryo) kryo;
            long entered = writer.enterKey();
            writeOrder(kryo, output, order.apply(collection));
            Containers.writeKeys(kryo, output, collection.toArray(), writer.leaveKey(entered));
        }

        @Override
        public C read(Kryo kryo, Input input, Class<? extends C> expected) {
            ValueKryo reader = (ValueKryo) kryo;
            long entered = reader.enterKey();
            C collection = maker.apply(readOrder(kryo, input));
            long comparing = reader.leaveKey(entered);
            kryo.reference(collection);
            Containers.readKeys(
                    kryo, input, elementsOf(collection), ((ValueInput) input).readElementCount(), comparing);
            return collection;
        }
    }

    /** A comparator may know where nulls go. */
    @SuppressWarnings("unchecked")
    private static Collection<@Nullable Object> elementsOf(Collection<?> collection) {
        return (Collection<@Nullable Object>) collection;
    }

    /** A map in an order of its own. */
    static final class SortedMapSerializer extends Serializer<SortedMap<@Nullable Object, @Nullable Object>> {
        private final Function<@Nullable Comparator<Object>, SortedMap<@Nullable Object, @Nullable Object>> maker;

        SortedMapSerializer(
                Function<@Nullable Comparator<Object>, SortedMap<@Nullable Object, @Nullable Object>> maker) {
            this.maker = maker;
        }

        @Override
        public void write(Kryo kryo, Output output, SortedMap<@Nullable Object, @Nullable Object> map) {
            ValueKryo writer = (ValueKryo) kryo;
            long entered = writer.enterKey();
            writeOrder(kryo, output, map.comparator());
            Containers.writeEntries(kryo, output, map, writer.leaveKey(entered));
        }

        @Override
        public SortedMap<@Nullable Object, @Nullable Object> read(
                Kryo kryo, Input input, Class<? extends SortedMap<@Nullable Object, @Nullable Object>> expected) {
            ValueKryo reader = (ValueKryo) kryo;
            long entered = reader.enterKey();
            SortedMap<@Nullable Object, @Nullable Object> map = maker.apply(readOrder(kryo, input));
            long comparing = reader.leaveKey(entered);
            kryo.reference(map);
            Containers.readEntries(kryo, input, map, ((ValueInput) input).readElementCount(), comparing);
            return map;
        }
    }

    /** The step to what a collection is sorted by. */
    static final String COMPARATOR = ".comparator()";

    private static final byte NATURAL = 0;
    private static final byte REVERSE = 1;
    private static final byte IGNORING_CASE = 2;
    private static final byte OF_THE_USER = 3;

    private static void writeOrder(Kryo kryo, Output output, @Nullable Comparator<?> order) {
        if (order == null || order.equals(Comparator.naturalOrder())) {
            output.writeByte(NATURAL);
        } else if (order.equals(Collections.reverseOrder())) {
            output.writeByte(REVERSE);
        } else if (order.equals(String.CASE_INSENSITIVE_ORDER)) {
            output.writeByte(IGNORING_CASE);
        } else {
            output.writeByte(OF_THE_USER);
            try {
                kryo.writeClassAndObject(output, order);
            } catch (Refusal refusal) {
                throw refusal.at(COMPARATOR);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Comparator<Object> readOrder(Kryo kryo, Input input) {
        return switch (input.readByte()) {
            case NATURAL -> null;
            case REVERSE -> Collections.reverseOrder();
            case IGNORING_CASE -> (Comparator<Object>) (Comparator<?>) String.CASE_INSENSITIVE_ORDER;
            case OF_THE_USER -> {
                Object order = kryo.readClassAndObject(input);
                if (order instanceof Comparator<?> comparator) {
                    yield (Comparator<Object>) comparator;
                }
                throw new KryoException("something else in the place of a comparator");
            }
            default -> throw new KryoException("an unknown order");
        };
    }

    /** An array of objects that may hold itself. */
    static final class AtomicArraySerializer extends Serializer<AtomicReferenceArray<@Nullable Object>> {
        @Override
        public void write(Kryo kryo, Output output, AtomicReferenceArray<@Nullable Object> array) {
            @Nullable Object[] elements = new Object[array.length()];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = array.get(i);
            }
            Containers.writeElements(kryo, output, elements);
        }

        @Override
        public AtomicReferenceArray<@Nullable Object> read(
                Kryo kryo, Input input, Class<? extends AtomicReferenceArray<@Nullable Object>> expected) {
            AtomicReferenceArray<@Nullable Object> array =
                    new AtomicReferenceArray<>(((ValueInput) input).readElementCount());
            kryo.reference(array);
            for (int i = 0; i < array.length(); i++) {
                array.set(i, kryo.readClassAndObject(input));
            }
            return array;
        }
    }
}
