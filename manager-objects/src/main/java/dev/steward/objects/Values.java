package dev.steward.objects;

import dev.steward.api.ObjectId;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToLongFunction;

/**
 * Makes and reads values. The server implements it over the values of the wire; the machine calls it and knows no
 * encoding. Stateless, thread-safe, and the same input always gives the same result.
 */
public interface Values {

    /** What {@link #compare} returns for values that have no natural order among each other. */
    int NOT_COMPARABLE = Integer.MIN_VALUE;

    /** What the machine tells apart in arguments. */
    enum Kind {
        /** The null value. */
        NULL,
        /** True or false. */
        BOOLEAN,
        /** A whole number that fits 64 bits, of whatever width it was written. */
        INTEGER,
        /** A string. */
        TEXT,
        /** A list that {@link Values#asList} takes apart. */
        LIST,
        /** Anything else. */
        OTHER
    }

    /** Returns what an argument is. */
    Kind kindOf(Value value);

    /** Returns the null value. */
    Value nil();

    /** Returns a boolean. */
    Value of(boolean value);

    /** Returns a whole number. */
    Value of(long value);

    /** Returns a string. */
    Value of(String value);

    /**
     * Returns a list. Called with lists of any length inside a group, so it must take the list as it is and leave the
     * encoding, and every walk over the elements, to whoever sends the result.
     *
     * @param elements never changed again; its {@code get} may make the elements as they are asked for
     * @param references what the elements refer to, one after the other
     */
    Value listOf(List<Value> elements, List<ObjectId> references);

    /** Returns a list of a few elements, references and all. */
    Value listOf(List<Value> elements);

    /** Returns a list of whole numbers, made as they are asked for. */
    default Value listOfNumbers(int size, IntToLongFunction number) {
        return listOf(
                new AbstractList<>() {
                    @Override
                    public Value get(int index) {
                        return of(number.applyAsLong(Objects.checkIndex(index, size)));
                    }

                    @Override
                    public int size() {
                        return size;
                    }
                },
                List.of());
    }

    /**
     * Returns a list of texts, made as they are asked for.
     *
     * @param texts never changed again
     */
    default Value listOfTexts(List<String> texts) {
        return listOf(
                new AbstractList<>() {
                    @Override
                    public Value get(int index) {
                        return of(texts.get(index));
                    }

                    @Override
                    public int size() {
                        return texts.size();
                    }
                },
                List.of());
    }

    /** Returns what stands for a shared object. */
    Value reference(String typeId, ObjectId objectId);

    /** Returns whether it is the null value. */
    boolean isNull(Value value);

    /** Returns a {@link Kind#BOOLEAN}; {@link OperationRefusal} WRONG_TYPE if it is none. */
    boolean asBoolean(Value value);

    /** Returns an {@link Kind#INTEGER}; {@link OperationRefusal} WRONG_TYPE if it is none. */
    long asLong(Value value);

    /** Returns a {@link Kind#TEXT}; {@link OperationRefusal} WRONG_TYPE if it is none. */
    String asText(Value value);

    /** Returns the elements of a {@link Kind#LIST}, unmodifiable; {@link OperationRefusal} WRONG_TYPE if it is none. */
    List<Value> asList(Value value);

    /** Returns whether two values are the same in every bit: not 1 and 1.0, which are equal. */
    boolean identical(Value left, Value right);

    /** Returns the natural order as -1, 0 or 1, or {@link #NOT_COMPARABLE}. A total order wherever it compares. */
    int compare(Value left, Value right);

    /** Returns the sum of two numbers; {@link OperationRefusal} WRONG_TYPE naming what is none. */
    Value add(Value left, Value right);

    /**
     * Returns the sum of two numbers as a cell of that type holds it. Nothing is rounded but to what a float or double can
     * hold, in a cell of those.
     *
     * @param cellType as for {@link #fit}
     * @throws OperationRefusal WRONG_TYPE naming what is no number, OUT_OF_RANGE naming the sum
     */
    default Value add(String cellType, Value left, Value right) {
        return fit(cellType, add(left, right));
    }

    /**
     * Returns the value as a cell of that type holds it, widened if need be.
     *
     * @param cellType the name of a class, or {@code code:} and a letter of {@link dev.steward.api.TypeCode}
     * @throws OperationRefusal WRONG_TYPE or OUT_OF_RANGE, naming value and type
     */
    Value fit(String cellType, Value value);

    /** Returns the value as a person reads it, cut to so many characters. */
    String summary(Value value, int atMost);

    /**
     * Returns values as a person reads them, as many of the first as so many characters have room for.
     *
     * @param first the first few
     * @param size how many there are
     */
    default String summary(List<Value> first, int size, int atMost) {
        StringBuilder text = new StringBuilder();
        text.append(size).append(size == 1 ? " element: [" : " elements: [");
        for (int i = 0; i < first.size(); i++) {
            String next = (i == 0 ? "" : ", ") + summary(first.get(i), 40);
            if (text.length() + next.length() + 6 > atMost) {
                return text.append(i == 0 ? "...]" : ", ...]").toString();
            }
            text.append(next);
        }
        return text.append(first.size() < size ? ", ...]" : "]").toString();
    }

    /** Writes a value into a snapshot. */
    void write(StateWriter writer, Value value);

    /** Reads what {@link #write} wrote. */
    Value read(StateReader reader);
}
