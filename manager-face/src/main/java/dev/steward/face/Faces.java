package dev.steward.face;

import dev.steward.api.NoSuchObjectException;
import dev.steward.api.Outcome;
import dev.steward.api.RemoteProxy;
import dev.steward.api.SharedIterator;
import dev.steward.api.Type;
import dev.steward.face.object.Face;
import dev.steward.face.object.ObjectCaller;
import dev.steward.face.object.PartOfObject;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Printable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes the Java faces of the built-in types' objects, and looks behind them. Stateless; does not call the server. */
public final class Faces {

    private Faces() {}

    /**
     * Returns the face of an object of a built-in type.
     *
     * @param builtIn the type that the object is of
     * @param caller the way to the object
     * @param type what the code at hand asked for: the shared interface with its arguments, an interface that it extends,
     *     or {@code Object}
     * @throws dev.steward.api.NoSuchObjectException if the face of that type is no such thing
     */
    public static RemoteProxy create(BuiltInType builtIn, ObjectCaller caller, Type<?> type) {
        Face face = SharedObjectMaker.faceOf(builtIn, caller, type);
        if (!type.raw().isInstance(face)) {
            throw new NoSuchObjectException(
                    face.label() + " is " + Printable.withArticle(builtIn.toString()) + ", not "
                            + Printable.withArticle(type.toString()) + ": ask for it as "
                            + builtIn.face().getSimpleName(),
                    Outcome.NOT_EXECUTED);
        }
        return face;
    }

    /**
     * Returns an iterator over one snapshot of a shared object, or of the keys of a dict, made by its server, which it
     * calls; null if the elements are those of no shared object.
     */
    // What it goes over is what the argument has.
    @SuppressWarnings("unchecked")
    public static <E extends @Nullable Object> @Nullable SharedIterator<E> iteratorOver(
            Iterable<? extends E> elements) {
        Object source = elements instanceof PartOfObject part ? part.object() : elements;
        return source instanceof Face face ? (SharedIterator<E>) face.sharedIterator() : null;
    }

    /** Returns the type that a face was asked for by, or null if it is not a face of a built-in type. */
    public static @Nullable Type<?> typeOf(Object face) {
        return face instanceof Face known ? known.type() : null;
    }

    /** Returns the way of a face to its object, or null if it is not a face of a built-in type. */
    public static @Nullable ObjectCaller callerOf(Object face) {
        return face instanceof Face known ? known.caller() : null;
    }

    /**
     * Returns a face of the same object each of whose calls must be answered within a time.
     *
     * @throws IllegalArgumentException if it is not a face of a built-in type, or the time is not more than zero
     */
    // The new face is of the same class as the one that came in, which is a T.
    @SuppressWarnings("unchecked")
    public static <T> T withDeadline(T face, Duration deadline) {
        if (!(face instanceof Face known)) {
            throw new IllegalArgumentException(
                    "not a proxy of a shared object: " + face.getClass().getName());
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("a deadline must be more than zero: " + deadline);
        }
        return (T) known.with(known.caller().withDeadline(deadline), known.type());
    }
}
