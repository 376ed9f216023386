package dev.steward.face.dict;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.api.Outcome;
import dev.steward.api.RemoteProxy;
import dev.steward.api.Tuple;
import dev.steward.api.UnsupportedValueException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What may be a key of a dict, or an element of a set: a value whose equality is the same for every process that looks. That is the closed set
 * without arrays, enums, and records made only of those.
 */
public final class KeyRules {

    /** What the class of a key says about it. */
    private enum Rule {
        /** A key whatever it holds. */
        PLAIN,
        /** A key if what it holds is. */
        NESTED,
        /** Never a key. */
        REFUSED
    }

    private static final Set<Class<?>> PLAIN = Set.of(
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class,
            String.class,
            UUID.class,
            ObjectToken.class,
            ObjectId.class);

    private static final int DEEPEST = 64;

    private static final String KEY = "a key";
    private static final String ELEMENT = "an element";

    private static final ClassValue<Rule> RULES = new ClassValue<>() {
        @Override
        protected Rule computeValue(Class<?> type) {
            return ruleOf(type);
        }
    };

    private KeyRules() {}

    private static Rule ruleOf(Class<?> type) {
        boolean time = type.getName().startsWith("java.time.")
                && (TemporalAccessor.class.isAssignableFrom(type)
                        || TemporalAmount.class.isAssignableFrom(type)
                        || ZoneId.class.isAssignableFrom(type));
        if (PLAIN.contains(type)
                || time
                || Enum.class.isAssignableFrom(type)
                || RemoteProxy.class.isAssignableFrom(type)) {
            return Rule.PLAIN;
        }
        if (Tuple.class == type
                || type.isRecord()
                || List.class.isAssignableFrom(type)
                || Set.class.isAssignableFrom(type)
                || Map.class.isAssignableFrom(type)) {
            return Rule.NESTED;
        }
        return Rule.REFUSED;
    }

    /**
     * Refuses what cannot be a key, before anything is sent.
     *
     * @param key the key
     * @param dict names the dict and what is asked of it, for the message
     * @throws NullPointerException if the key is null
     * @throws UnsupportedValueException if it is of a class that cannot be a key; the message says why
     */
    static void check(@Nullable Object key, Supplier<String> dict) {
        check(key, dict, KEY);
    }

    /**
     * Refuses what cannot be an element of a set, before anything is sent.
     *
     * @param element the element
     * @param set names the set and what is asked of it, for the message
     * @throws NullPointerException if the element is null
     * @throws UnsupportedValueException if it is of a class that cannot be an element; the message says why
     */
    public static void checkElement(@Nullable Object element, Supplier<String> set) {
        check(element, set, ELEMENT);
    }

    private static void check(@Nullable Object key, Supplier<String> holder, String role) {
        if (key == null) {
            throw new NullPointerException(holder.get() + ": " + role + " must not be null");
        }
        check(key, holder, role, 0);
    }

    /** Returns whether it can be a key or an element: what cannot is not among those of any dict or set. */
    public static boolean allows(@Nullable Object key) {
        if (key == null) {
            return false;
        }
        try {
            check(key, () -> "");
            return true;
        } catch (UnsupportedValueException noKey) {
            return false;
        }
    }

    private static void check(Object key, Supplier<String> holder, String role, int depth) {
        switch (RULES.get(key.getClass())) {
            case PLAIN -> {}
            case NESTED -> {
                if (depth == DEEPEST) {
                    throw refused(holder, role, key, "is nested more than " + DEEPEST + " deep");
                }
                checkParts(key, holder, role, depth + 1);
            }
            case REFUSED -> throw refused(holder, role, key, reason(key));
        }
    }

    private static void checkParts(Object key, Supplier<String> holder, String role, int depth) {
        if (key instanceof Tuple tuple) {
            checkAll(tuple.elements(), holder, role, depth);
        } else if (key instanceof Iterable<?> elements) {
            checkAll(elements, holder, role, depth);
        } else if (key instanceof Map<?, ?> map) {
            checkAll(map.keySet(), holder, role, depth);
            checkAll(map.values(), holder, role, depth);
        } else {
            for (RecordComponent component : key.getClass().getRecordComponents()) {
                Object part = partOf(key, component, holder, role);
                if (part != null) {
                    check(part, holder, role, depth);
                }
            }
        }
    }

    private static void checkAll(Iterable<?> parts, Supplier<String> holder, String role, int depth) {
        for (Object part : parts) {
            if (part != null) {
                check(part, holder, role, depth);
            }
        }
    }

    private static @Nullable Object partOf(
            Object record, RecordComponent component, Supplier<String> holder, String role) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException | RuntimeException unreadable) {
            throw refused(holder, role, record, "has a component that cannot be read: " + component.getName());
        }
    }

    private static String reason(Object key) {
        if (key.getClass().isArray()) {
            return "is an array, which is equal only to itself: use a Tuple or a list of its elements";
        }
        return "is equal to another only by its own code, which the server does not run: use a text, a number, an enum,"
                + " a Tuple, or a record made only of those";
    }

    private static UnsupportedValueException refused(Supplier<String> holder, String role, Object key, String reason) {
        return new UnsupportedValueException(
                holder.get() + ": " + key.getClass().getTypeName() + " cannot be " + role + " or part of one: it "
                        + reason,
                Outcome.NOT_EXECUTED);
    }
}
