package dev.steward.server.machine;

import dev.steward.api.ObjectId;
import dev.steward.objects.Value;
import dev.steward.protocol.value.EncodedValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of the machine that is already encoded: what came in, and what goes out as it is. Immutable. */
final class StoredValue implements Value {

    /** This, and the encoded value without its bytes. */
    private static final long OBJECTS_BYTES = 24 + 32;

    private static final long TOKEN_BYTES = 300;

    private final EncodedValue encoded;
    private final List<ObjectId> references;

    StoredValue(EncodedValue encoded, List<ObjectId> references) {
        this.encoded = encoded;
        this.references = references;
    }

    EncodedValue encoded() {
        return encoded;
    }

    @Override
    public int size() {
        return encoded.size();
    }

    @Override
    public long footprint() {
        return OBJECTS_BYTES
                + HeapLayout.ofBytes(encoded.size())
                + TOKEN_BYTES * encoded.tokens().size();
    }

    @Override
    public List<ObjectId> references() {
        return references;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredValue value && encoded.equals(value.encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    @Override
    public String toString() {
        return encoded.toString();
    }
}
