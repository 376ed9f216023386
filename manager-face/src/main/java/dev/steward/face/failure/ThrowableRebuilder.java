package dev.steward.face.failure;

import dev.steward.api.RemoteObjectException;
import dev.steward.protocol.value.thrown.JdkThrowables;
import dev.steward.protocol.value.thrown.ThrowableMaker;
import dev.steward.protocol.value.thrown.ThrowableState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes an exception of a description alone, where the exception itself did not travel: of the nearest class of the JDK that
 * holds no more than a description tells. No other class is looked up. Stateless.
 */
final class ThrowableRebuilder {

    private static final @Nullable Object[] NO_PARTS = {};

    private ThrowableRebuilder() {}

    /** Returns the exception with its causes, and the frames that they had. */
    static Throwable rebuild(RemoteThrowable thrown) {
        Throwable first = make(thrown);
        Throwable last = first;
        for (RemoteThrowable next = thrown.cause(); next != null; next = next.cause()) {
            Throwable deeper = make(next);
            ThrowableState.initCause(last, deeper);
            last = deeper;
        }
        return first;
    }

    private static Throwable make(RemoteThrowable thrown) {
        List<String> names = new ArrayList<>(thrown.superclasses());
        names.add(0, thrown.className());
        Throwable made = null;
        for (int i = 0; i < names.size() && made == null; i++) {
            made = make(names.get(i), i == 0, i == 0 ? thrown.message() : thrown.describe());
        }
        if (made == null) {
            made = new RemoteObjectException(thrown.describe(), thrown.className(), thrown.trace());
        }
        RemoteFrames.give(made, thrown);
        return made;
    }

    private static @Nullable Throwable make(String className, boolean own, @Nullable String message) {
        Class<?> type = JdkThrowables.find(className);
        if (type == null || type == Throwable.class || (!own && JdkThrowables.isGeneral(type))) {
            return null;
        }
        ThrowableMaker maker = ThrowableMaker.of(type);
        return maker == null || maker.partsOf() != null ? null : maker.make(message, NO_PARTS, null);
    }
}
