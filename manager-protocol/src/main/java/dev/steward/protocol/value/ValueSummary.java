package dev.steward.protocol.value;

import dev.steward.api.ObjectToken;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.util.ArrayDeque;
import java.util.Deque;

/** A value in print, for messages and summaries: short whatever it holds, and without opening anything. Stateless. */
public final class ValueSummary {
    private static final int MOST_ELEMENTS = 10;
    private static final int MOST_CHARACTERS = 200;

    private ValueSummary() {}

    static String of(EncodedValue value) {
        return of(value.bytes(), 0, value.size());
    }

    /** Returns the value whose bytes begin there, and end before the limit. */
    public static String of(byte[] bytes, int start, int limit) {
        StringBuilder text = new StringBuilder();
        append(text, new ValueReader(bytes, start, limit));
        return text.toString();
    }

    /** Something that holds others, which are shown one after the other. */
    private static final class Open {
        private final boolean pairs;
        private final String close;
        private final int count;
        private int shown;

        Open(ValueKind kind, int count) {
            this.pairs = kind == ValueKind.MAP;
            this.close = kind == ValueKind.LIST ? "]" : kind == ValueKind.TUPLE ? ")" : "}";
            this.count = pairs ? 2 * count : count;
        }

        /**
         * Goes on to the next one, and leaves the reader behind the last one where not all are shown: nothing is walked over
         * twice, however deep it nests.
         *
         * @return whether there is a next one
         */
        boolean next(StringBuilder text, ValueReader reader) {
            int step = pairs ? 2 : 1;
            boolean isValue = shown % step != 0;
            if (shown < count && !isValue) {
                if (shown > 0) {
                    text.append(", ");
                }
                if (shown == MOST_ELEMENTS * step || text.length() > MOST_CHARACTERS * MOST_ELEMENTS) {
                    text.append("... ").append((count - shown) / step).append(" more");
                    for (; shown < count; shown++) {
                        reader.skip();
                    }
                }
            }
            if (shown == count) {
                text.append(close);
                return false;
            }
            if (isValue) {
                text.append('=');
            }
            shown++;
            return true;
        }
    }

    // Not by calls of itself: how deep a value nests must not depend on the stack of whoever shows it.
    private static void append(StringBuilder text, ValueReader reader) {
        Deque<Open> open = new ArrayDeque<>();
        do {
            int start = reader.position();
            ValueKind kind = reader.readKind();
            if (kind.isSequence() || kind == ValueKind.SET || kind == ValueKind.MAP) {
                text.append(kind == ValueKind.LIST ? '[' : kind == ValueKind.TUPLE ? '(' : '{');
                open.push(new Open(kind, reader.readCount(1)));
            } else {
                appendOne(text, reader, kind, start);
            }
            while (!open.isEmpty() && !open.element().next(text, reader)) {
                open.pop();
            }
        } while (!open.isEmpty());
    }

    private static void appendOne(StringBuilder text, ValueReader reader, ValueKind kind, int start) {
        if (kind.isNumber()) {
            appendCut(text, printed(reader.readNumber(kind)));
            return;
        }
        ValueReader again = reader.fork();
        again.rewind(start);
        again.skip();
        int end = again.position();
        appendOther(text, reader, kind, end);
        reader.advance(end - reader.position());
    }

    private static void appendOther(StringBuilder text, ValueReader reader, ValueKind kind, int end) {
        switch (kind) {
            case NULL -> text.append("null");
            case BOOLEAN -> text.append(reader.readByte() != 0);
            case CHARACTER ->
                text.append('\'').append((char) reader.readShort()).append('\'');
            case TEXT, TEXT_UTF16 -> {
                text.append('"');
                appendCut(text, reader.readTextOf(kind));
                text.append('"');
            }
            case ENUM -> {
                reader.advance(reader.readCount(1));
                appendCut(text, reader.readText());
            }
            case REFERENCE -> {
                ObjectToken token = reader.readToken();
                appendCut(text, token.typeId());
                text.append('/').append(token.objectId());
            }
            case OPAQUE -> {
                reader.advance(1);
                appendCut(text, reader.readText());
                reader.advance(reader.readCount(1));
                text.append(" (").append(end - reader.position()).append(" bytes)");
            }
            default -> {
                if (kind.isOfTime() || kind == ValueKind.UUID_128) {
                    appendCut(text, printed(reader, kind));
                } else {
                    text.append(kind.type().getSimpleName().replace("[]", ""))
                            .append('[')
                            .append(reader.readCount(1))
                            .append(']');
                }
            }
        }
    }

    private static String printed(Number number) {
        if (!Numbers.isLarge(number)) {
            return number.toString();
        }
        BigInteger digits = number instanceof BigDecimal decimal ? decimal.unscaledValue() : (BigInteger) number;
        return number.getClass().getSimpleName() + "(" + digits.bitLength() + " bits)";
    }

    private static String printed(ValueReader reader, ValueKind kind) {
        try {
            return reader.readPlain(kind).toString();
        } catch (DateTimeException | ArithmeticException noSuchDay) {
            return kind.type().getSimpleName();
        }
    }

    private static void appendCut(StringBuilder text, String whole) {
        if (whole.length() <= MOST_CHARACTERS) {
            text.append(whole);
        } else {
            text.append(whole, 0, MOST_CHARACTERS).append("...");
        }
    }
}
