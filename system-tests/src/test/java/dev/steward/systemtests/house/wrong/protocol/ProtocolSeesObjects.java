package dev.steward.systemtests.house.wrong.protocol;

import dev.steward.systemtests.house.wrong.objects.HashOrder;

/** Wrong on purpose: the protocol knows the machine. */
public final class ProtocolSeesObjects {
    private ProtocolSeesObjects() {}

    static Object run() {
        return new HashOrder();
    }
}
