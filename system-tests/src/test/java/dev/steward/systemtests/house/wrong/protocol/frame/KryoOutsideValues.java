package dev.steward.systemtests.house.wrong.protocol.frame;

import com.esotericsoftware.kryo.Kryo;

/** Wrong on purpose: Kryo outside the encoding of values. */
public final class KryoOutsideValues {
    private KryoOutsideValues() {}

    static Object run() {
        return new Kryo();
    }
}
