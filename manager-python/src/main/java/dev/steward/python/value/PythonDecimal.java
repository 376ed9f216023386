package dev.steward.python.value;

import dev.steward.python.pickle.GlobalName;
import dev.steward.python.pickle.PickleInstance;
import dev.steward.python.pickle.PickleKind;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Python's {@code Decimal} and BigDecimal say the same, down to how many zeros are at the end. Not so what is no number, is
 * infinite, or is a zero with a minus. Stateless.
 */
final class PythonDecimal {

    private static final GlobalName DECIMAL = GlobalName.of("decimal", "Decimal");

    /** What has more digits takes time to read that others wait for. */
    private static final int MOST_DIGITS = 2_000;

    private static final Pattern TEXT = Pattern.compile("(-?)([0-9]+)(?:\\.([0-9]+))?(?:E([+-]?[0-9]{1,10}))?");

    private PythonDecimal() {}

    /** Returns about how much it takes to read an instance, if it is a Decimal. */
    static int sizeOf(PickleInstance instance) {
        String text = textOf(instance);
        return text == null ? 0 : text.length();
    }

    private static @Nullable String textOf(PickleInstance instance) {
        PickleNode arguments = instance.arguments();
        boolean isOfText = instance.isCallOf("decimal", "Decimal")
                && instance.steps() == 0
                && arguments.size() == 1
                && arguments.part(0).kind() == PickleKind.TEXT;
        String text = isOfText ? ((PickleLeaf) arguments.part(0)).text() : null;
        return text == null || text.length() > MOST_DIGITS ? null : text;
    }

    /** Returns the BigDecimal that a Decimal is, or null if there is none. */
    static @Nullable BigDecimal valueOf(PickleInstance instance) {
        String text = textOf(instance);
        if (text == null) {
            return null;
        }
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        String fraction = parts.group(3) == null ? "" : parts.group(3);
        BigInteger digits = new BigInteger(parts.group(1) + parts.group(2) + fraction);
        long scale = fraction.length() - (parts.group(4) == null ? 0 : Long.parseLong(parts.group(4)));
        if (scale != (int) scale || (digits.signum() == 0 && !parts.group(1).isEmpty())) {
            return null;
        }
        return new BigDecimal(digits, (int) scale);
    }

    /** Returns the Decimal that a BigDecimal is. */
    static PickleNode nodeOf(BigDecimal value) {
        String text = value.unscaledValue() + "E" + -(long) value.scale();
        return PickleInstance.call(DECIMAL, PickleLeaf.of(text));
    }
}
