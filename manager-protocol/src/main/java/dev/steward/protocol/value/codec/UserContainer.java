package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.ValueInput;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A list, set, map or other collection of a user's class: the fields that it declares, then what it holds. Made by its
 * constructor without arguments, and filled by its own {@code add} or {@code put}, for which the fields are set before; what
 * those change is set once more behind. Looked at once per class; stateless then.
 */
final class UserContainer extends UserObjectSerializer {
    private final FieldTable fields;
    private final Constructor<?> maker;

    private UserContainer(FieldTable fields, Constructor<?> maker) {
        super(fields);
        this.fields = fields;
        this.maker = maker;
    }

    static UserObjectSerializer of(Class<?> type) {
        FieldTable own = FieldTable.ofUser(type);
        if (!own.isEmpty() && !holdsByItself(type)) {
            // It holds all of it in its fields: it is like any other object.
            own.requireNothingTransient(type);
            return UserObjectSerializer.of(type, own);
        }
        Constructor<?> maker;
        try {
            maker = type.getDeclaredConstructor();
            maker.setAccessible(true);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new Refusal(
                    type.getName() + " is a collection without a constructor without arguments",
                    "give it one, or send a list or map of the JDK",
                    e);
        }
        // What fails here would fail whoever reads it.
        construct(maker);
        return new UserContainer(own, maker);
    }

    /** Returns whether it extends a collection of the JDK that is one without any fields of a subclass. */
    private static boolean holdsByItself(Class<?> type) {
        Class<?> ofTheJdk = type;
        while (!AllowedClasses.isOfTheJdk(ofTheJdk)) {
            ofTheJdk = ofTheJdk.getSuperclass();
        }
        return ofTheJdk != Object.class && !Modifier.isAbstract(ofTheJdk.getModifiers());
    }

    @Override
    boolean keepsFields() {
        return !fields.isEmpty();
    }

    @Override
    void writeFields(Kryo kryo, Output output, Object container) {
        fields.write(kryo, output, container);
    }

    @Override
    public void write(Kryo kryo, Output output, Object container) {
        requireOrderOfItsClass(container);
        fields.write(kryo, output, container);
        if (container instanceof Map<?, ?> map) {
            Containers.writeEntries(kryo, output, map);
        } else {
            Containers.writeKeys(kryo, output, ((Collection<?>) container).toArray());
        }
    }

    /** What its constructor does not know would be lost. */
    private void requireOrderOfItsClass(Object container) {
        boolean sorted = container instanceof SortedSet<?>
                || container instanceof SortedMap<?, ?>
                || container instanceof PriorityQueue<?>;
        if (sorted && !sameOrder(orderOf(container), orderOf(construct(maker)))) {
            throw new Refusal(
                            container.getClass().getName() + " has another comparator than its constructor makes",
                            "let the constructor without arguments make it, or send a collection of the JDK")
                    .at(".comparator()");
        }
    }

    private static @Nullable Comparator<?> orderOf(Object sorted) {
        Comparator<?> order = sorted instanceof SortedSet<?> set
                ? set.comparator()
                : sorted instanceof SortedMap<?, ?> map ? map.comparator() : ((PriorityQueue<?>) sorted).comparator();
        return order != null && order.equals(Comparator.naturalOrder()) ? null : order;
    }

    private static boolean sameOrder(@Nullable Comparator<?> left, @Nullable Comparator<?> right) {
        if (left == null || right == null) {
            return left == right;
        }
        return left.equals(right)
                || (left.getClass() == right.getClass() && left.getClass().getDeclaredFields().length == 0);
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<?> expected) {
        Object container = construct(maker);
        kryo.reference(container);
        @Nullable Object[] values = fields.readAll(kryo, input);
        fields.setAll(container, values);
        int count = ((ValueInput) input).readElementCount();
        if (container instanceof Map<?, ?>) {
            fill(kryo, input, asMap(container), count);
        } else {
            fill(kryo, input, asCollection(container), count);
        }
        if (!fields.isEmpty()) {
            fields.setAll(container, values);
            ((ValueKryo) kryo).filled(() -> fields.setAll(container, values));
        }
        return container;
    }

    private static void fill(Kryo kryo, Input input, Map<@Nullable Object, @Nullable Object> map, int count) {
        if (!map.isEmpty()) {
            map.clear();
        }
        Containers.readEntries(kryo, input, map, count, 0);
    }

    private static void fill(Kryo kryo, Input input, Collection<@Nullable Object> collection, int count) {
        if (!collection.isEmpty()) {
            collection.clear();
        }
        Containers.readKeys(kryo, input, collection, count, 0);
    }

    @SuppressWarnings("unchecked")
    private static Map<@Nullable Object, @Nullable Object> asMap(Object made) {
        return (Map<@Nullable Object, @Nullable Object>) made;
    }

    @SuppressWarnings("unchecked")
    private static Collection<@Nullable Object> asCollection(Object made) {
        return (Collection<@Nullable Object>) made;
    }
}
