package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.ValueInput;
import dev.steward.protocol.value.ValueOutput;
import dev.steward.protocol.value.jdk.SerialForm;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How maps of the JDK, and sets of constants, travel that have more than what they hold, of which no method tells. Stateless. */
final class KeptMaps {
    private KeptMaps() {}

    /** A map in the order of insertion or of access. */
    static final class LinkedSerializer extends Serializer<Map<@Nullable Object, @Nullable Object>> {

        @Override
        public void write(Kryo kryo, Output output, Map<@Nullable Object, @Nullable Object> map) {
            // Maps of the JDK without a public class come here too, such as synchronized ones.
            output.writeBoolean(map instanceof LinkedHashMap<?, ?> linked && isByAccess(linked.clone()));
            Containers.writeEntries(kryo, output, map);
        }

        /** A copy has the same order, and can be tried. */
        // The copy is of no use to anybody else.
        @SuppressWarnings("unchecked")
        private static boolean isByAccess(Object copy) {
            Map<Integer, Integer> tried = (Map<Integer, Integer>) copy;
            tried.clear();
            tried.put(1, 1);
            tried.put(2, 2);
            tried.get(1);
            return tried.keySet().iterator().next() == 2;
        }

        @Override
        public Map<@Nullable Object, @Nullable Object> read(
                Kryo kryo, Input input, Class<? extends Map<@Nullable Object, @Nullable Object>> expected) {
            boolean byAccess = input.readBoolean();
            int count = ((ValueInput) input).readElementCount();
            Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>(16, 0.75f, byAccess);
            kryo.reference(map);
            Containers.readEntries(kryo, input, map, count, 0);
            return map;
        }
    }

    /** Properties with what they say where they have no entry; the defaults of defaults are in that. */
    static final class PropertiesSerializer extends Serializer<Properties> {

        @Override
        public void write(Kryo kryo, Output output, Properties properties) {
            Properties defaults = (Properties) properties.clone();
            defaults.clear();
            // In an order of their own: what is equal has the same bytes.
            Map<String, String> said = new TreeMap<>();
            defaults.stringPropertyNames().forEach(name -> said.put(name, defaults.getProperty(name)));
            ValueOutput out = (ValueOutput) output;
            out.writeCount(said.size());
            said.forEach((name, value) -> {
                out.writeName(name);
                out.writeName(value);
            });
            Containers.writeEntries(kryo, output, properties);
        }

        // Properties are a map of objects, though none of them is null.
        @SuppressWarnings("unchecked")
        @Override
        public Properties read(Kryo kryo, Input input, Class<? extends Properties> expected) {
            ValueInput in = (ValueInput) input;
            int said = in.readElementCount();
            Properties properties = new Properties();
            if (said > 0) {
                Properties defaults = new Properties();
                for (int left = said; left > 0; left--) {
                    String name = in.readText();
                    defaults.setProperty(name, in.readText());
                }
                properties = new Properties(defaults);
            }
            int count = in.readElementCount();
            kryo.reference(properties);
            Containers.readEntries(
                    kryo, input, (Map<@Nullable Object, @Nullable Object>) (Map<?, ?>) properties, count, 0);
            return properties;
        }
    }

    /** An enum's set: the class, then the constants. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    static final class EnumSetSerializer extends Serializer<EnumSet> {
        @Override
        public void write(Kryo kryo, Output output, EnumSet set) {
            Class<?> type =
                    set.isEmpty() ? enumOf(set) : ((Enum<?>) set.iterator().next()).getDeclaringClass();
            ((ValueOutput) output).writeClassName(type);
            Containers.writeElements(kryo, output, set.toArray());
        }

        @Override
        public EnumSet read(Kryo kryo, Input input, Class<? extends EnumSet> expected) {
            Class<?> type = ((ValueKryo) kryo).open(((ValueInput) input).readText());
            EnumSet set = EnumSet.noneOf((Class) type.asSubclass(Enum.class));
            for (int left = ((ValueInput) input).readElementCount(); left > 0; left--) {
                set.add(kryo.readClassAndObject(input));
            }
            return set;
        }
    }

    /** Of which enum an empty set or map of constants is, which nothing but its serialized form tells. */
    private static Class<?> enumOf(Serializable empty) {
        return SerialForm.classesIn(empty).stream()
                .filter(type -> type.isEnum())
                .findFirst()
                .orElseThrow(() -> new Refusal("an empty " + empty.getClass() + " of no enum", "leave it null"));
    }

    /** An enum's map: the class, then the entries. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    static final class EnumMapSerializer extends Serializer<EnumMap> {
        @Override
        public void write(Kryo kryo, Output output, EnumMap map) {
            ((ValueOutput) output).writeClassName(classOfKeys(map));
            Containers.writeEntries(kryo, output, map);
        }

        private static Class<?> classOfKeys(EnumMap map) {
            return map.isEmpty()
                    ? enumOf(map)
                    : ((Enum<?>) map.keySet().iterator().next()).getDeclaringClass();
        }

        @Override
        public EnumMap read(Kryo kryo, Input input, Class<? extends EnumMap> expected) {
            Class<?> type = ((ValueKryo) kryo).open(((ValueInput) input).readText());
            EnumMap map = new EnumMap(type.asSubclass(Enum.class));
            kryo.reference(map);
            Containers.readEntries(kryo, input, map, ((ValueInput) input).readElementCount(), 0);
            return map;
        }
    }
}
