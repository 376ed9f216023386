package dev.steward.cli.look;

import dev.steward.api.Inspection;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How many of something are shown at most, as somebody typed it.
 *
 * @param count from 0 on
 */
record AtMost(int count) {

    /** None. */
    static final AtMost NONE = new AtMost(0);

    /** As many as a program is told of by default. */
    static final AtMost FEW = new AtMost(Inspection.FEW);

    /** All that there are. */
    static final AtMost ALL = new AtMost(Integer.MAX_VALUE);

    /** Returns one more, or as many if that is no number any more. */
    int andOne() {
        return Math.max(count, count + 1);
    }

    /** Reads one of the command line; more than there can be is all. */
    static final class Converter implements ITypeConverter<AtMost> {
        @Override
        public AtMost convert(String text) {
            if (text.isEmpty() || !text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
                throw new TypeConversionException("give a whole number from 0 on, not '" + text + "'");
            }
            try {
                return new AtMost(Integer.parseInt(text));
            } catch (NumberFormatException larger) {
                return ALL;
            }
        }
    }
}
