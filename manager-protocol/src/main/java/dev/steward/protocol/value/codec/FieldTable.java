package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.steward.api.Type;
import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.decoded.Coercion;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a user's class in the order they travel: superclasses first, static and transient ones left out. Looked
 * up once per class; immutable.
 */
final class FieldTable implements ThrownLevels.Fields {

    private final Field[] fields;

    /** Which of them declare a class of collection that not every value comes back as. */
    private final boolean[] narrow;

    private final int shape;

    private FieldTable(Field[] fields) {
        this.fields = fields;
        this.narrow = new boolean[fields.length];
        for (int i = 0; i < fields.length; i++) {
            narrow[i] = EnvelopeClasses.isNarrow(fields[i].getType());
        }
        StringBuilder shape = new StringBuilder();
        for (Field field : fields) {
            shape.append(field.getName())
                    .append(':')
                    .append(field.getType().getName())
                    .append(';');
        }
        // String.hashCode is specified, so both sides compute the same.
        this.shape = shape.toString().hashCode();
    }

    /** Returns the fields as they are declared, such as {@code int weight, String name}. */
    @Override
    public String toString() {
        return Arrays.stream(fields)
                .map(field -> field.getType().getSimpleName() + " " + field.getName())
                .collect(Collectors.joining(", "));
    }

    static FieldTable of(Class<?> type) {
        List<Field> found = new ArrayList<>();
        collect(type, found, false);
        return new FieldTable(found.toArray(Field[]::new));
    }

    /**
     * The fields that an exception's class declares itself. The object around an inner class is none of them: whoever
     * catches the exception did not ask for it, and it may be the whole of a service.
     */
    static FieldTable ofException(Class<?> type) {
        List<Field> found = new ArrayList<>();
        collectOwn(type, found);
        found.removeIf(field -> field.isSynthetic() && field.getName().startsWith("this$"));
        return new FieldTable(found.toArray(Field[]::new));
    }

    /** As {@link #of}, of a class of which what the JDK's superclass holds travels in another way. */
    static FieldTable ofUser(Class<?> type) {
        List<Field> found = new ArrayList<>();
        collect(type, found, true);
        return new FieldTable(found.toArray(Field[]::new));
    }

    boolean isEmpty() {
        return fields.length == 0;
    }

    /** Refuses a collection that may hold what it holds in a field that does not travel. */
    void requireNothingTransient(Class<?> type) {
        for (Class<?> each = type; each != null && !AllowedClasses.isOfTheJdk(each); each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (Modifier.isTransient(field.getModifiers()) && !Modifier.isStatic(field.getModifiers())) {
                    throw new Refusal(
                            type.getName() + " is a collection that may hold its elements in the transient field "
                                    + field.getName() + ", which would be lost",
                            "let it extend a collection of the JDK, or send one");
                }
            }
        }
    }

    private static void collect(Class<?> type, List<Field> found, boolean anySuperclass) {
        if (AllowedClasses.isOfTheJdk(type)) {
            if (!anySuperclass
                    && type != Object.class
                    && type != Record.class
                    && type != Number.class
                    && !Throwable.class.isAssignableFrom(type)) {
                throw new Refusal(
                        "it extends " + type.getName() + ", whose fields cannot be seen from outside",
                        "send what it is made of");
            }
            return;
        }
        Class<?> superclass = type.getSuperclass();
        if (superclass != null) {
            collect(superclass, found, anySuperclass);
        }
        collectOwn(type, found);
    }

    private static void collectOwn(Class<?> type, List<Field> found) {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                try {
                    field.setAccessible(true);
                } catch (RuntimeException e) {
                    throw new Refusal(
                            "the fields of " + type.getName() + " cannot be seen from here",
                            "open its package in module-info.java: opens " + type.getPackageName(),
                            e);
                }
                found.add(field);
            }
        }
    }

    @Override
    public int shape() {
        return shape;
    }

    @Override
    public void write(Kryo kryo, Output output, Object object) {
        for (int i = 0; i < fields.length; i++) {
            Field field = fields[i];
            try {
                if (narrow[i]) {
                    EnvelopeClasses.requireComesBackAs(field.getType(), field.get(object));
                }
                write(kryo, output, field, object);
            } catch (Refusal refusal) {
                throw refusal.at("." + field.getName());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(field + " was made accessible", e);
            }
        }
    }

    private static void write(Kryo kryo, Output output, Field field, Object object) throws IllegalAccessException {
        Class<?> type = field.getType();
        if (!type.isPrimitive()) {
            kryo.writeClassAndObject(output, field.get(object));
        } else if (type == int.class) {
            output.writeVarInt(field.getInt(object), false);
        } else if (type == long.class) {
            output.writeVarLong(field.getLong(object), false);
        } else if (type == double.class) {
            output.writeDouble(field.getDouble(object));
        } else if (type == boolean.class) {
            output.writeBoolean(field.getBoolean(object));
        } else if (type == float.class) {
            output.writeFloat(field.getFloat(object));
        } else if (type == byte.class) {
            output.writeByte(field.getByte(object));
        } else if (type == short.class) {
            output.writeShort(field.getShort(object));
        } else {
            output.writeChar(field.getChar(object));
        }
    }

    /** Reads the values of all fields in order. */
    @Nullable
    Object[] readAll(Kryo kryo, Input input) {
        @Nullable Object[] values = new Object[fields.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = read(kryo, input, fields[i]);
        }
        return values;
    }

    /** Sets the fields to what was read. */
    void setAll(Object object, @Nullable Object[] values) {
        for (int i = 0; i < fields.length; i++) {
            set(fields[i], object, values[i]);
        }
    }

    private static void set(Field field, Object object, @Nullable Object value) {
        try {
            field.set(object, value);
        } catch (IllegalAccessException | IllegalArgumentException e) {
            throw new KryoException("the field " + field + " cannot be set", e);
        }
    }

    @Override
    public void readInto(Kryo kryo, Input input, Object object) {
        for (Field field : fields) {
            set(field, object, read(kryo, input, field));
        }
    }

    private static @Nullable Object read(Kryo kryo, Input input, Field field) {
        Class<?> type = field.getType();
        if (!type.isPrimitive()) {
            Object value = kryo.readClassAndObject(input);
            return value == null || type.isInstance(value) ? value : Coercion.to(Type.of(type), value);
        } else if (type == int.class) {
            return input.readVarInt(false);
        } else if (type == long.class) {
            return input.readVarLong(false);
        } else if (type == double.class) {
            return input.readDouble();
        } else if (type == boolean.class) {
            return input.readBoolean();
        } else if (type == float.class) {
            return input.readFloat();
        } else if (type == byte.class) {
            return input.readByte();
        } else if (type == short.class) {
            return input.readShort();
        }
        return input.readChar();
    }
}
