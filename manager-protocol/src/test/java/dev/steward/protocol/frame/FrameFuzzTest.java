package dev.steward.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ProtocolException;
import dev.steward.protocol.frame.SampleMessages.Sample;
import dev.steward.protocol.message.ControlText;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.MessageType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever comes, the decoder gives a message, waits for more or throws {@link ProtocolException}. What it accepts has one
 * form only: encoded again, it is the same bytes.
 */
@Timeout(60)
class FrameFuzzTest {

    private static final int ROUNDS = 5_000;
    private static final List<Sample> SAMPLES = SampleMessages.all();

    /** Texts that come with control characters are shown without, so these need not come out as they came in. */
    private static final Set<MessageType> WITH_TEXT = EnumSet.of(
            MessageType.SESSION_REFUSED, MessageType.SESSION_CLOSED, MessageType.DRAINING, MessageType.FAILURE);

    // Heap buffers that nothing watches: a leak detector that records every access would be most of the work.
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false, true);
    private final ByteBuf in = allocator.heapBuffer();
    private final ByteBuf again = allocator.heapBuffer();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomBytes(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            decode(seed, round, bytes, Rules.in(anyType(random)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void randomBodiesBehindRightHeads(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            MessageType type = anyType(random);
            int longest = Math.min(type.maxBody(), type.minBody() + 60);
            byte[] body = new byte[type.minBody() + random.nextInt(longest - type.minBody() + 1)];
            for (int i = 0; i < body.length; i++) {
                // Small numbers get further into a body than large ones.
                body[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(4));
            }
            decode(seed, round, frame(type, body), Rules.in(type));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void framesWithChangedBytes(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Sample sample = SAMPLES.get(random.nextInt(SAMPLES.size()));
            byte[] bytes = ByteBufUtil.decodeHexDump(sample.bytes());
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                int at = random.nextInt(bytes.length);
                bytes[at] = (byte) (random.nextBoolean() ? bytes[at] ^ 1 << random.nextInt(8) : random.nextInt());
            }
            decode(seed, round, bytes, Rules.in(sample.message().type()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 11})
    void framesThatEndEarlyButSaySo(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Sample sample = SAMPLES.get(random.nextInt(SAMPLES.size()));
            byte[] bytes = ByteBufUtil.decodeHexDump(sample.bytes());
            int kept = random.nextInt(bytes.length - FrameCodec.LENGTH_BYTES);
            byte[] cut = Arrays.copyOf(bytes, FrameCodec.LENGTH_BYTES + kept);
            ByteBuffer.wrap(cut).putInt(kept);
            assertThat(decode(seed, round, cut, Rules.in(sample.message().type())))
                    .isNull();
        }
    }

    private @Nullable Message decode(long seed, int round, byte[] bytes, FrameRules rules) {
        in.clear().writeBytes(bytes);
        again.clear();
        try {
            Message message = FrameCodec.decode(in, rules);
            if (message != null && !WITH_TEXT.contains(message.type())) {
                FrameCodec.encode(message, again, rules.maxFrame());
                assertThat(ByteBufUtil.hexDump(again))
                        .as("seed %d, round %d: %s", seed, round, message)
                        .isEqualTo(ByteBufUtil.hexDump(bytes, 0, again.readableBytes()));
            }
            return message;
        } catch (ProtocolException refused) {
            assertThat(refused.getMessage().length()).isLessThan(3 * ControlText.MAX_BYTES);
            return null;
        } catch (RuntimeException unexpected) {
            throw new AssertionError(
                    "seed " + seed + ", round " + round + ": " + ByteBufUtil.hexDump(bytes), unexpected);
        }
    }

    private static byte[] frame(MessageType type, byte[] body) {
        ByteBuffer frame = ByteBuffer.allocate(17 + body.length);
        frame.putInt(13 + body.length).put((byte) type.code());
        frame.putInt(type.namesCall() ? 1 : 0).putLong(type.namesCall() ? 1 : 0);
        return frame.put(body).array();
    }

    private static MessageType anyType(Random random) {
        while (true) {
            MessageType type = MessageType.values()[random.nextInt(MessageType.values().length)];
            if (!type.isReserved()) {
                return type;
            }
        }
    }
}
