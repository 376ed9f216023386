package dev.steward.systemtests.house.wrong.test;

import dev.steward.systemtests.house.wrong.objects.HashOrder;

/** Wrong on purpose: the kit for tests knows the machine. */
public final class TestSeesObjects {
    private TestSeesObjects() {}

    static Object run() {
        return new HashOrder();
    }
}
