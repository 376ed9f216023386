package dev.steward.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.steward.protocol.value.codec.AllowedClasses;
import dev.steward.protocol.value.codec.References;
import dev.steward.protocol.value.codec.ValueCodec;

/** Has a name as long as that of the {@link Canary}, so that bytes with the one can be made of bytes with the other. */
record Canory(int number) {

    static byte[] namingTheCanary() {
        ValueCodec codec = new ValueCodec(References.NONE, new AllowedClasses().allow(Canory.class));
        String bytes = new String(Boundary.bytesOf(codec.encode(new Canory(1))), ISO_8859_1);
        if (!bytes.contains("Canory")) {
            throw new AssertionError("an envelope names its class");
        }
        return bytes.replace("Canory", "Canary").getBytes(ISO_8859_1);
    }
}
