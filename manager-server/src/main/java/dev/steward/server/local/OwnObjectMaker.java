package dev.steward.server.local;

import dev.steward.api.ObjectToken;
import dev.steward.api.SharedIterator;
import dev.steward.api.Type;
import dev.steward.face.SharedObjectMaker;
import dev.steward.vocabulary.BuiltInType;
import org.jspecify.annotations.Nullable;

/** Makes objects that belong to no server yet, which have no names and no server. Does not block. */
public final class OwnObjectMaker extends SharedObjectMaker {

    // The type of a face makes exactly that face.
    @SuppressWarnings("unchecked")
    @Override
    protected <T> T make(BuiltInType type, @Nullable String name, Type<T> face, @Nullable Object... arguments) {
        if (name != null) {
            throw new IllegalArgumentException(
                    "an object that belongs to no server yet has no name: register it, or make it with a manager");
        }
        return (T) OwnObject.make(type, face, arguments);
    }

    @Override
    protected void requireHere(ObjectToken token) {
        // What it is made of goes into a server together with it.
    }

    /** Goes over a copy: no server has the elements yet. */
    @Override
    public <E extends @Nullable Object> SharedIterator<E> iterator(Iterable<? extends E> elements) {
        return iteratorOverCopy(elements);
    }
}
