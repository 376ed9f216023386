package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.steward.api.Tuple;
import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.ValueInput;
import dev.steward.protocol.value.ValueKind;
import dev.steward.protocol.value.ValueOutput;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How values that hold values are written and read: a count, then the elements. Any class of list, set or map is written
 * by what it holds, in its own order; what comes back is a read-only copy. Stateless.
 */
final class Containers {

    /** One for each kind that holds others. */
    static final Map<ValueKind, Serializer<?>> SERIALIZERS = new EnumMap<>(Map.of(
            ValueKind.LIST, new ListSerializer(),
            ValueKind.TUPLE, new TupleSerializer(),
            ValueKind.SET, new SetSerializer(),
            ValueKind.MAP, new MapSerializer()));

    /** Of a key in a message. */
    private static final int MOST_SHOWN = 200;

    private Containers() {}

    /** Writes the elements behind their number. */
    static void writeElements(Kryo kryo, Output output, @Nullable Object[] elements) {
        ((ValueOutput) output).writeCount(elements.length);
        for (int i = 0; i < elements.length; i++) {
            writeElement(kryo, output, elements[i], i);
        }
    }

    /** As {@link #writeElements}, of what will be hashed as soon as it is read. */
    static void writeKeys(Kryo kryo, Output output, @Nullable Object[] elements) {
        writeKeys(kryo, output, elements, 0);
    }

    /** As {@link #writeElements}, of what will be compared as soon as it is read, in so many steps beside its own. */
    static void writeKeys(Kryo kryo, Output output, @Nullable Object[] elements, long comparing) {
        ValueKryo valueKryo = (ValueKryo) kryo;
        ((ValueOutput) output).writeCount(elements.length);
        for (int i = 0; i < elements.length; i++) {
            long entered = valueKryo.enterKey();
            writeElement(kryo, output, elements[i], i);
            valueKryo.leaveKey(entered);
            valueKryo.compare(comparing);
        }
    }

    private static void writeElement(Kryo kryo, Output output, @Nullable Object element, int index) {
        try {
            kryo.writeClassAndObject(output, element);
        } catch (Refusal refusal) {
            throw refusal.at("[" + index + "]");
        }
    }

    /** Fills the array, whose length was read before. */
    static void readElements(Kryo kryo, Input input, @Nullable Object[] elements) {
        for (int i = 0; i < elements.length; i++) {
            elements[i] = kryo.readClassAndObject(input);
        }
    }

    /** Writes the entries behind their number; copies them first, for maps that others change meanwhile. */
    static void writeEntries(Kryo kryo, Output output, Map<?, ?> map) {
        writeEntries(kryo, output, map, 0);
    }

    /** As {@link #writeEntries(Kryo, Output, Map)}, of keys that are compared in so many steps beside their own. */
    static void writeEntries(Kryo kryo, Output output, Map<?, ?> map, long comparing) {
        ValueKryo valueKryo = (ValueKryo) kryo;
        Object[] entries = map.entrySet().toArray();
        ((ValueOutput) output).writeCount(entries.length);
        for (Object each : entries) {
            Map.Entry<?, ?> entry = (Map.Entry<?, ?>) each;
            long entered = valueKryo.enterKey();
            try {
                kryo.writeClassAndObject(output, entry.getKey());
                valueKryo.leaveKey(entered);
                valueKryo.compare(comparing);
            } catch (Refusal refusal) {
                throw refusal.at("{key of " + nameOf(entry.getKey()) + "}");
            }
            try {
                kryo.writeClassAndObject(output, entry.getValue());
            } catch (Refusal refusal) {
                throw refusal.at("{" + shown(entry.getKey()) + "}");
            }
        }
    }

    private static String nameOf(@Nullable Object object) {
        return object == null ? "null" : object.getClass().getName();
    }

    /** A key that holds others, or has very many digits, may take long to print. */
    private static String shown(@Nullable Object key) {
        if (key instanceof String text) {
            return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
        }
        boolean isLong = key instanceof BigInteger
                || key instanceof BigDecimal
                || (key != null && ValueKind.of(key.getClass()).hasIdentity());
        return isLong ? "a " + nameOf(key) : String.valueOf(key);
    }

    /** Reads what will be hashed as soon as it is read. */
    static @Nullable Object readKey(Kryo kryo, Input input) {
        return readKey(kryo, input, 0);
    }

    /** Reads what will be compared as soon as it is read, in so many steps beside its own. */
    static @Nullable Object readKey(Kryo kryo, Input input, long comparing) {
        ValueKryo valueKryo = (ValueKryo) kryo;
        long entered = valueKryo.enterKey();
        Object key = kryo.readClassAndObject(input);
        valueKryo.leaveKey(entered);
        valueKryo.compare(comparing);
        return key;
    }

    /** A set was filled with what may not have been whole yet, where objects hold themselves. */
    static void filled(Kryo kryo, Collection<@Nullable Object> keys) {
        ((ValueKryo) kryo).filled(() -> {
            List<@Nullable Object> all = new ArrayList<>(keys);
            keys.clear();
            keys.addAll(all);
        });
    }

    /** A map was filled with what may not have been whole yet, where objects hold themselves. */
    static void filled(Kryo kryo, Map<@Nullable Object, @Nullable Object> map) {
        ((ValueKryo) kryo).filled(() -> {
            List<Map.Entry<@Nullable Object, @Nullable Object>> all = new ArrayList<>();
            map.forEach((key, value) -> all.add(new AbstractMap.SimpleImmutableEntry<>(key, value)));
            map.clear();
            all.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        });
    }

    private static final class ListSerializer extends Serializer<Collection<?>> {
        @Override
        public void write(Kryo kryo, Output output, Collection<?> list) {
            writeElements(kryo, output, list.toArray());
        }

        @Override
        public Collection<?> read(Kryo kryo, Input input, Class<? extends Collection<?>> expected) {
            @Nullable Object[] elements = new Object[((ValueInput) input).readElementCount()];
            Collection<?> list = ReadOnlyCopies.list(elements);
            kryo.reference(list);
            readElements(kryo, input, elements);
            return list;
        }
    }

    private static final class TupleSerializer extends Serializer<Tuple> implements MadeOfParts {
        TupleSerializer() {
            super(false, true);
        }

        @Override
        public void write(Kryo kryo, Output output, Tuple tuple) {
            writeElements(kryo, output, tuple.elements().toArray());
        }

        @Override
        public Tuple read(Kryo kryo, Input input, Class<? extends Tuple> expected) {
            @Nullable Object[] elements = new Object[((ValueInput) input).readElementCount()];
            readElements(kryo, input, elements);
            return new Tuple(Arrays.asList(elements));
        }
    }

    private static final class SetSerializer extends Serializer<Set<?>> {
        @Override
        public void write(Kryo kryo, Output output, Set<?> set) {
            writeKeys(kryo, output, set.toArray());
        }

        @Override
        public Set<?> read(Kryo kryo, Input input, Class<? extends Set<?>> expected) {
            int count = ((ValueInput) input).readElementCount();
            Set<@Nullable Object> elements = new LinkedHashSet<>();
            Set<?> set = ReadOnlyCopies.set(elements);
            kryo.reference(set);
            for (int left = count; left > 0; left--) {
                elements.add(readKey(kryo, input));
            }
            filled(kryo, elements);
            return set;
        }
    }

    private static final class MapSerializer extends Serializer<Map<?, ?>> {
        @Override
        public void write(Kryo kryo, Output output, Map<?, ?> map) {
            writeEntries(kryo, output, map);
        }

        @Override
        public Map<?, ?> read(Kryo kryo, Input input, Class<? extends Map<?, ?>> expected) {
            int count = ((ValueInput) input).readElementCount();
            Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
            Map<?, ?> map = ReadOnlyCopies.map(entries);
            kryo.reference(map);
            for (int left = count; left > 0; left--) {
                Object key = readKey(kryo, input);
                entries.put(key, kryo.readClassAndObject(input));
            }
            filled(kryo, entries);
            return map;
        }
    }
}
