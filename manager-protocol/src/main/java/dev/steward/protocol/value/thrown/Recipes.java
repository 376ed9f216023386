package dev.steward.protocol.value.thrown;

import java.io.InterruptedIOException;
import java.io.InvalidClassException;
import java.lang.reflect.InvocationTargetException;
import java.net.HttpRetryException;
import java.net.URISyntaxException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.UnmappableCharacterException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.text.ParseException;
import java.time.format.DateTimeParseException;
import java.util.DuplicateFormatFlagsException;
import java.util.FormatFlagsConversionMismatchException;
import java.util.HashMap;
import java.util.IllegalFormatCodePointException;
import java.util.IllegalFormatFlagsException;
import java.util.IllegalFormatPrecisionException;
import java.util.IllegalFormatWidthException;
import java.util.IllformedLocaleException;
import java.util.Map;
import java.util.MissingFormatArgumentException;
import java.util.MissingFormatWidthException;
import java.util.MissingResourceException;
import java.util.UnknownFormatConversionException;
import java.util.UnknownFormatFlagsException;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The exceptions of the JDK that have fields of their own, each with its recipe: one row per class. Any thread. */
final class Recipes {

    private static final Map<Class<?>, Recipe> BY_CLASS = new HashMap<>();

    static {
        // Its message may be one that the JVM finds out when it is asked.
        row(NullPointerException.class, 0, e -> array(ThrowableState.message(e)), String.class);
        row(TypeNotPresentException.class, -1, e -> array(e.typeName(), null), String.class, Throwable.class);
        row(
                InvocationTargetException.class,
                1,
                e -> array(null, ThrowableState.message(e)),
                Throwable.class,
                String.class);
        BY_CLASS.put(
                InterruptedIOException.class,
                Recipe.ofField(
                        InterruptedIOException.class,
                        e -> array(ThrowableState.message(e), e.bytesTransferred),
                        (e, bytes) -> e.bytesTransferred = bytes instanceof Integer count ? count : 0));
        row(
                InvalidClassException.class,
                1,
                e -> array(e.classname, without(ThrowableState.message(e), e.classname + "; ", "")),
                String.class,
                String.class);
        row(
                URISyntaxException.class,
                1,
                e -> array(e.getInput(), e.getReason(), e.getIndex()),
                String.class,
                String.class,
                int.class);
        row(
                HttpRetryException.class,
                0,
                e -> array(e.getReason(), e.responseCode(), e.getLocation()),
                String.class,
                int.class,
                String.class);
        row(IllegalCharsetNameException.class, -1, e -> array(e.getCharsetName()), String.class);
        row(UnsupportedCharsetException.class, -1, e -> array(e.getCharsetName()), String.class);
        row(MalformedInputException.class, -1, e -> array(e.getInputLength()), int.class);
        row(UnmappableCharacterException.class, -1, e -> array(e.getInputLength()), int.class);
        row(
                FileSystemException.class,
                2,
                e -> array(e.getFile(), e.getOtherFile(), e.getReason()),
                String.class,
                String.class,
                String.class);
        row(
                InvalidPathException.class,
                1,
                e -> array(e.getInput(), e.getReason(), e.getIndex()),
                String.class,
                String.class,
                int.class);
        row(UserPrincipalNotFoundException.class, -1, e -> array(e.getName()), String.class);
        row(
                ParseException.class,
                0,
                e -> array(ThrowableState.message(e), e.getErrorOffset()),
                String.class,
                int.class);
        row(
                DateTimeParseException.class,
                0,
                e -> array(ThrowableState.message(e), e.getParsedString(), e.getErrorIndex()),
                String.class,
                CharSequence.class,
                int.class);
        row(
                MissingResourceException.class,
                0,
                e -> array(ThrowableState.message(e), e.getClassName(), e.getKey()),
                String.class,
                String.class,
                String.class);
        row(
                IllformedLocaleException.class,
                0,
                e -> array(
                        without(ThrowableState.message(e), "", " [at index " + e.getErrorIndex() + "]"),
                        e.getErrorIndex()),
                String.class,
                int.class);
        row(
                PatternSyntaxException.class,
                0,
                e -> array(e.getDescription(), e.getPattern(), e.getIndex()),
                String.class,
                String.class,
                int.class);
        row(DuplicateFormatFlagsException.class, -1, e -> array(e.getFlags()), String.class);
        row(
                FormatFlagsConversionMismatchException.class,
                -1,
                e -> array(e.getFlags(), e.getConversion()),
                String.class,
                char.class);
        row(IllegalFormatCodePointException.class, -1, e -> array(e.getCodePoint()), int.class);
        row(IllegalFormatFlagsException.class, -1, e -> array(e.getFlags()), String.class);
        row(IllegalFormatPrecisionException.class, -1, e -> array(e.getPrecision()), int.class);
        row(IllegalFormatWidthException.class, -1, e -> array(e.getWidth()), int.class);
        row(MissingFormatArgumentException.class, -1, e -> array(e.getFormatSpecifier()), String.class);
        row(MissingFormatWidthException.class, -1, e -> array(e.getFormatSpecifier()), String.class);
        row(UnknownFormatConversionException.class, -1, e -> array(e.getConversion()), String.class);
        row(UnknownFormatFlagsException.class, -1, e -> array(e.getFlags()), String.class);
        if (JdkThrowables.find("java.sql.SQLException") != null) {
            SqlRecipes.addTo(BY_CLASS);
        }
    }

    private Recipes() {}

    /** Returns the recipe of that very class, or null if it has none. */
    static @Nullable Recipe find(Class<?> type) {
        return BY_CLASS.get(type);
    }

    private static <T extends Throwable> void row(
            Class<T> type, int messageAt, Recipe.Parts<? super T> parts, Class<?>... parameters) {
        BY_CLASS.put(type, Recipe.of(type, messageAt, parts, parameters));
    }

    static @Nullable Object[] array(@Nullable Object... parts) {
        return parts;
    }

    /** What the class itself puts around the message is put there again when it is made. */
    private static @Nullable String without(@Nullable String message, String before, String behind) {
        return message != null
                        && message.length() >= before.length() + behind.length()
                        && message.startsWith(before)
                        && message.endsWith(behind)
                ? message.substring(before.length(), message.length() - behind.length())
                : message;
    }
}
