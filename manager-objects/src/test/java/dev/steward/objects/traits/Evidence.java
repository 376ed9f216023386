package dev.steward.objects.traits;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an operation was seen to do, each with the first scene in which it was. */
final class Evidence {

    /** What can be seen of an operation. */
    enum Deed {
        /** Its answer said OK. */
        SUCCEEDED,
        /** The object is another one after it, or there is another object. */
        CHANGED_SOMETHING,
        /** A value is kept that was not kept before. */
        STORED_A_VALUE,
        /** It was not answered at once. */
        WAITED,
        /** The end of the caller's session finds something of it in the object. */
        LEFT_SOMETHING_OF_THE_SESSION,
        /** The end of the calling thread finds something of it in the object. */
        LEFT_SOMETHING_OF_THE_THREAD,
        /** Giving back its result changes the object. */
        GAVE_SOMETHING_TO_GIVE_BACK,
        /** A value that the object held was in the list that it answered. */
        ANSWERED_WITH_A_LISTED_VALUE,
        /** A value that the object held was in a list in the list that it answered. */
        ANSWERED_WITH_A_NESTED_VALUE,
        /** It was cancelled and went on waiting. */
        OUTLASTED_ITS_CANCEL
    }

    private final Map<Deed, String> scenes = new EnumMap<>(Deed.class);

    /** Notes what was seen. */
    void saw(Deed deed, String scene) {
        scenes.putIfAbsent(deed, scene);
    }

    /** Returns whether it was seen. */
    boolean has(Deed deed) {
        return scenes.containsKey(deed);
    }

    /** Returns in which scene it was seen first, or null. */
    @Nullable
    String sceneOf(Deed deed) {
        return scenes.get(deed);
    }
}
