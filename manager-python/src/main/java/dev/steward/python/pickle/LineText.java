package dev.steward.python.pickle;

import java.math.BigInteger;
import java.util.Arrays;

/** What stands in lines of text, as protocol 0 has it: numbers, texts, names of Python 2. Stateless. */
final class LineText {

    /** A number of more digits takes time that others wait for; Python itself reads no more than 4,300 unless it is told to. */
    private static final int MOST_DIGITS = 5_000;

    private static final String ESCAPES = "abfnrtv";
    private static final String ESCAPED = "\u0007\b\f\n\r\t\u000B";
    private static final int LONGEST_SHOWN = 40;

    private LineText() {}

    private static RuntimeException isNo(String line, String what) {
        String shown = line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "...";
        return PickleInput.malformed("'" + shown + "' is no " + what);
    }

    /** Returns an INT, or one of the two truth values, which are written like ints. */
    static PickleLeaf integer(String line) {
        return switch (line) {
            case "00" -> PickleLeaf.FALSE;
            case "01" -> PickleLeaf.TRUE;
            default -> PickleLeaf.of(decimal(line));
        };
    }

    /** Returns an INT, behind which there may be an L. */
    static PickleLeaf longInteger(String line) {
        return PickleLeaf.of(decimal(line.endsWith("L") ? line.substring(0, line.length() - 1) : line));
    }

    private static BigInteger decimal(String line) {
        int digits = line.startsWith("-") || line.startsWith("+") ? line.length() - 1 : line.length();
        if (digits > MOST_DIGITS) {
            throw PickleInput.malformed("a number of " + digits + " digits; the most is " + MOST_DIGITS
                    + ", protocol 2 and above have no such limit");
        }
        if (digits == 0 || !line.substring(line.length() - digits).chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw isNo(line, "whole number");
        }
        return new BigInteger(line);
    }

    /** Returns a number under which something is noted. */
    static int number(String line) {
        BigInteger number = decimal(line);
        if (number.signum() < 0 || number.bitLength() > Integer.SIZE) {
            throw isNo(line, "number to note something under");
        }
        return number.intValue();
    }

    /** Returns a FLOAT. */
    static PickleLeaf real(String line) {
        switch (line) {
            case "nan", "-nan" -> {
                return PickleLeaf.of(Double.NaN);
            }
            case "inf" -> {
                return PickleLeaf.of(Double.POSITIVE_INFINITY);
            }
            case "-inf" -> {
                return PickleLeaf.of(Double.NEGATIVE_INFINITY);
            }
            default -> {
                if (line.length() > LONGEST_SHOWN || !line.chars().allMatch(c -> "+-.0123456789eE".indexOf(c) >= 0)) {
                    throw isNo(line, "float");
                }
                try {
                    return PickleLeaf.of(Double.parseDouble(line));
                } catch (NumberFormatException e) {
                    throw isNo(line, "float");
                }
            }
        }
    }

    /** Returns a TEXT in which code points may stand as four or eight digits. */
    static PickleLeaf text(String line) {
        byte[] bytes = new byte[2 * line.length()];
        int size = 0;
        int at = 0;
        while (at < line.length()) {
            char next = line.charAt(at);
            int digits = next == '\\' && at + 1 < line.length() ? digitsOf(line.charAt(at + 1)) : 0;
            if (digits > 0) {
                size = CodePoints.write(bytes, size, digits(line, at + 2, digits, 16));
                at += 2 + digits;
            } else {
                size = CodePoints.write(bytes, size, next);
                at++;
                if (next == '\\' && at < line.length()) {
                    size = CodePoints.write(bytes, size, line.charAt(at++));
                }
            }
        }
        return PickleLeaf.text(bytes, 0, size);
    }

    private static int digitsOf(char escape) {
        return escape == 'u' ? 4 : escape == 'U' ? 8 : 0;
    }

    private static int digits(String line, int start, int count, int radix) {
        if (count > line.length() - start) {
            throw isNo(line, "text: an escape ends early");
        }
        int value = 0;
        for (int i = 0; i < count; i++) {
            int digit = Character.digit(line.charAt(start + i), radix);
            if (digit < 0) {
                throw isNo(line, "text: an escape has something else than digits");
            }
            value = value * radix + digit;
        }
        return value;
    }

    /** Returns the TEXT that Python 2 has written as its repr. */
    static PickleLeaf quoted(String line) {
        int last = line.length() - 1;
        boolean isQuoted =
                last > 0 && (line.charAt(0) == '\'' || line.charAt(0) == '"') && line.charAt(last) == line.charAt(0);
        if (!isQuoted) {
            throw isNo(line, "quoted text");
        }
        byte[] bytes = new byte[last];
        int size = 0;
        int at = 1;
        while (at < last) {
            char next = line.charAt(at++);
            if (next != '\\') {
                bytes[size++] = (byte) next;
                continue;
            }
            if (at == last) {
                throw isNo(line, "quoted text: an escape ends early");
            }
            char escape = line.charAt(at++);
            int simple = ESCAPES.indexOf(escape);
            if (escape == 'x') {
                bytes[size++] = (byte) digits(line, at, 2, 16);
                at += 2;
            } else if (simple >= 0) {
                bytes[size++] = (byte) ESCAPED.charAt(simple);
            } else if (escape == '\\' || escape == '\'' || escape == '"') {
                bytes[size++] = (byte) escape;
            } else {
                throw isNo(line, "quoted text: it has an escape that Python 2 does not write");
            }
        }
        return ofPython2(Arrays.copyOf(bytes, size));
    }

    /** Returns the TEXT that a {@code str} of Python 2 is: bytes that say something to everybody only if they are ASCII. */
    static PickleLeaf ofPython2(byte[] bytes) {
        for (byte each : bytes) {
            if (each < 0) {
                throw PickleInput.malformed("a str of Python 2 that is not ASCII; send a unicode or a bytearray");
            }
        }
        return PickleLeaf.text(bytes, 0, bytes.length);
    }
}
