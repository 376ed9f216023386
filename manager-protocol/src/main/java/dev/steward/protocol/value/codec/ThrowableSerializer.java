package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.ValueInput;
import dev.steward.protocol.value.ValueOutput;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * An exception: its message, cause, stack trace and suppressed ones, and the fields that its own classes add. The JDK's
 * fields cannot be set from outside, so it is made by a constructor. Looked at once per class; stateless then.
 */
final class ThrowableSerializer extends UserObjectSerializer {

    /** The first of these that the class has is taken: best one that leaves the cause to be set afterwards. */
    private static final Class<?>[][] CONSTRUCTORS = {
        {String.class}, {}, {String.class, Throwable.class}, {Throwable.class}
    };

    private final FieldTable fields;
    private final Constructor<?> constructor;
    private final boolean takesMessage;
    private final boolean takesCause;

    ThrowableSerializer(Class<?> type) {
        this(type, FieldTable.of(type));
    }

    private ThrowableSerializer(Class<?> type, FieldTable fields) {
        super(fields.shape());
        this.fields = fields;
        this.constructor = findConstructor(type);
        Class<?>[] parameters = constructor.getParameterTypes();
        this.takesMessage = parameters.length > 0 && parameters[0] == String.class;
        this.takesCause = parameters.length > 0 && parameters[parameters.length - 1] == Throwable.class;
    }

    private static Constructor<?> findConstructor(Class<?> type) {
        for (Class<?>[] parameters : CONSTRUCTORS) {
            Constructor<?> found;
            try {
                found = type.getDeclaredConstructor(parameters);
            } catch (NoSuchMethodException e) {
                found = null; // The next one may be there.
            }
            if (found != null && !AllowedClasses.isOfTheJdk(type)) {
                found.setAccessible(true);
                return found;
            }
            if (found != null && Modifier.isPublic(found.getModifiers())) {
                return found;
            }
        }
        throw new Refusal(
                type.getName() + " is an exception without one of the usual constructors",
                "give it one that takes a message: (String)");
    }

    @Override
    public void write(Kryo kryo, Output output, Object value) {
        Throwable throwable = (Throwable) value;
        kryo.writeClassAndObject(output, throwable.getMessage());
        try {
            kryo.writeClassAndObject(output, throwable.getCause());
        } catch (Refusal refusal) {
            throw refusal.at(".getCause()");
        }
        writeFrames((ValueOutput) output, throwable.getStackTrace());
        Containers.writeElements(kryo, output, throwable.getSuppressed());
        fields.write(kryo, output, value);
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<?> expected) {
        Object message = kryo.readClassAndObject(input);
        Throwable throwable;
        if (takesCause) {
            Object cause = kryo.readClassAndObject(input);
            throwable =
                    (Throwable) (takesMessage ? construct(constructor, message, cause) : construct(constructor, cause));
            kryo.reference(throwable);
        } else {
            throwable = (Throwable) (takesMessage ? construct(constructor, message) : construct(constructor));
            kryo.reference(throwable);
            setCause(throwable, kryo.readClassAndObject(input));
        }
        throwable.setStackTrace(readFrames((ValueInput) input));
        for (int left = ((ValueInput) input).readElementCount(); left > 0; left--) {
            if (kryo.readClassAndObject(input) instanceof Throwable suppressed && suppressed != throwable) {
                throwable.addSuppressed(suppressed);
            }
        }
        fields.readInto(kryo, input, throwable);
        return throwable;
    }

    private static void setCause(Throwable throwable, @Nullable Object read) {
        if (!(read instanceof Throwable cause) || cause == throwable || throwable.getCause() != null) {
            return;
        }
        try {
            throwable.initCause(cause);
        } catch (IllegalStateException ruledOutByItsConstructor) {
            throwable.addSuppressed(cause);
        }
    }

    private static void writeFrames(ValueOutput out, StackTraceElement[] frames) {
        out.writeCount(frames.length);
        for (StackTraceElement frame : frames) {
            out.writeName(frame.getClassName());
            out.writeName(frame.getMethodName());
            out.writeName(frame.getFileName() == null ? "" : frame.getFileName());
            out.writeVarInt(frame.getLineNumber(), false);
        }
    }

    private static StackTraceElement[] readFrames(ValueInput in) {
        StackTraceElement[] frames = new StackTraceElement[in.readElementCount()];
        for (int i = 0; i < frames.length; i++) {
            String className = in.readText();
            String method = in.readText();
            String file = in.readText();
            frames[i] = new StackTraceElement(className, method, file.isEmpty() ? null : file, in.readVarInt(false));
        }
        return frames;
    }
}
