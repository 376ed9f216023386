package dev.steward.systemtests.house.wrong.spring;

import dev.steward.systemtests.house.wrong.protocol.ProtocolSeesObjects;

/** Wrong on purpose: what configures an application knows how bytes travel. */
public final class SpringSeesProtocol {
    private SpringSeesProtocol() {}

    static Object run() {
        return ProtocolSeesObjects.class;
    }
}
