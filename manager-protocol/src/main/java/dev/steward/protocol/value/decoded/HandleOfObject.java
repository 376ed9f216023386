package dev.steward.protocol.value.decoded;

import dev.steward.api.Type;
import org.jspecify.annotations.Nullable;

/** What stands for an object of which nothing is known but that it is there: it becomes a proxy where a type is declared. */
public interface HandleOfObject {

    /**
     * Returns a proxy of the object as an interface. Does not call the object, and does not block.
     *
     * @return null if it is no interface that a user's object can have
     */
    @Nullable
    Object as(Type<?> type);
}
