package dev.steward.python.face;

import dev.steward.protocol.value.EncodedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What users' code in Java threw, as it travels: class, message, stack, superclasses, and more. */
final class JavaFailure {

    private static final int SUPERCLASSES = 3;

    /** Exceptions of Java for which Python has one that says the same. */
    private static final Map<String, String> TWINS = Map.ofEntries(
            Map.entry("java.lang.IllegalArgumentException", "ValueError"),
            Map.entry("java.lang.IndexOutOfBoundsException", "IndexError"),
            Map.entry("java.util.NoSuchElementException", "LookupError"),
            Map.entry("java.lang.UnsupportedOperationException", "NotImplementedError"),
            Map.entry("java.lang.ArithmeticException", "ArithmeticError"),
            Map.entry("java.lang.ClassCastException", "TypeError"),
            Map.entry("java.lang.NullPointerException", "TypeError"),
            Map.entry("java.lang.SecurityException", "PermissionError"),
            Map.entry("java.util.concurrent.TimeoutException", "TimeoutError"),
            Map.entry("java.io.FileNotFoundException", "FileNotFoundError"),
            Map.entry("java.io.IOException", "OSError"));

    private JavaFailure() {}

    /** Returns what Python raises: the twin of the class, or of the nearest superclass that has one. */
    static PythonError of(EncodedValue thrown) {
        if (!thrown.isList()) {
            return PythonError.builtin("RuntimeError", thrown.toString());
        }
        List<EncodedValue> parts = thrown.asList();
        String className = text(parts.get(0), "an exception of Java");
        List<String> classes = new ArrayList<>(List.of(className));
        if (parts.size() > SUPERCLASSES && parts.get(SUPERCLASSES).isList()) {
            parts.get(SUPERCLASSES).asList().forEach(each -> classes.add(text(each, "")));
        }
        String message = text(parts.get(1), className);
        for (String each : classes) {
            String twin = TWINS.get(each);
            if (twin != null) {
                return PythonError.builtin(twin, message);
            }
        }
        return PythonError.builtin("RuntimeError", message.equals(className) ? className : className + ": " + message);
    }

    private static String text(EncodedValue value, String instead) {
        return value.isText() ? value.asText() : instead;
    }
}
