package dev.steward.protocol.value.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.jdk.SerialForm;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The comparators that the methods of {@link Comparator}, {@link Map.Entry}, {@link Collections} and {@link String} give:
 * which of them it is, and what it was made of. Made anew by the same method, which calls nothing of its parts. Stateless.
 */
final class JdkComparators extends Serializer<Comparator<?>> implements MadeOfParts {

    /** The methods, in the order of their numbers. */
    private enum Made {
        REVERSE_ORDER,
        CASE_INSENSITIVE_ORDER,
        REVERSED,
        NULLS_FIRST,
        NULLS_LAST,
        COMPARING,
        COMPARING_BY,
        COMPARING_INT,
        COMPARING_LONG,
        COMPARING_DOUBLE,
        THEN_COMPARING,
        BY_KEY,
        BY_VALUE,
        BY_KEY_AND,
        BY_VALUE_AND
    }

    private static final List<Made> NUMBERED = List.of(Made.values());

    private static final Class<?> NULLS = Comparator.nullsFirst(null).getClass();
    private static final Class<?> REVERSED =
            Collections.reverseOrder(String.CASE_INSENSITIVE_ORDER).getClass();

    JdkComparators() {
        super(false, true);
    }

    /** Returns whether objects of a class are such comparators. */
    static boolean is(Class<?> type) {
        return Comparator.class.isAssignableFrom(type)
                && Serializable.class.isAssignableFrom(type)
                && AllowedClasses.isOfTheJdk(type);
    }

    @Override
    public void write(Kryo kryo, Output output, Comparator<?> comparator) {
        if (comparator.equals(Collections.reverseOrder())) {
            write(kryo, output, Made.REVERSE_ORDER, List.of());
        } else if (comparator.equals(String.CASE_INSENSITIVE_ORDER)) {
            write(kryo, output, Made.CASE_INSENSITIVE_ORDER, List.of());
        } else if (comparator.getClass() == NULLS) {
            write(
                    kryo,
                    output,
                    putsNullFirst(comparator) ? Made.NULLS_FIRST : Made.NULLS_LAST,
                    Collections.singletonList(ofOthers(comparator)));
        } else if (comparator.getClass() == REVERSED) {
            write(kryo, output, Made.REVERSED, List.of(comparator.reversed()));
        } else {
            writeLambda(kryo, output, comparator);
        }
    }

    /** Returns by what a comparator that knows where nulls go orders what is no null; null if all of that is equal to it. */
    private static @Nullable Object ofOthers(Comparator<?> nulls) {
        List<Object> parts = SerialForm.partsOf((Serializable) nulls);
        if (parts.isEmpty()) {
            return null;
        }
        if (!(parts.get(0) instanceof SerializedLambda)) {
            return parts.get(0);
        }
        // In its form a lambda is replaced; what turns it round is not, and gives it back.
        Object turned = SerialForm.partsOf((Serializable) nulls.reversed()).get(0);
        return part(Comparator.class, turned).reversed();
    }

    @SuppressWarnings("unchecked")
    private static boolean putsNullFirst(Comparator<?> nulls) {
        return ((Comparator<@Nullable Object>) nulls).compare(null, "") < 0;
    }

    private static void writeLambda(Kryo kryo, Output output, Comparator<?> comparator) {
        List<Object> parts = SerialForm.partsOf((Serializable) comparator);
        if (parts.size() == 1 && parts.get(0) instanceof SerializedLambda lambda) {
            List<@Nullable Object> captured = new ArrayList<>();
            for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
                captured.add(lambda.getCapturedArg(i));
            }
            Made made = madeBy(madeIn(lambda.getImplMethodName()), captured.size());
            if (made == Made.COMPARING && captured.get(0) instanceof Function) {
                Collections.reverse(captured);
            }
            if (made != null) {
                write(kryo, output, made, captured);
                return;
            }
        }
        throw new Refusal(
                comparator.getClass().getName() + " is a comparator of the JDK that cannot travel",
                "send one of Comparator's methods, or a class of your own");
    }

    /** Returns the method that a lambda stands in: {@code lambda$comparing$77a9974f$1}. */
    private static String madeIn(String lambda) {
        int start = lambda.indexOf('$') + 1;
        int end = lambda.indexOf('$', start);
        return end < 0 ? lambda : lambda.substring(start, end);
    }

    private static @Nullable Made madeBy(String method, int captured) {
        return switch (method) {
            case "comparing" -> captured == 2 ? Made.COMPARING : Made.COMPARING_BY;
            case "comparingInt" -> Made.COMPARING_INT;
            case "comparingLong" -> Made.COMPARING_LONG;
            case "comparingDouble" -> Made.COMPARING_DOUBLE;
            case "thenComparing" -> Made.THEN_COMPARING;
            case "comparingByKey" -> captured == 0 ? Made.BY_KEY : Made.BY_KEY_AND;
            case "comparingByValue" -> captured == 0 ? Made.BY_VALUE : Made.BY_VALUE_AND;
            default -> null;
        };
    }

    private static void write(Kryo kryo, Output output, Made made, List<? extends @Nullable Object> parts) {
        if (made == Made.THEN_COMPARING) {
            requireNoOther(parts.get(0));
        }
        output.writeByte(NUMBERED.indexOf(made));
        for (Object part : parts) {
            try {
                kryo.writeClassAndObject(output, part);
            } catch (Refusal refusal) {
                throw refusal.at(".comparator()");
            }
        }
    }

    /** One whose own method would give something else. */
    private static Comparator<?> requireNoOther(@Nullable Object first) {
        Comparator<?> comparator = part(Comparator.class, first);
        try {
            if (comparator
                            .getClass()
                            .getMethod("thenComparing", Comparator.class)
                            .getDeclaringClass()
                    == Comparator.class) {
                return comparator;
            }
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("each comparator has it", e);
        }
        throw new Refusal(
                comparator.getClass().getName() + " has a thenComparing(Comparator) of its own",
                "write the order of both into one class");
    }

    private static <T> T part(Class<T> type, @Nullable Object part) {
        if (type.isInstance(part)) {
            return type.cast(part);
        }
        throw new KryoException("a comparator made of something else than a " + type.getSimpleName());
    }

    @Override
    public Comparator<?> read(Kryo kryo, Input input, Class<? extends Comparator<?>> expected) {
        int number = input.readByte();
        if (number < 0 || number >= NUMBERED.size()) {
            throw new KryoException("an unknown comparator");
        }
        return switch (NUMBERED.get(number)) {
            case REVERSE_ORDER -> Collections.reverseOrder();
            case CASE_INSENSITIVE_ORDER -> String.CASE_INSENSITIVE_ORDER;
            case REVERSED -> Collections.reverseOrder(readComparator(kryo, input));
            case NULLS_FIRST -> Comparator.nullsFirst(readComparatorOrNull(kryo, input));
            case NULLS_LAST -> Comparator.nullsLast(readComparatorOrNull(kryo, input));
            case COMPARING -> {
                Comparator<Object> keys = readComparator(kryo, input);
                yield comparing(readPart(kryo, input, Function.class), keys);
            }
            case COMPARING_BY -> comparing(readPart(kryo, input, Function.class));
            case COMPARING_INT -> comparingInt(readPart(kryo, input, ToIntFunction.class));
            case COMPARING_LONG -> comparingLong(readPart(kryo, input, ToLongFunction.class));
            case COMPARING_DOUBLE -> comparingDouble(readPart(kryo, input, ToDoubleFunction.class));
            case THEN_COMPARING -> {
                Comparator<Object> first = readComparator(kryo, input);
                requireNoOther(first);
                yield first.thenComparing(readComparator(kryo, input));
            }
            case BY_KEY -> byKey();
            case BY_VALUE -> byValue();
            case BY_KEY_AND -> Map.Entry.comparingByKey(readComparator(kryo, input));
            case BY_VALUE_AND -> Map.Entry.comparingByValue(readComparator(kryo, input));
        };
    }

    private static <T> T readPart(Kryo kryo, Input input, Class<T> type) {
        return part(type, kryo.readClassAndObject(input));
    }

    @SuppressWarnings("unchecked")
    private static Comparator<Object> readComparator(Kryo kryo, Input input) {
        return (Comparator<Object>) readPart(kryo, input, Comparator.class);
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Comparator<Object> readComparatorOrNull(Kryo kryo, Input input) {
        Object read = kryo.readClassAndObject(input);
        return read == null ? null : (Comparator<Object>) part(Comparator.class, read);
    }

    @SuppressWarnings("unchecked")
    private static Comparator<Object> comparing(Function<?, ?> key, Comparator<Object> keys) {
        return Comparator.comparing((Function<Object, Object>) key, keys);
    }

    @SuppressWarnings("unchecked")
    private static Comparator<Object> comparing(Function<?, ?> key) {
        return Comparator.comparing((Function<Object, Comparable<Object>>) key);
    }

    @SuppressWarnings("unchecked")
    private static Comparator<Object> comparingInt(ToIntFunction<?> key) {
        return Comparator.comparingInt((ToIntFunction<Object>) key);
    }

    @SuppressWarnings("unchecked")
    private static Comparator<Object> comparingLong(ToLongFunction<?> key) {
        return Comparator.comparingLong((ToLongFunction<Object>) key);
    }

    @SuppressWarnings("unchecked")
    private static Comparator<Object> comparingDouble(ToDoubleFunction<?> key) {
        return Comparator.comparingDouble((ToDoubleFunction<Object>) key);
    }

    private static Comparator<Map.Entry<Comparable<Object>, Object>> byKey() {
        return Map.Entry.comparingByKey();
    }

    private static Comparator<Map.Entry<Object, Comparable<Object>>> byValue() {
        return Map.Entry.comparingByValue();
    }
}
