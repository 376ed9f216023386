package dev.steward.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ObjectId;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Heartbeat;
import dev.steward.protocol.message.HeartbeatAnswer;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class FrameEncoderTest {

    @RegisterExtension
    final CountedBuffers buffers = new CountedBuffers();

    @Test
    void aMessageThatSomebodyWaitsForGoesAloneInABufferOfItsSize() {
        Reply reply = new Reply(1, 2, Status.OK, false, false, 3, EncodedValue.NULL);
        EmbeddedChannel channel = channel(512);
        channel.writeOutbound(reply);
        ByteBuf frame = channel.readOutbound();
        assertThat(frame.capacity()).isEqualTo(frame.readableBytes());
        assertThat(FrameCodec.decode(frame, Rules.client(Phase.IN_SESSION))).isEqualTo(reply);
        frame.release();
        channel.finishAndReleaseAll();
    }

    @Test
    void whatIsWrittenUntilTheNextFlushGoesInOneBuffer() {
        EmbeddedChannel channel = channel(512);
        for (int batch = 0; batch < 2; batch++) {
            for (int tick = 1; tick <= 100; tick++) {
                channel.write(new Heartbeat(tick), channel.voidPromise());
            }
            assertThat(channel.<ByteBuf>readOutbound()).isNull();
            channel.flush();
            ByteBuf frames = channel.readOutbound();
            for (int tick = 1; tick <= 100; tick++) {
                assertThat(FrameCodec.decode(frames, Rules.server(Phase.IN_SESSION)))
                        .isEqualTo(new Heartbeat(tick));
            }
            assertThat(frames.isReadable()).isFalse();
            frames.release();
            assertThat(channel.<ByteBuf>readOutbound()).isNull();
        }
        channel.finishAndReleaseAll();
    }

    @Test
    void aLargeMessageAndOneThatSomebodyWaitsForKeepTheirPlace() {
        EmbeddedChannel channel = channel(1 << 20);
        Reply large = new Reply(1, 2, Status.OK, false, false, 3, EncodedValue.of(new byte[100_000]));
        List<Message> messages =
                List.of(new HeartbeatAnswer(1), large, new HeartbeatAnswer(2), new HeartbeatAnswer(3), large);
        for (Message message : messages) {
            // The one whose end is wanted is the fourth.
            boolean wanted = message.equals(new HeartbeatAnswer(3));
            channel.write(message, wanted ? channel.newPromise() : channel.voidPromise());
        }
        channel.flush();
        List<Message> seen = new ArrayList<>();
        int buffers = 0;
        for (ByteBuf frames = channel.readOutbound(); frames != null; frames = channel.readOutbound()) {
            buffers++;
            while (frames.isReadable()) {
                seen.add(FrameCodec.decode(frames, Rules.client(Phase.IN_SESSION)));
            }
            frames.release();
        }
        assertThat(seen).isEqualTo(messages);
        assertThat(buffers).isEqualTo(5);
        channel.finishAndReleaseAll();
    }

    @Test
    void aMessageThatIsVeryLargeGoesInPiecesAndTheOtherSideMayBeginWithTheFirst() {
        EmbeddedChannel channel = channel(1 << 20);
        byte[] bytes = new byte[500_000];
        new Random(1).nextBytes(bytes);
        Reply reply = new Reply(1, 2, Status.OK, false, false, 3, EncodedValue.of(bytes));
        channel.write(new HeartbeatAnswer(1), channel.voidPromise());
        channel.write(reply, channel.voidPromise());
        ByteBuf all = Unpooled.buffer();
        int pieces = 0;
        for (ByteBuf piece = channel.readOutbound(); piece != null; piece = channel.readOutbound()) {
            assertThat(piece.readableBytes()).isLessThanOrEqualTo(FramePieces.BYTES);
            all.writeBytes(piece);
            piece.release();
            pieces++;
        }
        assertThat(pieces).as("what went out before the flush").isEqualTo(4);
        channel.flush();
        ByteBuf last = channel.readOutbound();
        all.writeBytes(last);
        last.release();
        assertThat(FrameCodec.decode(all, Rules.client(Phase.IN_SESSION))).isEqualTo(new HeartbeatAnswer(1));
        assertThat(FrameCodec.decode(all, Rules.client(Phase.IN_SESSION))).isEqualTo(reply);
        assertThat(all.isReadable()).isFalse();
        channel.finishAndReleaseAll();
    }

    @Test
    void aMessageBeyondTheLimitFailsItsOwnWriteOnly() {
        EmbeddedChannel channel = channel(512);
        Call beyond =
                new Call(1, 1, 1, ObjectId.DIRECTORY, Received.NOTHING, Collections.nCopies(255, EncodedValue.NULL));
        ChannelFuture large = channel.writeOneOutbound(beyond);
        channel.write(new Heartbeat(1), channel.voidPromise());
        channel.write(beyond, channel.voidPromise());
        channel.write(new Heartbeat(2), channel.voidPromise());
        channel.flush();
        assertThat(large.cause()).isInstanceOf(UnsupportedValueException.class);
        // Nobody has a promise of the second one: the handlers of the channel hear of it.
        assertThatThrownBy(channel::checkException).isInstanceOf(UnsupportedValueException.class);
        ByteBuf frames = channel.readOutbound();
        assertThat(FrameCodec.decode(frames, Rules.server(Phase.IN_SESSION))).isEqualTo(new Heartbeat(1));
        assertThat(FrameCodec.decode(frames, Rules.server(Phase.IN_SESSION))).isEqualTo(new Heartbeat(2));
        frames.release();
        channel.finishAndReleaseAll();
    }

    @Test
    void whatWasNotFlushedIsPassedOnWhenAnotherEncoderComesAndFreedWhenTheChannelGoes() {
        EmbeddedChannel channel = channel(512);
        channel.write(new Heartbeat(1), channel.voidPromise());
        channel.pipeline().replace(FrameEncoder.class, "next", new FrameEncoder(1_024));
        channel.flush();
        ByteBuf frames = channel.readOutbound();
        assertThat(FrameCodec.decode(frames, Rules.server(Phase.IN_SESSION))).isEqualTo(new Heartbeat(1));
        frames.release();
        channel.write(new Heartbeat(2), channel.voidPromise());
        channel.close();
        channel.runPendingTasks();
        assertThat(channel.<ByteBuf>readOutbound()).isNull();
    }

    private EmbeddedChannel channel(int maxFrame) {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.config().setAllocator(buffers.allocator());
        channel.pipeline().addLast(new FrameEncoder(maxFrame));
        return channel;
    }
}
