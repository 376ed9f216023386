package dev.steward.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Heartbeat;
import dev.steward.protocol.message.Phase;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.StatusCode;
import dev.steward.protocol.value.EncodedValue;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class FrameEncoderTest {

    @RegisterExtension
    final CountedBuffers buffers = new CountedBuffers();

    @Test
    void writesEachMessageIntoOneBufferOfItsSize() {
        Reply reply = new Reply(1, 2, StatusCode.OK, false, false, 3, EncodedValue.NULL);
        EmbeddedChannel channel = channel(512);
        channel.writeOutbound(reply);
        ByteBuf frame = channel.readOutbound();
        assertThat(frame.capacity()).isEqualTo(frame.readableBytes());
        assertThat(FrameCodec.decode(frame, Rules.client(Phase.IN_SESSION))).isEqualTo(reply);
        frame.release();
        channel.finishAndReleaseAll();
    }

    @Test
    void aMessageBeyondTheLimitFailsItsOwnWriteOnly() {
        EmbeddedChannel channel = channel(512);
        ChannelFuture large = channel.writeOneOutbound(
                new Call(1, 1, 1, ObjectId.DIRECTORY, Received.NOTHING, Collections.nCopies(255, EncodedValue.NULL)));
        ChannelFuture small = channel.writeOneOutbound(new Heartbeat(1));
        channel.flushOutbound();
        assertThat(large.cause()).hasCauseInstanceOf(UnsupportedValueException.class);
        assertThat(small.isSuccess()).isTrue();
        ByteBuf frame = channel.readOutbound();
        assertThat(FrameCodec.decode(frame, Rules.server(Phase.IN_SESSION))).isEqualTo(new Heartbeat(1));
        frame.release();
        channel.finishAndReleaseAll();
    }

    private EmbeddedChannel channel(int maxFrame) {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.config().setAllocator(buffers.allocator());
        channel.pipeline().addLast(new FrameEncoder(maxFrame));
        return channel;
    }
}
