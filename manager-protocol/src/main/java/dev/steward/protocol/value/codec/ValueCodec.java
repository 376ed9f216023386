package dev.steward.protocol.value.codec;

import static java.util.Objects.requireNonNull;

import com.esotericsoftware.kryo.KryoException;
import dev.steward.api.ManagerException;
import dev.steward.api.ObjectToken;
import dev.steward.api.Outcome;
import dev.steward.api.Tuple;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.MachineError;
import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.ValueInput;
import dev.steward.protocol.value.ValueKind;
import dev.steward.protocol.value.ValueOutput;
import dev.steward.protocol.value.codec.DeepStack.TooDeep;
import dev.steward.protocol.value.decoded.Unopened;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Turns Java values into {@link EncodedValue}s and back. Thread-safe; never blocks, unless {@link References} does.
 *
 * <p>A Kryo serves one thread at a time and is dear to make, so each waits for the next call in a slot that the calling
 * thread's number points to. What user code throws from within (a getter of a record, {@code equals} of a key) may leave a
 * Kryo half way: it is thrown away.
 */
public final class ValueCodec {

    /**
     * How deep a value may nest that is sent as an argument. Less than what can be read at all: the server answers with
     * such values inside lists of its own.
     */
    public static final int MAX_DEPTH = ValueKryo.MAX_DEPTH;

    private static final int SLOTS = 64;

    private final References references;
    private final AllowedClasses allowed;
    private final long mostBytes;
    private final DeepStack stack;
    private final AtomicReferenceArray<@Nullable Workbench> idle = new AtomicReferenceArray<>(SLOTS);

    /** How a value is written. */
    enum Manner {
        AS_IT_IS,
        /** Sets and maps with a comparator of their own keep that. */
        WITH_ORDER,
        /** Fields of exceptions that cannot travel are left out, and not refused. */
        LEAVING_OUT
    }

    /** A Kryo with its buffers. */
    private static final class Workbench {
        private final ClosedKryo kryo;
        private final ValueOutput output = new ValueOutput();
        private final ValueInput input = new ValueInput();

        Workbench(References references, AllowedClasses allowed, long mostBytes, DeepStack stack, boolean deep) {
            kryo = new ClosedKryo(references, allowed, mostBytes, stack, deep);
        }
    }

    /**
     * A codec of one client or server.
     *
     * @param references turns proxies into tokens and back
     * @param allowed the classes that {@link #decode} may open; classes allowed later count too
     */
    public ValueCodec(References references, AllowedClasses allowed) {
        this(references, allowed, Long.MAX_VALUE);
    }

    /**
     * As {@link #ValueCodec(References, AllowedClasses)}, for values up to a size.
     *
     * @param mostBytes what is made of several parts and takes more is refused before all of it is written
     */
    public ValueCodec(References references, AllowedClasses allowed, long mostBytes) {
        this(references, allowed, mostBytes, DeepStack.ofThisProcess());
    }

    /** With a stack of its own for what nests deep. */
    ValueCodec(References references, AllowedClasses allowed, long mostBytes, DeepStack stack) {
        this.stack = stack;
        this.references = references;
        this.allowed = allowed;
        this.mostBytes = mostBytes;
    }

    /** A sorted collection that keeps its comparator. */
    record Ordered(Object collection) {}

    /**
     * Returns the bytes of a value. What is not of the closed set goes into an opaque envelope; what is encoded stays as it is.
     *
     * @throws UnsupportedValueException if the value, or something inside it, cannot travel; names the class, where it is
     *     inside the value, and what to do
     */
    public EncodedValue encode(@Nullable Object value) {
        if (value == null) {
            return EncodedValue.NULL;
        }
        // The usual small ones need no Kryo, large texts and arrays no second buffer.
        if (value instanceof String text) {
            return EncodedValue.of(text);
        }
        if (value instanceof Integer number) {
            return EncodedValue.ofInt(number);
        }
        if (value instanceof Long number) {
            return EncodedValue.of(number.longValue());
        }
        if (value instanceof Double number) {
            return EncodedValue.ofDouble(number);
        }
        if (value instanceof Boolean truth) {
            return EncodedValue.of(truth.booleanValue());
        }
        if (value instanceof byte[] blob) {
            return EncodedValue.of(blob);
        }
        if (value instanceof ObjectToken token) {
            return EncodedValue.of(token);
        }
        if (value instanceof EncodedValue encoded) {
            return encoded;
        }
        return encodeWithKryo(value, Manner.AS_IT_IS);
    }

    /**
     * As {@link #encode}, of what users' code gives and takes, not what a shared object holds: a set or map with a
     * comparator of its own arrives with that, also one inside of lists, sets and maps.
     *
     * @throws UnsupportedValueException also if such a comparator cannot travel: without it another order would arrive
     */
    public EncodedValue encodeWithOrder(@Nullable Object value) {
        return value instanceof Collection<?> || value instanceof Map<?, ?> || value instanceof Tuple
                ? encodeWithKryo(value, Manner.WITH_ORDER)
                : encode(value);
    }

    /**
     * Returns the bytes of a value that tells of a failure, which must get through. Exceptions in it leave out the fields that
     * cannot travel, and arrive as the nearest superclass that has none of them, with the reason in the message.
     *
     * @throws UnsupportedValueException if something else in it cannot travel
     */
    public EncodedValue encodeFailure(Object value) {
        return encodeWithKryo(value, Manner.LEAVING_OUT);
    }

    /** Returns whether {@link #encode} needs no Kryo for a value: a program that has only such never makes one. */
    public static boolean isPlain(@Nullable Object value) {
        return value == null
                || value instanceof String
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double
                || value instanceof Boolean;
    }

    private EncodedValue encodeWithKryo(Object value, Manner manner) {
        Workbench workbench = take();
        EncodedValue encoded;
        try {
            encoded = encodeOn(workbench, value, manner);
        } catch (TooDeep deeper) {
            return encodeDeep(workbench, value, manner);
        }
        giveBack(workbench);
        return encoded;
    }

    private EncodedValue encodeDeep(Workbench gaveUp, Object value, Manner manner) {
        Workbench deep = new Workbench(references, allowed, mostBytes, stack, true);
        deep.kryo.adopt(gaveUp.kryo);
        try {
            return requireNonNull(stack.call(references, () -> encodeOn(deep, value, manner)));
        } catch (DeepStack.Unavailable why) {
            if (manner != Manner.LEAVING_OUT) {
                throw why.refusal().toException("encode", Outcome.NOT_EXECUTED);
            }
            Workbench shallow = new Workbench(references, allowed, mostBytes, stack, false);
            shallow.kryo.adopt(gaveUp.kryo);
            shallow.kryo.makeDo(why);
            return encodeOn(shallow, value, manner);
        }
    }

    private static EncodedValue encodeOn(Workbench workbench, Object value, Manner manner) {
        ValueOutput output = workbench.output;
        output.clear();
        workbench.kryo.begin(manner);
        try {
            workbench.kryo.writeClassAndObject(output, value);
        } catch (TooDeep deeper) {
            throw deeper;
        } catch (Refusal refusal) {
            throw refusal.toException("encode", Outcome.NOT_EXECUTED);
        } catch (ManagerException e) {
            throw e;
        } catch (Throwable e) {
            MachineError.rethrow(e);
            throw new UnsupportedValueException(
                    "cannot encode a value of " + value.getClass().getName() + ": " + e
                            + "; send a list, a map, a record or another plain value",
                    Outcome.NOT_EXECUTED,
                    e);
        }
        EncodedValue encoded = new EncodedValue(output.toBytes(), workbench.kryo.depth(), workbench.kryo.tokens());
        output.clear();
        return encoded;
    }

    /**
     * Returns the value that the bytes stand for. Collections are unmodifiable.
     *
     * @throws UnsupportedValueException if it holds a class that is not allowed or cannot be opened here
     */
    public @Nullable Object decode(EncodedValue value) {
        return decode(value, false, 0);
    }

    /**
     * As {@link #decode}; the values so deep in lists are opened each by itself. {@link Unopened} stands for one that
     * cannot be.
     *
     * @param alone in how many lists they are; 0 opens nothing by itself
     */
    public @Nullable Object decode(EncodedValue value, int alone) {
        return decode(value, false, alone);
    }

    /** As {@link #decode}, of a value that nobody else reads, now or later: its bytes may become the result's. */
    public @Nullable Object decodeOwn(EncodedValue value) {
        return decode(value, true, 0);
    }

    /** As {@link #decode(EncodedValue, int)}, of a value that nobody else reads. */
    public @Nullable Object decodeOwn(EncodedValue value, int alone) {
        return decode(value, true, alone);
    }

    private @Nullable Object decode(EncodedValue value, boolean own, int alone) {
        ValueKind kind = value.kind();
        switch (kind) {
            case NULL -> {
                return null;
            }
            case BOOLEAN -> {
                return value.asBoolean();
            }
            case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, BIG_INTEGER, BIG_DECIMAL -> {
                return value.number();
            }
            case TEXT, TEXT_UTF16 -> {
                return value.asText();
            }
            case BYTES -> {
                return value.asBytes(own);
            }
            default -> {
                byte[] bytes = value.bytes();
                List<ObjectToken> inside = value.tokens();
                if (value.depth() <= ValueKryo.ON_ANY_STACK) {
                    return decodeOn(take(), bytes, alone, inside);
                }
                Workbench deep = new Workbench(references, allowed, mostBytes, stack, true);
                try {
                    return stack.call(references, () -> decodeOn(deep, bytes, alone, inside));
                } catch (DeepStack.Unavailable why) {
                    inside.forEach(references::unread);
                    throw why.refusal().toException("decode", Outcome.UNKNOWN);
                }
            }
        }
    }

    private Object decodeOn(Workbench workbench, byte[] bytes, int alone, List<ObjectToken> inside) {
        ValueInput input = workbench.input;
        input.start(bytes, 0, bytes.length);
        Object decoded;
        try {
            decoded = workbench.kryo.read(input, alone, inside);
        } catch (Throwable e) {
            throw unreadable(e);
        }
        input.clear();
        if (!workbench.kryo.isDeep()) {
            giveBack(workbench);
        }
        return decoded;
    }

    /** Returns what who reads a value is told. */
    static UnsupportedValueException unreadable(Throwable e) {
        if (e instanceof Refusal refusal) {
            return refusal.toException("decode", Outcome.UNKNOWN);
        }
        if (e instanceof UnsupportedValueException known) {
            return known;
        }
        if (e instanceof ManagerException other) {
            throw other;
        }
        MachineError.rethrow(e);
        return new UnsupportedValueException(
                "cannot decode this value: " + reason(e) + "; what sent it is damaged, or has another version of the"
                        + " classes inside",
                Outcome.UNKNOWN,
                e);
    }

    private static @Nullable String reason(Throwable problem) {
        // Kryo wraps what was wrong with a reference to an earlier object.
        Throwable cause = problem.getCause() instanceof KryoException inner ? inner : problem;
        return cause instanceof KryoException ? cause.getMessage() : cause.toString();
    }

    private Workbench take() {
        int home = (int) Thread.currentThread().getId();
        for (int i = 0; i < 4; i++) {
            Workbench found = idle.getAndSet(home + i & SLOTS - 1, null);
            if (found != null) {
                return found;
            }
        }
        return new Workbench(references, allowed, mostBytes, stack, false);
    }

    private void giveBack(Workbench workbench) {
        int home = (int) Thread.currentThread().getId();
        for (int i = 0; i < 4; i++) {
            if (idle.compareAndSet(home + i & SLOTS - 1, null, workbench)) {
                return;
            }
        }
    }
}
