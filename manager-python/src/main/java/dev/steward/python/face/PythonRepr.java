package dev.steward.python.face;

import dev.steward.python.pickle.GlobalName;
import dev.steward.python.pickle.PickleInstance;
import dev.steward.python.pickle.PickleKind;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code repr()} of Python says of an object. Takes no stack; cut where it gets long. One for each text. */
final class PythonRepr {

    private static final int MOST_CHARS = 16 << 20;
    private static final int DOUBLE_DIGITS = 17;

    private final StringBuilder out = new StringBuilder();
    /** What is still to be written: nodes and texts, the next one first. */
    private final Deque<Object> left = new ArrayDeque<>();

    private PythonRepr() {}

    /** Returns the text. */
    static String of(PickleNode node) {
        PythonRepr repr = new PythonRepr();
        repr.left.push(node);
        while (!repr.left.isEmpty() && repr.out.length() < MOST_CHARS) {
            Object next = repr.left.pop();
            if (next instanceof PickleNode each) {
                repr.write(each);
            } else {
                repr.out.append(next);
            }
        }
        return repr.out.toString();
    }

    private void write(PickleNode node) {
        switch (node.kind()) {
            case NONE -> out.append("None");
            case BOOL -> out.append(((PickleLeaf) node).truth() ? "True" : "False");
            case INT -> out.append(((PickleLeaf) node).integer());
            case FLOAT -> out.append(ofDouble(((PickleLeaf) node).real()));
            case TEXT -> writeText((PickleLeaf) node);
            case BYTES -> writeBytes(((PickleLeaf) node).content());
            case BYTEARRAY -> {
                out.append("bytearray(");
                writeBytes(((PickleLeaf) node).content());
                out.append(')');
            }
            case LIST -> writeItems("[", node, 0, node.size(), "]");
            case TUPLE -> writeItems("(", node, 0, node.size(), node.size() == 1 ? ",)" : ")");
            case SET -> writeSet("set()", "{", node, "}");
            case FROZENSET -> writeSet("frozenset()", "frozenset({", node, "})");
            case DICT -> writePairs("{", node, 0, node.size(), "}");
            case GLOBAL ->
                out.append("<class '").append(shown((GlobalName) node)).append("'>");
            case INSTANCE -> writeInstance((PickleInstance) node);
        }
    }

    private void writeSet(String empty, String open, PickleNode node, String close) {
        if (node.size() == 0) {
            out.append(empty);
        } else {
            writeItems(open, node, 0, node.size(), close);
        }
    }

    private void writeItems(String open, PickleNode node, int from, int to, String close) {
        out.append(open);
        left.push(close);
        for (int i = to - 1; i >= from; i--) {
            left.push(node.part(i));
            if (i > from) {
                left.push(", ");
            }
        }
    }

    private void writePairs(String open, PickleNode node, int from, int to, String close) {
        out.append(open);
        left.push(close);
        for (int i = to - 2; i >= from; i -= 2) {
            left.push(node.part(i + 1));
            left.push(": ");
            left.push(node.part(i));
            if (i > from) {
                left.push(", ");
            }
        }
    }

    private void writeInstance(PickleInstance instance) {
        GlobalName proxy = ProxyNode.classOf(instance);
        if (proxy != null) {
            out.append('<').append(proxy.name()).append(" object, typeid '").append(ProxyNode.typeIdOf(instance));
            out.append("' at 0x0>");
        } else if (instance.making() == PickleInstance.Making.CALL
                && instance.steps() == 0
                && instance.callable() instanceof GlobalName name
                && isShownAsCall(name)) {
            writeItems(
                    shown(name) + "(",
                    instance.arguments(),
                    0,
                    instance.arguments().size(),
                    ")");
        } else {
            out.append('<').append(instance.className()).append(" object>");
        }
    }

    private static boolean isShownAsCall(GlobalName name) {
        return Set.of("builtins", "decimal", "uuid", "array", "datetime", "fractions")
                .contains(name.module());
    }

    private static String shown(GlobalName name) {
        return name.module().equals("builtins") ? name.name() : name.label();
    }

    private void writeText(PickleLeaf leaf) {
        String text = leaf.text();
        if (text == null) {
            out.append("'<half of a surrogate pair>'");
            return;
        }
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        out.append(quote);
        text.codePoints().forEach(point -> writePoint(point, quote));
        out.append(quote);
    }

    private void writePoint(int point, char quote) {
        String escape = escapeOf(point, quote);
        if (escape != null) {
            out.append(escape);
        } else if (point < ' ' || point == 0x7F || (point > 0x7F && point < 0xA1) || point == 0xAD) {
            out.append(String.format("\\x%02x", point));
        } else {
            out.appendCodePoint(point);
        }
    }

    private static @Nullable String escapeOf(int point, char quote) {
        return switch (point) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\\' -> "\\\\";
            default -> point == quote ? "\\" + quote : null;
        };
    }

    private void writeBytes(byte[] bytes) {
        boolean single = false;
        boolean other = false;
        for (byte each : bytes) {
            single |= each == '\'';
            other |= each == '"';
        }
        char quote = single && !other ? '"' : '\'';
        out.append('b').append(quote);
        for (byte each : bytes) {
            String escape = escapeOf(each & 0xFF, quote);
            if (escape != null) {
                out.append(escape);
            } else if (each < ' ' || each == 0x7F) {
                out.append(String.format("\\x%02x", each & 0xFF));
            } else {
                out.append((char) each);
            }
        }
        out.append(quote);
    }

    /** Returns the shortest text that stands for a number, as Python writes it. */
    static String ofDouble(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0.0" : "0.0";
        }
        String digits = shortest(Math.abs(number));
        int exponent = Integer.parseInt(digits.substring(digits.indexOf('e') + 1));
        String mantissa =
                digits.substring(0, digits.indexOf('e')).replace(".", "").replaceFirst("0+$", "");
        String sign = number < 0 ? "-" : "";
        if (mantissa.isEmpty()) {
            mantissa = "0";
        }
        if (exponent < -4 || exponent >= 16) {
            String fraction = mantissa.length() == 1 ? "" : "." + mantissa.substring(1);
            String power = (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
            return sign + mantissa.charAt(0) + fraction + "e" + power;
        }
        String plain = new BigDecimal(mantissa)
                .scaleByPowerOfTen(exponent - mantissa.length() + 1)
                .toPlainString();
        return sign + (plain.indexOf('.') < 0 ? plain + ".0" : plain);
    }

    private static String shortest(double number) {
        for (int digits = 1; digits < DOUBLE_DIGITS; digits++) {
            String text = String.format(java.util.Locale.ROOT, "%." + (digits - 1) + "e", new BigDecimal(number));
            if (Double.parseDouble(text) == number) {
                return text;
            }
        }
        return String.format(java.util.Locale.ROOT, "%." + (DOUBLE_DIGITS - 1) + "e", new BigDecimal(number));
    }

    /** Returns what {@code str()} says: of a str itself. */
    static String strOf(PickleNode node) {
        String text = node.kind() == PickleKind.TEXT ? ((PickleLeaf) node).text() : null;
        return text == null ? of(node) : text;
    }
}
