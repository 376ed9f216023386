package dev.steward.systemtests.house.wrong.objects;

import java.util.UUID;
import java.util.function.Supplier;

/** Wrong on purpose: a random id in the machine, as a method reference. */
public final class RandomId {
    private RandomId() {}

    static Supplier<UUID> run() {
        return UUID::randomUUID;
    }
}
