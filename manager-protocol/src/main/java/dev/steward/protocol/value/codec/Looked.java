package dev.steward.protocol.value.codec;

import dev.steward.api.Tuple;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** How far whoever hashes or prints an object looks into it. */
enum Looked {

    /** Into all that it holds: collections and the like, and comparators, which ask all that they are made of. */
    THROUGH,

    /** As far as its class likes, which has a hash or an order of its own, as a record has. */
    AS_ITS_CLASS_SAYS,

    /** Over its bytes: a class of the JDK that holds data alone. */
    OVER,

    /** Not at all: one is told from another by identity. */
    PAST;

    private static final ClassValue<Looked> OF_CLASS = new ClassValue<>() {
        @Override
        protected Looked computeValue(Class<?> type) {
            return find(type);
        }
    };

    /** Returns it for objects that are written and read as that class. */
    static Looked at(Class<?> type) {
        return OF_CLASS.get(type);
    }

    private static Looked find(Class<?> type) {
        if (type.isArray() || Passage.class.isAssignableFrom(type)) {
            return PAST;
        }
        if (Collection.class.isAssignableFrom(type)
                || Map.class.isAssignableFrom(type)
                || Map.Entry.class.isAssignableFrom(type)
                || Comparator.class.isAssignableFrom(type)
                || type == Optional.class
                || type == AtomicReference.class
                || type == AtomicReferenceArray.class
                || type == Tuple.class) {
            return THROUGH;
        }
        if (type.isRecord() || Throwable.class.isAssignableFrom(type)) {
            return AS_ITS_CLASS_SAYS;
        }
        if (AllowedClasses.isOfTheJdk(type)) {
            return OVER;
        }
        return hasOrderOrHash(type) ? AS_ITS_CLASS_SAYS : PAST;
    }

    private static boolean hasOrderOrHash(Class<?> type) {
        try {
            return Comparable.class.isAssignableFrom(type)
                    || type.getMethod("hashCode").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            // Only an interface may say nothing of it.
            return true;
        }
    }
}
