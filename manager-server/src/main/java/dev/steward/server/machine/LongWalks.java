package dev.steward.server.machine;

import dev.steward.objects.Group;
import dev.steward.objects.Invoke;
import dev.steward.objects.Value;

/** From when on an operation that walks over elements takes long. */
final class LongWalks {

    private static final long MANY_ELEMENTS = 10_000;
    private static final int MANY_BYTES = 512 << 10;

    private LongWalks() {}

    /** Returns whether an operation takes longer than an event loop may linger. */
    static boolean isLong(Invoke invoke, Group group) {
        if (!invoke.operation().walks()) {
            return false;
        }
        if (group.weight() > MANY_ELEMENTS) {
            return true;
        }
        for (Value argument : invoke.arguments()) {
            if (argument.size() > MANY_BYTES) {
                return true;
            }
        }
        return false;
    }
}
