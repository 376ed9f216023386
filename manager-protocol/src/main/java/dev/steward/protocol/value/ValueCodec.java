package dev.steward.protocol.value;

import org.jspecify.annotations.Nullable;

/**
 * Turns Java values into {@link EncodedValue}s and back. Thread-safe; costs a Kryo only when as many threads encode at
 * the same time for the first time. Never blocks, unless {@link References} does.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class ValueCodec {
    private final References references;
    private final AllowedClasses allowed;

    /**
     * A codec of one client or server.
     *
     * @param references turns proxies into tokens and back
     * @param allowed the classes that {@link #decode} may open; classes allowed later count too
     */
    public ValueCodec(References references, AllowedClasses allowed) {
        this.references = references;
        this.allowed = allowed;
    }

    /**
     * Returns the bytes of a value. What is not of the closed set goes into an opaque envelope.
     *
     * @throws dev.steward.api.UnsupportedValueException if the value, or something inside it, cannot travel; names the
     *     class, where it is inside the value, and what to do
     */
    public EncodedValue encode(@Nullable Object value) {
        throw new UnsupportedOperationException(references.toString() + allowed.isAllowed("") + value);
    }

    /**
     * Returns the value that the bytes stand for. Collections are unmodifiable.
     *
     * @throws dev.steward.api.UnsupportedValueException if it holds a class that is not allowed or cannot be opened here
     */
    public @Nullable Object decode(EncodedValue value) {
        throw new UnsupportedOperationException(value.toString());
    }
}
