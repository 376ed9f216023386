package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.steward.protocol.value.MachineError;
import dev.steward.protocol.value.Refusal;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.objenesis.instantiator.ObjectInstantiator;
import org.objenesis.strategy.StdInstantiatorStrategy;

/**
 * Records by their canonical constructor, so that its checks hold; other objects by their fields, superclasses first,
 * without a constructor where there is none without arguments. In place of Kryo's own serializers for the two, because
 * those reach for {@code sun.misc.Unsafe}, do not notice that both sides have different fields, and trust what they read.
 * Looked at once per class; for any thread.
 */
abstract class UserObjectSerializer extends Serializer<Object> {

    private final FieldTable table;

    UserObjectSerializer(FieldTable table) {
        this.table = table;
    }

    /** What tells two versions of the class apart. */
    int shape() {
        return table.shape();
    }

    /** Returns the fields, for a message, such as {@code int weight, String name}. */
    String fieldsHere() {
        return table.toString();
    }

    static UserObjectSerializer of(Class<?> type) {
        if (type.isRecord()) {
            return new OfRecord(type);
        }
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            throw new Refusal(type.getName() + " has no objects of its own: it is abstract", "name the class that has");
        }
        return of(type, FieldTable.of(type));
    }

    /** By those fields. */
    static UserObjectSerializer of(Class<?> type, FieldTable fields) {
        return new OfFields(type, fields);
    }

    /** Returns whether the fields count, beside what it holds if it is a collection. */
    boolean keepsFields() {
        return true;
    }

    /** Writes the fields alone. */
    void writeFields(Kryo kryo, Output output, Object value) {
        write(kryo, output, value);
    }

    static Object construct(Constructor<?> constructor, @Nullable Object... arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            MachineError.rethrow(e.getCause());
            throw new Refusal(
                    "the constructor of " + constructor.getDeclaringClass().getName() + " refused it: " + e.getCause(),
                    "send what it accepts",
                    e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new KryoException(
                    "not the parts of a " + constructor.getDeclaringClass().getName(), e);
        }
    }

    private static final class OfRecord extends UserObjectSerializer implements MadeOfParts {
        private final FieldTable fields;
        private final Constructor<?> constructor;

        OfRecord(Class<?> type) {
            this(type, FieldTable.of(type));
        }

        private OfRecord(Class<?> type, FieldTable fields) {
            super(fields);
            this.fields = fields;
            Class<?>[] components = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            try {
                constructor = type.getDeclaredConstructor(components);
                constructor.setAccessible(true);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(type + " is a record without its constructor", e);
            }
        }

        @Override
        public void write(Kryo kryo, Output output, Object value) {
            fields.write(kryo, output, value);
        }

        @Override
        public Object read(Kryo kryo, Input input, Class<?> expected) {
            Object made = construct(constructor, fields.readAll(kryo, input));
            return made instanceof Passage passage ? arrived(passage, (ValueKryo) kryo) : made;
        }

        private static Object arrived(Passage passage, ValueKryo kryo) {
            AllowedClasses allowed = kryo.allowed();
            if (passage instanceof FunctionPassage function && allowed.takesFunctions()) {
                requireAllowed(function, allowed);
            } else if (!allowed.isOfOneProgram()) {
                throw new Refusal(
                        passage.getClass().getName() + " is opened between processes of one program only",
                        "send a plain value, or a name for what to do");
            }
            return passage.arrive();
        }

        private static void requireAllowed(FunctionPassage function, AllowedClasses allowed) {
            if (!allowed.isAllowed(function.owner())) {
                String packageName = AllowedClasses.packageOf(function.owner());
                String typed = packageName.isEmpty() ? "\"\"" : packageName;
                throw new Refusal(
                        "the function " + function + " stands in " + function.owner() + ", which is not allowed here",
                        "allow " + (packageName.isEmpty() ? "the unnamed package" : "its package, " + packageName)
                                + ": steward worker --allow " + typed
                                + ", or PoolWorker.builder().allow(\"" + packageName + "\")");
            }
        }
    }

    private static final class OfFields extends UserObjectSerializer {
        private static final StdInstantiatorStrategy BARE_MAKERS = new StdInstantiatorStrategy();

        private final Class<?> type;
        private final FieldTable fields;
        private final @Nullable Constructor<?> constructor;

        /** Made when the first object needs it and kept: making one costs a class of the JDK's. */
        private volatile @Nullable ObjectInstantiator<?> bareMaker;

        OfFields(Class<?> type, FieldTable fields) {
            super(fields);
            this.type = type;
            this.fields = fields;
            this.constructor = withoutArguments(type);
        }

        private static @Nullable Constructor<?> withoutArguments(Class<?> type) {
            try {
                Constructor<?> constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                return constructor;
            } catch (NoSuchMethodException none) {
                return null;
            }
        }

        @Override
        public void write(Kryo kryo, Output output, Object value) {
            fields.write(kryo, output, value);
        }

        @Override
        public Object read(Kryo kryo, Input input, Class<?> expected) {
            Object object = newObject();
            kryo.reference(object);
            fields.readInto(kryo, input, object);
            return object;
        }

        /** What is there was made in another way where the constructor without arguments fails: its fields are all there is. */
        private Object newObject() {
            if (constructor != null) {
                try {
                    return constructor.newInstance();
                } catch (InvocationTargetException refused) {
                    MachineError.rethrow(refused.getCause());
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("a constructor of " + type + " that may not be called", e);
                }
            }
            ObjectInstantiator<?> maker = bareMaker;
            if (maker == null) {
                maker = BARE_MAKERS.newInstantiatorOf(type);
                bareMaker = maker;
            }
            return maker.newInstance();
        }
    }
}
