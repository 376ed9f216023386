package dev.steward.cli.look;

import dev.steward.admin.json.CallRates;
import dev.steward.api.ObjectInspection;
import dev.steward.api.SessionInspection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@code top} shows first. */
enum TopOrder {
    /** Where something is the matter: sessions that call most; objects where calls wait, then what is oldest, then what holds most. */
    BUSIEST(
            'b',
            null,
            Comparator.comparingInt((ObjectInspection object) -> object.object().waiting())
                    .thenComparingLong(TopOrder::ageOfOldest)
                    .thenComparingLong(ObjectInspection::elements)
                    .thenComparingLong(ObjectInspection::holding)
                    .reversed()),
    /** In how many places a session waits, how many calls wait in an object. */
    WAITING(
            'w',
            Comparator.comparingInt(SessionInspection::waiting).reversed(),
            Comparator.comparingInt((ObjectInspection object) -> object.object().waiting())
                    .reversed()),
    /** How much a session holds, and how much is held of an object. */
    HOLDING(
            'h',
            Comparator.comparingLong(SessionInspection::holding).reversed(),
            Comparator.comparingLong(ObjectInspection::holding).reversed()),
    /** How many elements a queue has; sessions that call most. */
    ELEMENTS('e', null, Comparator.comparingLong(ObjectInspection::elements).reversed()),
    /** Sessions that were opened first, queues whose next element is oldest. */
    OLDEST(
            'o',
            Comparator.comparing(SessionInspection::since).reversed(),
            Comparator.comparingLong(TopOrder::ageOfOldest).reversed()),
    /** By name; what has none comes last. */
    NAME(
            'n',
            Comparator.comparing((SessionInspection session) -> session.client().name()),
            Comparator.comparing((ObjectInspection object) -> nameOrLast(object)));

    private final char key;

    @SuppressWarnings("ImmutableEnumChecker") // comparators without a state
    private final @Nullable Comparator<SessionInspection> sessions;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Comparator<ObjectInspection> objects;

    /** Without an order of sessions those come first that call most. */
    TopOrder(char key, @Nullable Comparator<SessionInspection> sessions, Comparator<ObjectInspection> objects) {
        this.key = key;
        this.sessions = sessions;
        this.objects = objects;
    }

    private static long ageOfOldest(ObjectInspection object) {
        return object.oldest() == null ? -1 : object.oldest().toMillis();
    }

    private static String nameOrLast(ObjectInspection object) {
        String name = object.object().name();
        return name == null ? "\uffff" : name;
    }

    /** Returns the key that chooses it. */
    char key() {
        return key;
    }

    /** Returns it in a word. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the order of sessions; those that are alike in it by their calls a second. */
    Comparator<SessionInspection> ofSessions(CallRates.Round rates) {
        Comparator<SessionInspection> byCalls =
                Comparator.comparingDouble(rates::of).reversed();
        return sessions == null ? byCalls : sessions.thenComparing(byCalls);
    }

    /** Returns the order of objects. */
    Comparator<ObjectInspection> ofObjects() {
        return objects;
    }
}
