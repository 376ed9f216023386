package dev.steward.protocol.value.decoded;

import static java.util.Objects.requireNonNull;

import dev.steward.api.Outcome;
import dev.steward.api.RemoteProxy;
import dev.steward.api.Tuple;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.Numbers;
import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a decoded value fit the type that the code at hand declares, so that no ClassCastException comes later, far from
 * its cause. Numbers keep their amount or are refused; proxies are never looked into. Stateless.
 */
public final class Coercion {

    private static final Map<Class<?>, Class<?>> BOXES = Map.of(
            boolean.class, Boolean.class,
            byte.class, Byte.class,
            short.class, Short.class,
            char.class, Character.class,
            int.class, Integer.class,
            long.class, Long.class,
            float.class, Float.class,
            double.class, Double.class,
            void.class, Void.class);

    /** What is only needed where somebody declares a collection: most programs never do, and each function takes time to make. */
    private static final class Makers {

        /** The collection classes that people declare beside List, Set and Map, and how each is made of a decoded one. */
        @SuppressWarnings("JdkObsolete") // it is the user's code that declares them
        static final Map<Class<?>, Function<Collection<@Nullable Object>, Object>> COLLECTIONS = Map.ofEntries(
                Map.entry(ArrayList.class, ArrayList::new),
                Map.entry(LinkedList.class, LinkedList::new),
                Map.entry(Vector.class, Vector::new),
                Map.entry(CopyOnWriteArrayList.class, CopyOnWriteArrayList::new),
                Map.entry(ArrayDeque.class, ArrayDeque::new),
                Map.entry(Deque.class, ArrayDeque::new),
                Map.entry(Queue.class, ArrayDeque::new),
                Map.entry(ConcurrentLinkedQueue.class, ConcurrentLinkedQueue::new),
                Map.entry(ConcurrentLinkedDeque.class, ConcurrentLinkedDeque::new),
                Map.entry(HashSet.class, LinkedHashSet::new),
                Map.entry(LinkedHashSet.class, LinkedHashSet::new),
                Map.entry(CopyOnWriteArraySet.class, CopyOnWriteArraySet::new));

        /** Those with an order, which is that of what arrived. */
        static final Map<Class<?>, Function<@Nullable Comparator<Object>, Collection<@Nullable Object>>>
                SORTED_COLLECTIONS = Map.of(
                        PriorityQueue.class, PriorityQueue::new,
                        TreeSet.class, TreeSet::new,
                        SortedSet.class, TreeSet::new,
                        NavigableSet.class, TreeSet::new,
                        ConcurrentSkipListSet.class, ConcurrentSkipListSet::new);

        @SuppressWarnings("JdkObsolete") // as above
        static final Map<Class<?>, Function<Map<@Nullable Object, @Nullable Object>, Object>> MAPS = Map.ofEntries(
                Map.entry(HashMap.class, LinkedHashMap::new),
                Map.entry(LinkedHashMap.class, LinkedHashMap::new),
                Map.entry(Hashtable.class, Hashtable::new),
                Map.entry(Properties.class, Coercion::properties),
                Map.entry(ConcurrentMap.class, ConcurrentHashMap::new),
                Map.entry(ConcurrentHashMap.class, ConcurrentHashMap::new));

        static final Map<Class<?>, Function<@Nullable Comparator<Object>, Map<@Nullable Object, @Nullable Object>>>
                SORTED_MAPS = Map.of(
                        TreeMap.class, TreeMap::new,
                        SortedMap.class, TreeMap::new,
                        NavigableMap.class, TreeMap::new,
                        ConcurrentNavigableMap.class, ConcurrentSkipListMap::new,
                        ConcurrentSkipListMap.class, ConcurrentSkipListMap::new);

        private Makers() {}
    }

    private Coercion() {}

    /**
     * Returns the value as an instance of the type: numbers of the same amount (an Integer that arrives where Long is
     * declared), elements of lists, sets, maps too; lists become arrays or the usual collection classes where those are
     * declared. Returns the same object if it fits already. A primitive type refuses null.
     *
     * @throws UnsupportedValueException if it does not fit; names both
     */
    public static @Nullable Object to(Type<?> type, @Nullable Object value) {
        Class<?> raw = type.raw();
        if (value == null) {
            if (raw.isPrimitive() && raw != void.class) {
                throw refused(type, "null", "declare the wrapper class, or see that the value is set");
            }
            return null;
        }
        Class<?> boxed = boxed(raw);
        if (boxed == value.getClass() && type.arguments().isEmpty()) {
            // The usual case by far; to ask a text whether it is a proxy, a number, a map or a collection takes longer.
            return value;
        }
        if (value instanceof HandleOfObject handle && !raw.isInstance(value)) {
            Object proxy = handle.as(type);
            return checkedInstance(type, proxy == null ? value : proxy);
        }
        if (raw == Object.class || value instanceof RemoteProxy) {
            return checkedInstance(type, value);
        }
        if (value instanceof Number number && !boxed.isInstance(value)) {
            Number converted = Numbers.convert(number, boxed);
            return converted != null ? converted : checkedInstance(type, value);
        }
        try {
            return checkedInstance(type, ofDeclaredShape(type, value));
        } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
            // What the target collection itself refuses: a TreeSet of what has no order, an ArrayDeque of null.
            throw new UnsupportedValueException(
                    "a value of " + value.getClass().getName() + " does not fit " + type + ": " + e.getMessage(),
                    Outcome.UNKNOWN,
                    e);
        }
    }

    /** Returns whether it is a class of collections that any list, set or map is made into where it is declared. */
    public static boolean makes(Class<?> declared) {
        return Makers.COLLECTIONS.containsKey(declared)
                || Makers.MAPS.containsKey(declared)
                || isSorted(declared)
                || declared == EnumSet.class
                || declared == EnumMap.class;
    }

    private static boolean isSorted(Class<?> declared) {
        if (declared != PriorityQueue.class
                && !SortedSet.class.isAssignableFrom(declared)
                && !SortedMap.class.isAssignableFrom(declared)) {
            // Asked of every shared object, most of which are collections: what makes sorted ones takes time to make.
            return false;
        }
        return Makers.SORTED_COLLECTIONS.containsKey(declared) || Makers.SORTED_MAPS.containsKey(declared);
    }

    /** Returns whether a type is, or has among its arguments, a class of collections in an order of their own. */
    public static boolean namesSorted(Type<?> type) {
        if (isSorted(type.raw())) {
            return true;
        }
        for (Type<?> argument : type.arguments()) {
            if (namesSorted(argument)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether it is a set or a map with a comparator of its own. */
    public static boolean isOrdered(Object value) {
        return (value instanceof SortedSet || value instanceof SortedMap) && orderOf(value) != null;
    }

    /** Returns the comparator that a collection or map has of its own; null if it has none, or that of its elements. */
    @SuppressWarnings("unchecked")
    private static @Nullable Comparator<Object> orderOf(@Nullable Object value) {
        Comparator<?> order = null;
        if (value instanceof SortedSet<?> set) {
            order = set.comparator();
        } else if (value instanceof SortedMap<?, ?> map) {
            order = map.comparator();
        } else if (value instanceof PriorityQueue<?> queue) {
            order = queue.comparator();
        }
        return order == null || order.equals(Comparator.naturalOrder()) ? null : (Comparator<Object>) order;
    }

    private static Properties properties(Map<@Nullable Object, @Nullable Object> entries) {
        Properties properties = new Properties();
        properties.putAll(entries);
        return properties;
    }

    /** An EnumSet of the enum that is declared, or of that of the elements. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object enumSet(Type<?> type, Collection<?> elements) {
        EnumSet set = EnumSet.noneOf(enumOf(type, elements));
        set.addAll(elements);
        return set;
    }

    /** An EnumMap of the enum that is declared, or of that of the keys. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object enumMap(Type<?> type, Map<?, ?> entries) {
        EnumMap map = new EnumMap(enumOf(type, entries.keySet()));
        map.putAll(entries);
        return map;
    }

    @SuppressWarnings("rawtypes")
    private static Class<? extends Enum> enumOf(Type<?> type, Collection<?> elements) {
        Class<?> declared =
                type.arguments().isEmpty() ? Object.class : type.argument(0).raw();
        if (declared.isEnum()) {
            return declared.asSubclass(Enum.class);
        }
        if (!elements.isEmpty() && elements.iterator().next() instanceof Enum<?> first) {
            return first.getDeclaringClass();
        }
        throw new IllegalArgumentException("nothing says of which enum it is; declare "
                + type.raw().getSimpleName() + " with its enum, or " + (type.raw() == EnumSet.class ? "Set" : "Map"));
    }

    private static Object ofDeclaredShape(Type<?> type, Object value) {
        Class<?> raw = type.raw();
        if (value instanceof Map<?, ?> map) {
            return toMap(type, map);
        }
        if (value instanceof Collection<?> collection) {
            return raw.isArray() ? toArray(raw, collection) : toCollection(type, collection);
        }
        if (value instanceof Tuple tuple && raw != Tuple.class) {
            return raw.isArray()
                    ? toArray(raw, tuple.elements())
                    : raw.isAssignableFrom(List.class) ? toCollection(type, tuple.elements()) : value;
        }
        return value;
    }

    private static Object toCollection(Type<?> type, Collection<?> collection) {
        Collection<?> elements = collection;
        if (!type.arguments().isEmpty() && type.argument(0).raw() != Object.class) {
            elements = withElements(type.argument(0), collection);
        }
        if (type.raw() == EnumSet.class && !(elements instanceof EnumSet)) {
            return enumSet(type, elements);
        }
        if (type.raw().isInstance(elements)) {
            return elements;
        }
        var sorted = Makers.SORTED_COLLECTIONS.get(type.raw());
        if (sorted != null) {
            Collection<@Nullable Object> made = sorted.apply(orderOf(collection));
            made.addAll(elements);
            return made;
        }
        Function<Collection<@Nullable Object>, Object> maker = Makers.COLLECTIONS.get(type.raw());
        if (maker != null) {
            return maker.apply(new ArrayList<@Nullable Object>(elements));
        }
        Object ofUsers = UsersCollection.of(type.raw(), elements);
        return ofUsers != null ? ofUsers : elements;
    }

    /** The same collection if every element fits as it is, which is the rule; else a copy. */
    private static Collection<?> withElements(Type<?> element, Collection<?> collection) {
        @Nullable Object[] coerced = new Object[collection.size()];
        boolean changed = false;
        int index = 0;
        for (Object each : collection) {
            Object fitting = to(element, each);
            changed |= fitting != each;
            coerced[index++] = fitting;
        }
        if (!changed) {
            return collection;
        }
        List<@Nullable Object> list = ReadOnlyCopies.list(coerced);
        if (collection instanceof SortedSet) {
            Set<@Nullable Object> sorted = new TreeSet<>(orderOf(collection));
            sorted.addAll(list);
            return sorted;
        }
        return collection instanceof Set ? ReadOnlyCopies.set(new LinkedHashSet<>(list)) : list;
    }

    private static Object toMap(Type<?> type, Map<?, ?> map) {
        Type<?> keyType = type.argument(0);
        Type<?> valueType = type.argument(1);
        LinkedHashMap<@Nullable Object, @Nullable Object> coerced = new LinkedHashMap<>(map.size() * 2);
        boolean changed = false;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object key = to(keyType, entry.getKey());
            Object value = to(valueType, entry.getValue());
            changed |= key != entry.getKey() || value != entry.getValue();
            coerced.put(key, value);
        }
        if (type.raw() == EnumMap.class && !(map instanceof EnumMap)) {
            return enumMap(type, coerced);
        }
        boolean fits = !changed && type.raw().isInstance(map);
        // A map that is only declared as one keeps its order too.
        boolean staysSorted = map instanceof SortedMap && type.raw().isAssignableFrom(TreeMap.class);
        var sorted = Makers.SORTED_MAPS.get(staysSorted ? TreeMap.class : type.raw());
        if (sorted != null && !fits) {
            Map<@Nullable Object, @Nullable Object> made = sorted.apply(orderOf(map));
            made.putAll(coerced);
            return made;
        }
        Function<Map<@Nullable Object, @Nullable Object>, Object> maker = Makers.MAPS.get(type.raw());
        if (maker != null && !fits) {
            return maker.apply(coerced);
        }
        Object ofUsers = fits ? null : UsersCollection.of(type.raw(), coerced);
        if (ofUsers != null) {
            return ofUsers;
        }
        return changed ? ReadOnlyCopies.map(coerced) : map;
    }

    private static Object toArray(Class<?> arrayType, Collection<?> elements) {
        Type<?> component = Type.of(arrayType.getComponentType());
        Object array = Array.newInstance(arrayType.getComponentType(), elements.size());
        int index = 0;
        for (Object each : elements) {
            Array.set(array, index++, to(component, each));
        }
        return array;
    }

    private static Object checkedInstance(Type<?> type, Object value) {
        if (boxed(type.raw()).isInstance(value)) {
            return value;
        }
        Class<?> own = value.getClass();
        if (own.getNestHost() == ReadOnlyCopies.class) {
            String kind = value instanceof Map ? "Map" : value instanceof Set ? "Set" : "List";
            List<String> lost = UsersCollection.fieldsOf(type.raw());
            String cure = "declare " + kind + ", which it arrives as by itself";
            throw lost.isEmpty()
                    ? refused(type, "a " + kind, cure)
                    : refused(
                            type,
                            "a " + kind + ", which does not bring " + String.join(", ", lost) + ",",
                            cure + ", or send it inside of a record, where it stays whole");
        }
        throw refused(type, "a value of " + own.getName(), "declare the class that was put in");
    }

    private static UnsupportedValueException refused(Type<?> type, String what, String cure) {
        return new UnsupportedValueException(what + " does not fit " + type + "; " + cure, Outcome.UNKNOWN);
    }

    private static Class<?> boxed(Class<?> type) {
        return type.isPrimitive() ? requireNonNull(BOXES.get(type)) : type;
    }
}
