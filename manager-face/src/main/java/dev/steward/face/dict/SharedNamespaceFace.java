package dev.steward.face.dict;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AsyncNamespace;
import dev.steward.api.SharedNamespace;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.face.object.Face;
import dev.steward.face.object.ObjectCaller;
import dev.steward.face.object.PlainResults;
import dev.steward.face.object.Preview;
import dev.steward.face.object.TypedReader;
import dev.steward.protocol.value.decoded.ReadOnlyCopies;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A bag of attributes over the operations of a namespace; each method is one call. */
public final class SharedNamespaceFace extends Face implements SharedNamespace {

    public SharedNamespaceFace(ObjectCaller caller, Type<?> type) {
        super(caller, type);
    }

    @Override
    public Face with(ObjectCaller caller, Type<?> type) {
        return new SharedNamespaceFace(caller, type);
    }

    @Override
    public AsyncNamespace async() {
        return new AsyncNamespaceFace(this);
    }

    @Override
    public @Nullable Object get(String name) {
        return call(Operation.NAMESPACE_GET, requireNonNull(name));
    }

    // What is read is an instance of the class, wrapped if that is a primitive's.
    @SuppressWarnings("unchecked")
    @Override
    public <T> @Nullable T get(String name, Class<T> type) {
        return (T) get(name, Type.of(type));
    }

    /** Returns an attribute as a type; null only if the type is not primitive. */
    @Nullable
    Object get(String name, Type<?> type) {
        caller().allow(type);
        return typed(name, get(name), type);
    }

    /** Returns the value of an attribute as a type; null only if the type is not primitive. */
    @Nullable
    Object typed(String name, @Nullable Object value, Type<?> type) {
        try {
            return value == null && !type.raw().isPrimitive() ? null : new TypedReader<>(type, () -> name).read(value);
        } catch (UnsupportedValueException other) {
            ClassCastException cast = new ClassCastException(
                    label() + ": the attribute " + name + " is not of type " + type + ": " + other.getMessage());
            cast.initCause(other);
            throw cast;
        }
    }

    @Override
    public <T> T as(Class<T> type) {
        return NamespaceView.of(this, type);
    }

    @Override
    public void set(String name, @Nullable Object value) {
        call(Operation.NAMESPACE_SET, requireNonNull(name), value);
    }

    @Override
    public void delete(String name) {
        call(Operation.NAMESPACE_DELETE, requireNonNull(name));
    }

    @Override
    public boolean contains(String name) {
        return PlainResults.booleanOf(call(Operation.NAMESPACE_CONTAINS, requireNonNull(name)));
    }

    @Override
    public void update(Map<String, ? extends @Nullable Object> attributes) {
        call(Operation.NAMESPACE_UPDATE, flat(attributes));
    }

    /** Returns names and values in turn. */
    static List<@Nullable Object> flat(Map<String, ? extends @Nullable Object> attributes) {
        List<@Nullable Object> flat = new ArrayList<>();
        attributes.forEach((name, value) -> {
            flat.add(requireNonNull(name));
            flat.add(value);
        });
        return flat;
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        return readMap(call(Operation.NAMESPACE_SNAPSHOT));
    }

    /** Returns the attributes of a result, unmodifiable; who wants one that cannot be opened is told. */
    // What is put in is a text each; the copy only refuses changes.
    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> readMap(@Nullable Object result) {
        List<?> flat = PlainResults.listOf(result);
        Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            copy.put(String.valueOf(flat.get(i)), flat.get(i + 1));
        }
        return (Map<String, @Nullable Object>) (Map<?, ?>) ReadOnlyCopies.mapInPart(copy, label());
    }

    @Override
    public Map<String, @Nullable Object> snapshot() {
        return toMap();
    }

    @Override
    public String preview(Preview preview) {
        return Preview.pairs(PlainResults.listOf(preview.call(Operation.NAMESPACE_SNAPSHOT)));
    }
}
