package dev.steward.systemtests.history.type;

import dev.steward.systemtests.history.SequentialModel;
import org.jspecify.annotations.Nullable;

/**
 * A model that is an object of the JDK, on which each call is made again. Stateless.
 *
 * @param <S> what the object has in it
 * @param <T> the object, its twin
 */
interface TwinModel<S, T> extends SequentialModel<S, TypedCall> {

    /** Makes the twin. */
    T twin(S state);

    /** Returns what a twin has in it. */
    S state(T twin);

    /** Makes a call and returns what it tells. */
    @Nullable
    Object tell(T twin, TypedCall call);

    @Override
    default @Nullable S after(S state, TypedCall call) {
        T twin = twin(state);
        Object told;
        try {
            told = Notes.told(() -> tell(twin, call));
        } catch (InterruptedException nothingWaits) {
            throw new IllegalStateException(nothingWaits);
        }
        return call.told(told) ? state(twin) : null;
    }
}
