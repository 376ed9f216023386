package dev.steward.cli.look;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A value that somebody typed as JSON, as Java has it.
 *
 * @param value null, a Boolean, a String, an Integer, Long, BigInteger or Double, a List or a Map
 */
record JsonInput(@Nullable Object value) {

    private static final int MOST_BITS_OF_INT = 31;
    private static final int MOST_BITS_OF_LONG = 63;

    /**
     * Reads one value.
     *
     * @throws IllegalArgumentException if it is no JSON; the message shows what would be
     */
    static JsonInput of(String text) {
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            JsonElement element = JsonParser.parseReader(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw wrong(text);
            }
            return new JsonInput(value(element));
        } catch (JsonParseException | IOException | NumberFormatException noJson) {
            throw wrong(text);
        }
    }

    /** Reads a key, which need not be JSON: what is none is a text. */
    static JsonInput ofKey(String text) {
        try {
            return of(text);
        } catch (IllegalArgumentException noJson) {
            return new JsonInput(text);
        }
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("'" + text
                + "' is no JSON: write a text in double quotes, and all of it in single ones for the shell, such as"
                + " '\"first\"', '{\"name\": \"pen\", \"count\": 3}' or 7");
    }

    private static @Nullable Object value(JsonElement element) {
        if (element.isJsonNull()) {
            return null;
        } else if (element.isJsonArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            element.getAsJsonArray().forEach(each -> list.add(value(each)));
            return list;
        } else if (element.isJsonObject()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            element.getAsJsonObject().asMap().forEach((key, member) -> map.put(key, value(member)));
            return map;
        }
        JsonPrimitive primitive = element.getAsJsonPrimitive();
        if (primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        return primitive.isNumber() ? number(primitive.getAsString()) : primitive.getAsString();
    }

    private static Number number(String digits) {
        if (!digits.chars().allMatch(digit -> Character.isDigit(digit) || digit == '-')) {
            double number = new BigDecimal(digits).doubleValue();
            if (Double.isInfinite(number)) {
                throw new NumberFormatException(digits);
            }
            return number;
        }
        BigInteger whole = new BigInteger(digits);
        if (whole.bitLength() <= MOST_BITS_OF_INT) {
            return whole.intValue();
        }
        return whole.bitLength() <= MOST_BITS_OF_LONG ? (Number) whole.longValue() : (Number) whole;
    }

    /** Reads a value of the command line. */
    static final class Converter implements ITypeConverter<JsonInput> {
        @Override
        public JsonInput convert(String text) {
            try {
                return of(text);
            } catch (IllegalArgumentException wrong) {
                throw new TypeConversionException(String.valueOf(wrong.getMessage()));
            }
        }
    }
}
