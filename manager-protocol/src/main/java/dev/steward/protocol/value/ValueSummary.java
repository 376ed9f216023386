package dev.steward.protocol.value;

import dev.steward.api.ObjectToken;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;

/** A value in print, for messages and summaries: short whatever it holds, and without opening anything. Stateless. */
final class ValueSummary {
    private static final int MOST_ELEMENTS = 10;
    private static final int MOST_CHARACTERS = 200;

    private ValueSummary() {}

    static String of(EncodedValue value) {
        StringBuilder text = new StringBuilder();
        append(text, new ValueReader(value.bytes(), 0, value.size()));
        return text.toString();
    }

    private static void append(StringBuilder text, ValueReader reader) {
        int start = reader.position();
        ValueKind kind = reader.readKind();
        if (kind.isNumber()) {
            appendCut(text, printed(reader.readNumber(kind)));
            return;
        }
        if (kind.isSequence() || kind == ValueKind.SET || kind == ValueKind.MAP) {
            appendMany(text, reader, kind);
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

    /** Leaves the reader behind them, also where not all are shown: nothing is walked over twice, however deep it nests. */
    private static void appendMany(StringBuilder text, ValueReader reader, ValueKind kind) {
        switch (kind) {
            case LIST -> appendElements(text, reader, "[", "]", false);
            case TUPLE -> appendElements(text, reader, "(", ")", false);
            default -> appendElements(text, reader, "{", "}", kind == ValueKind.MAP);
        }
    }

    private static void appendElements(
            StringBuilder text, ValueReader reader, String open, String close, boolean pairs) {
        int count = reader.readCount(1);
        text.append(open);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                text.append(", ");
            }
            if (i == MOST_ELEMENTS || text.length() > MOST_CHARACTERS * MOST_ELEMENTS) {
                text.append("... ").append(count - i).append(" more");
                for (int left = pairs ? 2 * (count - i) : count - i; left > 0; left--) {
                    reader.skip();
                }
                break;
            }
            append(text, reader);
            if (pairs) {
                text.append('=');
                append(text, reader);
            }
        }
        text.append(close);
    }

    private static void appendCut(StringBuilder text, String whole) {
        if (whole.length() <= MOST_CHARACTERS) {
            text.append(whole);
        } else {
            text.append(whole, 0, MOST_CHARACTERS).append("...");
        }
    }
}
