package dev.steward.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.protocol.frame.SampleMessages.Sample;
import dev.steward.protocol.message.MessageType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of every message, both ways. Whoever changes one of these changes the protocol. */
@Timeout(30)
class MessageBytesTest {

    @RegisterExtension
    final CountedBuffers buffers = new CountedBuffers();

    static List<Sample> samples() {
        return SampleMessages.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void hasTheseBytes(Sample sample) {
        ByteBuf frame = buffers.empty();
        FrameCodec.encode(sample.message(), frame, FrameRules.DEFAULT_MAX_FRAME);
        assertThat(ByteBufUtil.hexDump(frame)).isEqualTo(sample.bytes());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isReadFromTheseBytes(Sample sample) {
        ByteBuf frame = buffers.ofHex(sample.bytes());
        assertThat(FrameCodec.decode(frame, Rules.in(sample.message().type()))).isEqualTo(sample.message());
        assertThat(frame.isReadable()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void fitsTheSizeThatIsForetold(Sample sample) {
        long foretold = FrameCodec.sizeOf(sample.message());
        int real = sample.bytes().length() / 2;
        if (sample.message().type().maxBody() == Integer.MAX_VALUE) {
            assertThat(foretold).isEqualTo(real);
        } else {
            assertThat(foretold).isGreaterThanOrEqualTo(real);
        }
    }

    @Test
    void everyTypeHasASample() {
        assertThat(SampleMessages.all().stream().map(sample -> sample.message().type()))
                .containsAll(Stream.of(MessageType.values())
                        .filter(type -> !type.isReserved())
                        .toList());
    }
}
