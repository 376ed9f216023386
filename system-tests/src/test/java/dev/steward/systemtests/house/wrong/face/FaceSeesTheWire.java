package dev.steward.systemtests.house.wrong.face;

import dev.steward.systemtests.house.wrong.protocol.frame.KryoOutsideValues;

/** Wrong on purpose: a face knows how values travel. */
public final class FaceSeesTheWire {
    private FaceSeesTheWire() {}

    static Object run() {
        return KryoOutsideValues.class;
    }
}
