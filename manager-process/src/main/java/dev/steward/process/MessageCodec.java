package dev.steward.process;

import dev.steward.api.Type;
import dev.steward.process.link.Packet;
import dev.steward.process.reference.ProgramCodec;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.codec.AllowedClasses;
import dev.steward.protocol.value.codec.References;
import dev.steward.protocol.value.codec.ValueCodec;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** How the values of a connection become bytes, by whom may be at the other end. Thread-safe. */
interface MessageCodec {

    /** For processes of this program: all their classes, functions, proxies, managers and pipe ends. */
    MessageCodec OF_ONE_PROGRAM = new MessageCodec() {
        @Override
        public byte[] encode(@Nullable Object value) {
            return ProgramCodec.encode(value);
        }

        @Override
        public @Nullable Object decode(byte[] bytes) {
            return ProgramCodec.decode(bytes);
        }

        @Override
        public void allow(Type<?> type) {
            // Everything is allowed.
        }
    };

    /** Returns a codec for whoever holds a key: opens the classes that were allowed. */
    static MessageCodec ofStrangers() {
        AllowedClasses allowed = new AllowedClasses();
        ValueCodec codec = new ValueCodec(References.NONE, allowed, Packet.MAX_BODY);
        return new MessageCodec() {
            @Override
            public byte[] encode(@Nullable Object value) {
                EncodedValue encoded = codec.encode(value);
                ByteBuffer bytes = ByteBuffer.allocate(encoded.size());
                encoded.writeTo(bytes::put);
                return bytes.array();
            }

            @Override
            public @Nullable Object decode(byte[] bytes) {
                return codec.decode(EncodedValue.fromBytes(bytes));
            }

            @Override
            public void allow(Type<?> type) {
                allowed.allow(type);
            }
        };
    }

    byte[] encode(@Nullable Object value);

    @Nullable
    Object decode(byte[] bytes);

    void allow(Type<?> type);
}
