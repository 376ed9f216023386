package dev.steward.python.pickle;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the older protocols write as a call because they have no opcode for it: bytes, bytearrays, sets and frozensets. They
 * are the same nodes here whichever protocol they came in. Python copies what it makes them of, and so does this; a pickle
 * that has that done more often than its size allows keeps its calls, which Python may make. One for each pickle.
 */
final class Reduction {

    private static final Pattern LATIN_1 = Pattern.compile("latin[-_]?1", Pattern.CASE_INSENSITIVE);

    private static final int TIMES = 4;
    private static final int AT_LEAST = 64 << 10;

    private long left;

    /** For a pickle of so many bytes. */
    Reduction(int size) {
        left = AT_LEAST + (long) TIMES * size;
    }

    private boolean take(int copied) {
        left -= copied;
        return left >= 0;
    }

    /** Returns the node that a call stands for, or null if it stands for what nobody but Python knows. */
    @Nullable
    PickleNode of(GlobalName callable, PickleItems arguments) {
        if (callable.is("_codecs", "encode")) {
            byte[] bytes = arguments.size() == 2 ? latin1(arguments.part(0), arguments.part(1)) : null;
            return bytes == null ? null : PickleLeaf.bytes(bytes);
        }
        if (callable.isBuiltin("bytes") && arguments.size() == 0) {
            return PickleLeaf.bytes(new byte[0]);
        }
        if (callable.isBuiltin("bytearray")) {
            byte[] bytes = ofBytearray(arguments);
            return bytes == null ? null : PickleLeaf.bytearray(bytes);
        }
        if (callable.isBuiltin("set")) {
            return ofSet(PickleKind.SET, arguments);
        }
        return callable.isBuiltin("frozenset") ? ofSet(PickleKind.FROZENSET, arguments) : null;
    }

    private byte @Nullable [] ofBytearray(PickleItems arguments) {
        if (arguments.size() == 0) {
            return new byte[0];
        }
        if (arguments.size() == 1 && arguments.part(0).kind() == PickleKind.BYTES) {
            byte[] bytes = ((PickleLeaf) arguments.part(0)).content();
            return take(bytes.length) ? bytes.clone() : null;
        }
        return arguments.size() == 2 ? latin1(arguments.part(0), arguments.part(1)) : null;
    }

    private byte @Nullable [] latin1(PickleNode text, PickleNode codec) {
        if (text.kind() != PickleKind.TEXT || codec.kind() != PickleKind.TEXT) {
            return null;
        }
        String name = ((PickleLeaf) codec).text();
        String characters = ((PickleLeaf) text).text();
        if (name == null || characters == null || !LATIN_1.matcher(name).matches() || !take(characters.length())) {
            return null;
        }
        return StandardCharsets.ISO_8859_1.newEncoder().canEncode(characters)
                ? characters.getBytes(StandardCharsets.ISO_8859_1)
                : null;
    }

    private @Nullable PickleNode ofSet(PickleKind kind, PickleItems arguments) {
        PickleItems set = PickleItems.of(kind);
        if (arguments.size() == 1 && arguments.part(0).kind() == PickleKind.LIST) {
            PickleNode list = arguments.part(0);
            if (!take(list.size())) {
                return null;
            }
            for (int i = 0; i < list.size(); i++) {
                set.add(list.part(i));
            }
            return set;
        }
        return arguments.size() == 0 ? set : null;
    }
}
