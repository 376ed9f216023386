package dev.steward.protocol.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.api.ProtocolException;
import dev.steward.protocol.message.ControlText;
import dev.steward.protocol.message.MessageType;
import dev.steward.protocol.secret.FixedBytes;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.LargeBytes;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one frame, straight out of the buffer and never beyond the end of the frame. Every number that says how much
 * follows is checked against what is left before anything is made for it. Whoever reads a body is one, so that no frame takes an
 * object more.
 */
abstract class FieldReader {

    final MessageType type;
    final ByteBuf in;
    final int end;

    /** Reads from the buffer's reader index to {@code end}; refusals name the type. */
    FieldReader(MessageType type, ByteBuf in, int end) {
        this.type = type;
        this.in = in;
        this.end = end;
    }

    /** Checks that the body was all there is in the frame. */
    final void checkEnd() {
        if (in.readerIndex() != end) {
            throw refused("has " + (end - in.readerIndex()) + " bytes too many");
        }
    }

    final EncodedValue value() {
        int size = count("bytes in a value", Integer.MAX_VALUE, 1);
        int start = size == 0 ? 0 : LargeBytes.startSize(in.getByte(in.readerIndex()), size);
        if (start == 0) {
            return EncodedValue.fromBytes(bytes(size));
        }
        byte[] first = bytes(start);
        // The array of an answer is what its caller gets; what the server is to keep is better off in several.
        return type == MessageType.REPLY
                ? EncodedValue.fromBytes(first, bytes(size - start))
                : EncodedValue.fromBytes(first, LargeBytes.parts(size - start, (from, count) -> bytes(count)));
    }

    final byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        in.readBytes(bytes);
        return bytes;
    }

    final byte[] fixed() {
        need(FixedBytes.SIZE);
        byte[] bytes = new byte[FixedBytes.SIZE];
        in.readBytes(bytes);
        return bytes;
    }

    final UUID uuid() {
        return new UUID(i64(), i64());
    }

    final Duration millis() {
        return Duration.ofMillis(varint());
    }

    final String text() {
        int length = count("bytes in a text", ControlText.MAX_BYTES, 1);
        ByteBuffer bytes = in.nioBuffer(in.readerIndex(), length);
        in.skipBytes(length);
        try {
            return UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException broken) {
            throw refused("has a text that is not UTF-8");
        }
    }

    final int u8() {
        need(1);
        return in.readUnsignedByte();
    }

    final int u16() {
        need(2);
        return in.readUnsignedShort();
    }

    final long i64() {
        need(8);
        return in.readLong();
    }

    final int varint31() {
        long number = varint();
        if (number > Integer.MAX_VALUE) {
            throw refused("has the number " + number + " where 31 bits are enough");
        }
        return (int) number;
    }

    final long varint() {
        long number = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int part = u8();
            number |= (long) (part & 0x7F) << shift;
            if (part < 0x80) {
                if (part == 0 && shift > 0) {
                    throw refused("has a number that is longer than it need be");
                }
                return number;
            }
        }
        throw refused("has a number of more than 63 bits");
    }

    /** Reads how many things follow, each of at least so many bytes. */
    final int count(String what, int most, int smallest) {
        long number = varint();
        if (number > most || number > (end - in.readerIndex()) / smallest) {
            throw refused("claims " + number + " " + what + ", more than may follow or are there");
        }
        return (int) number;
    }

    final void need(int bytes) {
        if (end - in.readerIndex() < bytes) {
            throw refused("ends too early");
        }
    }

    final <T> T known(String what, @Nullable T constant) {
        if (constant == null) {
            throw refused("has an unknown " + what);
        }
        return constant;
    }

    final ProtocolException refused(String why) {
        return FrameRules.refused(type + " " + why);
    }
}
