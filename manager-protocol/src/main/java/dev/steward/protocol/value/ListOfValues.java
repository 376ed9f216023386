package dev.steward.protocol.value;

import dev.steward.api.ObjectToken;
import dev.steward.api.Outcome;
import dev.steward.api.UnsupportedValueException;
import java.util.ArrayList;
import java.util.List;

/** A list of values that is put together of their bytes, without decoding them. Stateless. */
public final class ListOfValues {

    private ListOfValues() {}

    /** Returns how many bytes a list of so many elements takes beside these. */
    public static int startSize(int elements) {
        return PlainBytes.startSize(elements);
    }

    /** See {@link EncodedValue#listOf}. */
    static EncodedValue of(List<EncodedValue> elements) {
        int count = elements.size();
        long size = PlainBytes.startSize(count);
        int depth = 0;
        List<ObjectToken> tokens = List.of();
        for (int i = 0; i < count; i++) {
            EncodedValue element = elements.get(i);
            size += element.size();
            depth = Math.max(depth, element.depth());
            if (!element.tokens().isEmpty()) {
                tokens = tokens.isEmpty() ? new ArrayList<>() : tokens;
                tokens.addAll(element.tokens());
            }
        }
        if (depth >= ValueReader.MAX_DEPTH || size > Integer.MAX_VALUE - 8) {
            throw new UnsupportedValueException(
                    "a list of " + count + " elements that takes " + size + " bytes and nests " + (depth + 1)
                            + " levels deep; ask for it in parts",
                    Outcome.NOT_EXECUTED);
        }
        byte[] bytes = PlainBytes.start(ValueKind.LIST, count, (int) size);
        int at = PlainBytes.startSize(count);
        for (int i = 0; i < count; i++) {
            for (byte[] part : elements.get(i).parts()) {
                System.arraycopy(part, 0, bytes, at, part.length);
                at += part.length;
            }
        }
        return new EncodedValue(bytes, depth + 1, tokens.isEmpty() ? tokens : List.copyOf(tokens));
    }
}
