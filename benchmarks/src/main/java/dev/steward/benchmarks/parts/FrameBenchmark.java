package dev.steward.benchmarks.parts;

import dev.steward.api.ObjectId;
import dev.steward.protocol.connection.Direction;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.frame.FrameCodec;
import dev.steward.protocol.frame.FrameDecoder;
import dev.steward.protocol.frame.FrameEncoder;
import dev.steward.protocol.frame.FrameReader;
import dev.steward.protocol.frame.FrameRules;
import dev.steward.protocol.frame.FrameWriter;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The four stops of a frame: the client writes a call, the server reads it, the server writes the reply, the client reads it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // The harness calls prepare() first.
public class FrameBenchmark {

    private static final int MAX_FRAME = FrameRules.DEFAULT_MAX_FRAME;

    /** How many bytes the element has that travels. */
    @Param({"16", "1024"})
    public int bytes;

    private Call call;
    private Reply reply;
    private ByteBuf callFrame;
    private FrameWriter writer;
    private FrameReader reader;
    private Wire wire;
    private EmbeddedChannel decoding;
    private EmbeddedChannel encoding;
    private LastMessage lastMessage;
    private ReleasedBytes releasedBytes;

    /** Makes both ends. */
    @Setup
    public void prepare() {
        EncodedValue element = EncodedValue.of(new byte[bytes]);
        List<EncodedValue> arguments = List.of(EncodedValue.of(3), element);
        call = new Call(1, 1_000, Operation.LIST_SET.code(), new ObjectId(17), Received.below(1_000), arguments);
        reply = new Reply(1, 1_000, Status.OK, false, false, 5_000, element);
        callFrame = frameOf(call);
        ByteBuf replyFrame = frameOf(reply);
        byte[] replyBytes = new byte[replyFrame.readableBytes()];
        replyFrame.readBytes(replyBytes).release();
        wire = new Wire(replyBytes);
        writer = new FrameWriter(MAX_FRAME);
        reader = new FrameReader(new FrameRules(Direction.TO_CLIENT, Phase.IN_SESSION, MAX_FRAME));
        lastMessage = new LastMessage();
        decoding = new EmbeddedChannel(
                new FrameDecoder(new FrameRules(Direction.TO_SERVER, Phase.IN_SESSION, MAX_FRAME)), lastMessage);
        releasedBytes = new ReleasedBytes();
        encoding = new EmbeddedChannel(releasedBytes, new FrameEncoder(MAX_FRAME));
    }

    private static ByteBuf frameOf(Message message) {
        ByteBuf frame = Unpooled.directBuffer();
        FrameCodec.encode(message, frame, MAX_FRAME);
        return frame;
    }

    /** Gives the buffers back. */
    @TearDown
    public void release() {
        writer.close();
        reader.close();
        callFrame.release();
        decoding.finishAndReleaseAll();
        encoding.finishAndReleaseAll();
    }

    /** The client's way out. */
    @Benchmark
    public boolean clientWritesCall() throws IOException {
        writer.add(call);
        return writer.writeTo(wire);
    }

    /**
     * The server's way in. Most of what a real channel does before it is left out, but not the end of its turn: the decoder
     * stops after some milliseconds of one turn.
     */
    @Benchmark
    public @Nullable Message serverReadsCall() {
        decoding.pipeline().fireChannelRead(callFrame.retainedDuplicate()).fireChannelReadComplete();
        return lastMessage.take();
    }

    /** The server's way out. */
    @Benchmark
    public int serverWritesReply() {
        var unused = encoding.pipeline().write(reply, encoding.voidPromise());
        return releasedBytes.count;
    }

    /** The client's way in. */
    @Benchmark
    public @Nullable Message clientReadsReply() throws IOException {
        reader.readFrom(wire);
        return reader.next();
    }

    /** A network that takes everything, and always has one frame to give. */
    private static final class Wire implements ReadableByteChannel, WritableByteChannel {
        private final byte[] incoming;

        Wire(byte[] incoming) {
            this.incoming = incoming;
        }

        @Override
        public int read(ByteBuffer target) {
            target.put(incoming);
            return incoming.length;
        }

        @Override
        public int write(ByteBuffer source) {
            int count = source.remaining();
            source.position(source.limit());
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    /** Stands where the server's connection handler stands. */
    private static final class LastMessage extends ChannelInboundHandlerAdapter {
        private @Nullable Message last;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            last = (Message) message;
        }

        /** Returns the message that has just come. */
        Message take() {
            Message taken = last;
            if (taken == null) {
                throw new IllegalStateException("the decoder passed nothing on for a whole frame");
            }
            last = null;
            return taken;
        }
    }

    /** Stands where the socket stands. */
    private static final class ReleasedBytes extends ChannelOutboundHandlerAdapter {
        private int count;

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            count = ((ByteBuf) message).readableBytes();
            ReferenceCountUtil.release(message);
        }
    }
}
