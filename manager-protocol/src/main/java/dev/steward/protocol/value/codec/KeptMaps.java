package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.steward.protocol.value.ValueInput;
import dev.steward.protocol.value.ValueOutput;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How maps of the JDK travel that have more than their entries, of which no method tells. Stateless. */
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
            JdkContainers.readEntries(kryo, input, map, count);
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
            JdkContainers.readEntries(
                    kryo, input, (Map<@Nullable Object, @Nullable Object>) (Map<?, ?>) properties, count);
            return properties;
        }
    }
}
