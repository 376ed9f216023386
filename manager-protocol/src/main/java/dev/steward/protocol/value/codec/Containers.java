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
import dev.steward.protocol.value.decoded.ReadOnlyCopies;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    /** Where no two are equal, as everybody knows. */
    private static final Set<Class<?>> HASHED = Set.of(
            HashSet.class,
            LinkedHashSet.class,
            HashMap.class,
            LinkedHashMap.class,
            ConcurrentHashMap.class,
            Set.of(1).getClass(),
            Set.of(1, 2, 3).getClass(),
            Map.of(1, 1).getClass(),
            Map.of(1, 1, 2, 2).getClass());

    private Containers() {}

    /** Refuses what tells by identity what a reader would tell by {@code equals}: some would be lost without a word. */
    private static void requireByEquals(Object collection, @Nullable Object[] keys) {
        if (keys.length > 1
                && !HASHED.contains(collection.getClass())
                && new HashSet<>(Arrays.asList(keys)).size() < keys.length) {
            throw new Refusal(
                    "a " + collection.getClass().getName() + " holds several that are equal",
                    "put it into a record, where an IdentityHashMap stays one, or send a list");
        }
    }

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

    /** Reads what will be compared as soon as it is read, in so many steps beside its own. */
    static @Nullable Object readKey(Kryo kryo, Input input, long comparing) {
        ValueKryo valueKryo = (ValueKryo) kryo;
        long entered = valueKryo.enterKey();
        Object key = kryo.readClassAndObject(input);
        valueKryo.leaveKey(entered);
        valueKryo.compare(comparing);
        return key;
    }

    /**
     * Reads so many elements into what hashes or compares them. Where objects hold one another in a circle some are not whole
     * yet: those may fail to be hashed, or be equal for now, and all are put in again at the end.
     *
     * @param comparing in how many steps beside its own each is compared
     */
    static void readKeys(Kryo kryo, Input input, Collection<@Nullable Object> keys, int count, long comparing) {
        ValueKryo valueKryo = (ValueKryo) kryo;
        List<@Nullable Object> all = null;
        for (int left = count; left > 0; left--) {
            Object key = readKey(kryo, input, comparing);
            if (all == null && valueKryo.metCircle()) {
                all = new ArrayList<>(keys);
            }
            if (all == null) {
                keys.add(key);
            } else {
                all.add(key);
            }
        }
        if (all != null) {
            List<@Nullable Object> whole = all;
            fill(valueKryo, () -> {
                keys.clear();
                keys.addAll(whole);
            });
        }
    }

    /** As {@link #readKeys}, of a map. */
    static void readEntries(
            Kryo kryo, Input input, Map<@Nullable Object, @Nullable Object> map, int count, long comparing) {
        ValueKryo valueKryo = (ValueKryo) kryo;
        List<Map.Entry<@Nullable Object, @Nullable Object>> all = null;
        for (int left = count; left > 0; left--) {
            Object key = readKey(kryo, input, comparing);
            Object value = kryo.readClassAndObject(input);
            if (all == null && valueKryo.metCircle()) {
                all = new ArrayList<>();
                for (Map.Entry<@Nullable Object, @Nullable Object> each : map.entrySet()) {
                    all.add(new AbstractMap.SimpleImmutableEntry<>(each));
                }
            }
            if (all == null) {
                map.put(key, value);
            } else {
                all.add(new AbstractMap.SimpleImmutableEntry<>(key, value));
            }
        }
        if (all != null) {
            List<Map.Entry<@Nullable Object, @Nullable Object>> whole = all;
            fill(valueKryo, () -> {
                map.clear();
                whole.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
            });
        }
    }

    /** Fills what is in a circle as well as it can be done now, for constructors that look at it, and once more at the end. */
    static void fill(ValueKryo kryo, Runnable filling) {
        kryo.filled(filling);
        try {
            filling.run();
        } catch (RuntimeException notWhole) {
            if (!kryo.metCircle()) {
                throw notWhole;
            }
        }
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
            @Nullable Object[] elements = set.toArray();
            requireByEquals(set, elements);
            writeKeys(kryo, output, elements);
        }

        @Override
        public Set<?> read(Kryo kryo, Input input, Class<? extends Set<?>> expected) {
            int count = ((ValueInput) input).readElementCount();
            Set<@Nullable Object> elements = new LinkedHashSet<>();
            Set<?> set = ReadOnlyCopies.set(elements);
            kryo.reference(set);
            readKeys(kryo, input, elements, count, 0);
            return set;
        }
    }

    private static final class MapSerializer extends Serializer<Map<?, ?>> {
        @Override
        public void write(Kryo kryo, Output output, Map<?, ?> map) {
            if (!HASHED.contains(map.getClass())) {
                requireByEquals(map, map.keySet().toArray());
            }
            writeEntries(kryo, output, map);
        }

        @Override
        public Map<?, ?> read(Kryo kryo, Input input, Class<? extends Map<?, ?>> expected) {
            int count = ((ValueInput) input).readElementCount();
            Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
            Map<?, ?> map = ReadOnlyCopies.map(entries);
            kryo.reference(map);
            readEntries(kryo, input, entries, count, 0);
            return map;
        }
    }
}
