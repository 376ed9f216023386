package dev.steward.python.value;

import dev.steward.python.pickle.GlobalName;
import dev.steward.python.pickle.PickleInstance;
import dev.steward.python.pickle.PickleInstance.Step;
import dev.steward.python.pickle.PickleKind;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import java.math.BigInteger;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's {@code UUID}, unless it knows whether it was made in a way that is safe for several processes. Stateless. */
final class PythonUuid {

    private static final GlobalName UUID_CLASS = GlobalName.of("uuid", "UUID");

    private static final Pattern TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private PythonUuid() {}

    /** Returns the UUID that one of Python is, or null if there is none. */
    static @Nullable UUID valueOf(PickleInstance instance) {
        boolean isBare = instance.isBare("uuid", "UUID")
                && instance.steps() == 1
                && instance.step(0) == Step.STATE
                && instance.part(instance.madeOf()).kind() == PickleKind.DICT;
        if (isBare) {
            PickleNode state = instance.part(instance.madeOf());
            boolean isNumber = state.size() == 2
                    && state.part(0).kind() == PickleKind.TEXT
                    && "int".equals(((PickleLeaf) state.part(0)).text())
                    && state.part(1).kind() == PickleKind.INT;
            return isNumber ? of(((PickleLeaf) state.part(1)).integer()) : null;
        }
        boolean isOfText = instance.isCallOf("uuid", "UUID")
                && instance.steps() == 0
                && instance.arguments().size() == 1
                && instance.arguments().part(0).kind() == PickleKind.TEXT;
        return isOfText ? of(((PickleLeaf) instance.arguments().part(0)).text()) : null;
    }

    private static @Nullable UUID of(@Nullable String text) {
        return text != null && TEXT.matcher(text).matches() ? UUID.fromString(text) : null;
    }

    private static @Nullable UUID of(Number number) {
        BigInteger bits = number instanceof BigInteger large ? large : BigInteger.valueOf(number.longValue());
        return bits.signum() < 0 || bits.bitLength() > 2 * Long.SIZE
                ? null
                : new UUID(bits.shiftRight(Long.SIZE).longValue(), bits.longValue());
    }

    /** Returns the one of Python that a UUID is: by its text, which every version of Python takes. */
    static PickleNode nodeOf(UUID value) {
        return PickleInstance.call(UUID_CLASS, PickleLeaf.of(value.toString()));
    }
}
