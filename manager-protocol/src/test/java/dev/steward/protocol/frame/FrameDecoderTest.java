package dev.steward.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ObjectId;
import dev.steward.api.ProtocolException;
import dev.steward.protocol.connection.ConnectionRole;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.ClientProof;
import dev.steward.protocol.message.CloseSession;
import dev.steward.protocol.message.Heartbeat;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.UncheckedCall;
import dev.steward.protocol.message.UnreadCall;
import dev.steward.protocol.secret.Proof;
import dev.steward.protocol.secret.SessionSecret;
import dev.steward.protocol.value.EncodedValue;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class FrameDecoderTest {

    @RegisterExtension
    final CountedBuffers buffers = new CountedBuffers();

    private final FrameDecoder decoder = new FrameDecoder(FrameRules.ofServer(FrameRules.DEFAULT_MAX_FRAME));
    private final Handler handler = new Handler();
    private final EmbeddedChannel channel = channel();

    @AfterEach
    void closeChannel() {
        channel.finishAndReleaseAll();
    }

    @Test
    void readsAMessageThatComesByteByByte() {
        inSession();
        ByteBuf frame = frames(new Heartbeat(5));
        while (frame.isReadable()) {
            assertThat(handler.messages).isEmpty();
            channel.writeInbound(channel.alloc().buffer().writeByte(frame.readByte()));
        }
        assertThat(handler.messages).containsExactly(new Heartbeat(5));
    }

    @Test
    void readsALargeMessageThatComesInPartsAndWhatFollowsIt() {
        inSession();
        byte[] bytes = new byte[1 << 20];
        new Random(1).nextBytes(bytes);
        Message large = new Call(1, 1, 1, ObjectId.DIRECTORY, Received.NOTHING, List.of(EncodedValue.of(bytes)));
        ByteBuf frames = frames(new Heartbeat(1), large, new Heartbeat(2), large, new Heartbeat(3));
        int[] sizes = {70_000, 3, 20_000, 200_000, 1};
        for (int i = 0; frames.isReadable(); i++) {
            int size = Math.min(sizes[i % sizes.length], frames.readableBytes());
            channel.writeInbound(channel.alloc().buffer(size).writeBytes(frames, size));
        }
        assertThat(handler.messages)
                .containsExactly(new Heartbeat(1), large, new Heartbeat(2), large, new Heartbeat(3));
    }

    /** Has room for so many bytes, and remembers what it is told. */
    private static final class Guard implements FrameGuard {
        private final List<String> told = new ArrayList<>();

        @Override
        public boolean mayRead(long bytes) {
            return bytes < 100_000;
        }

        @Override
        public boolean holdsBack() {
            return false;
        }

        @Override
        public void begun(int bytes, int received) {
            told.add(received + " of " + bytes);
        }

        @Override
        public void ended() {
            told.add("ended");
        }
    }

    private EmbeddedChannel guarded(FrameGuard guard, Handler reader) {
        EmbeddedChannel guarded = new EmbeddedChannel();
        guarded.config().setAllocator(buffers.allocator());
        FrameDecoder withGuard = new FrameDecoder(FrameRules.ofServer(1 << 20), guard);
        guarded.pipeline().addLast(withGuard, reader);
        withGuard.enter(Phase.AUTHENTICATED);
        withGuard.enter(Phase.IN_SESSION);
        return guarded;
    }

    @Test
    void passesOverArgumentsForWhichThereIsNoRoomAndReadsWhatFollows() {
        Handler reader = new Handler();
        EmbeddedChannel crowded = guarded(new Guard(), reader);
        Call small = new Call(1, 1, 7, ObjectId.DIRECTORY, Received.below(1), List.of(EncodedValue.of("small")));
        Call large = new Call(
                1,
                2,
                7,
                new ObjectId(3),
                Received.below(2),
                List.of(EncodedValue.of("large"), EncodedValue.of(new byte[100_000])));
        crowded.writeInbound(buffer().writeBytes(frames(small, large, new Heartbeat(1))));
        assertThat(reader.messages)
                .containsExactly(small, new UnreadCall(1, 2, 7, new ObjectId(3), Received.below(2)), new Heartbeat(1));
        crowded.finishAndReleaseAll();
    }

    @Test
    void argumentsThatHoldMuchAreCheckedByWhoeverTakesThem() {
        inSession();
        List<EncodedValue> nulls = Collections.nCopies(300_000, EncodedValue.NULL);
        EncodedValue much = EncodedValue.listOf(nulls);
        EncodedValue large = EncodedValue.of(new byte[300_000]);
        EncodedValue little = EncodedValue.listOf(nulls.subList(0, 100));
        EncodedValue text = EncodedValue.of("x".repeat(300_000));
        Call quick = new Call(1, 1, 7, new ObjectId(3), Received.NOTHING, List.of(large, little, text));
        receive(quick, new Call(1, 2, 7, new ObjectId(3), Received.below(2), List.of(little, much, large)));
        assertThat(handler.messages).hasSize(2).startsWith(quick);
        assertThat(handler.messages).last().isInstanceOfSatisfying(UncheckedCall.class, call -> {
            assertThat(call.number()).isEqualTo(2);
            assertThat(call.target()).isEqualTo(new ObjectId(3));
            assertThat(call.received()).isEqualTo(Received.below(2));
            assertThat(call.size()).isEqualTo(little.size() + much.size() + large.size());
            assertThat(call.arguments()).containsExactly(little, much, large);
        });
    }

    @Test
    void argumentsThatAreNoValuesAreFoundByWhoeverChecksThem() {
        inSession();
        byte[] bytes = EncodedValue.listOf(Collections.nCopies(300_000, EncodedValue.NULL))
                .bytes()
                .clone();
        bytes[200_000] = 99;
        receive(new Call(1, 1, 7, new ObjectId(3), Received.NOTHING, List.of(new EncodedValue(bytes, 1, List.of()))));
        assertThat(handler.messages)
                .singleElement()
                .isInstanceOfSatisfying(
                        UncheckedCall.class,
                        call -> assertThatThrownBy(call::arguments)
                                .isInstanceOf(ProtocolException.class)
                                .hasMessageContaining("unknown tag 99"));
    }

    @Test
    void tellsOfLargeFramesThatDoNotComeAtOnce() {
        Guard guard = new Guard();
        EmbeddedChannel slow = guarded(guard, new Handler());
        Message large =
                new Call(1, 1, 1, ObjectId.DIRECTORY, Received.NOTHING, List.of(EncodedValue.of(new byte[80_000])));
        ByteBuf frames = frames(large, new Heartbeat(1), large);
        int bytes = frames.getInt(0);
        slow.writeInbound(buffer().writeBytes(frames, 4));
        slow.writeInbound(buffer().writeBytes(frames, 1_000));
        slow.writeInbound(buffer().writeBytes(frames, 70_000));
        assertThat(guard.told).containsExactly("1004 of " + bytes, "71004 of " + bytes);
        slow.writeInbound(buffer().writeBytes(frames, bytes - 71_000));
        assertThat(guard.told).last().isEqualTo("ended");
        slow.writeInbound(buffer().writeBytes(frames, frames.readableBytes() - 1));
        slow.finishAndReleaseAll();
        assertThat(guard.told).last().isEqualTo("ended");
        assertThat(guard.told.stream().filter("ended"::equals)).hasSize(2);
    }

    @Test
    void readsMessagesThatComeTogether() {
        inSession();
        receive(new Heartbeat(1), new Heartbeat(2), new Heartbeat(3));
        assertThat(handler.messages).containsExactly(new Heartbeat(1), new Heartbeat(2), new Heartbeat(3));
    }

    @Test
    void aPhaseThatIsEnteredOnAMessageHoldsForTheNextOneOfTheSameRead() {
        Message proof = new ClientProof(new Proof(new byte[32]));
        Message join = new JoinSession(new UUID(1, 2), new SessionSecret(new byte[32]), ConnectionRole.SHARED);
        handler.entersOn(proof, Phase.AUTHENTICATED);
        handler.entersOn(join, Phase.IN_SESSION);
        receive(proof, join, new Heartbeat(1));
        assertThat(handler.messages).containsExactly(proof, join, new Heartbeat(1));
        assertThat(handler.errors).isEmpty();
    }

    @Test
    void aClientThatDoesNotWaitForTheWelcomeIsRefused() {
        Message proof = new ClientProof(new Proof(new byte[32]));
        receive(proof, new Heartbeat(1));
        assertThat(handler.messages).containsExactly(proof);
        assertThat(handler.errors).singleElement().isInstanceOf(ProtocolException.class);
    }

    @Test
    void tellsOfABadFrameOnceAndDropsWhatFollows() {
        inSession();
        receive(new Heartbeat(1));
        channel.writeInbound(buffer().writeInt(-1));
        receive(new Heartbeat(2));
        channel.writeInbound(buffer().writeInt(-1));
        assertThat(handler.messages).containsExactly(new Heartbeat(1));
        assertThat(handler.errors)
                .singleElement()
                .satisfies(error -> assertThat(error)
                        .isInstanceOf(ProtocolException.class)
                        .hasMessageContaining("a frame of 4294967295 bytes came"));
    }

    @Test
    void dropsWhatFollowsABadFrameInTheSameRead() {
        inSession();
        ByteBuf read = buffer().writeInt(-1);
        FrameCodec.encode(new Heartbeat(2), read, 512);
        channel.writeInbound(read);
        assertThat(handler.messages).isEmpty();
        assertThat(handler.errors).hasSize(1);
    }

    @Test
    void keepsToALimitThatIsSetLater() {
        inSession();
        decoder.maxFrame(512);
        channel.writeInbound(buffer().writeInt(513));
        assertThat(handler.errors).singleElement().isInstanceOf(ProtocolException.class);
    }

    @Test
    void aConnectionThatEndsInsideAFrameGivesNothing() {
        inSession();
        ByteBuf frame = frames(new CloseSession());
        channel.writeInbound(buffer().writeBytes(frame, frame.readableBytes() - 1));
        channel.finish();
        assertThat(handler.messages).isEmpty();
        assertThat(handler.errors).isEmpty();
    }

    @Test
    void passesOnOtherErrorsAsTheyAre() {
        IllegalStateException other = new IllegalStateException("of somebody else");
        channel.pipeline().fireExceptionCaught(other);
        assertThat(handler.errors).containsExactly(other);
    }

    private EmbeddedChannel channel() {
        EmbeddedChannel embedded = new EmbeddedChannel();
        embedded.config().setAllocator(buffers.allocator());
        embedded.pipeline().addLast(decoder, handler);
        return embedded;
    }

    @Test
    void whatComesAtOnceLetsOthersOfTheLoopComeBetween() {
        inSession();
        List<Message> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(new Heartbeat(i));
        }
        List<Integer> handledWhenOthersRan = new ArrayList<>();
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                Future<?> ignored = ctx.executor()
                        .schedule(() -> handledWhenOthersRan.add(handler.messages.size()), 0, TimeUnit.NANOSECONDS);
            }
        });
        handler.nanosEach = 1_000_000;
        receive(many.toArray(new Message[0]));
        while (handler.messages.size() < 100) {
            channel.runPendingTasks();
        }
        channel.runPendingTasks();
        assertThat(handler.messages).isEqualTo(many);
        assertThat(handledWhenOthersRan.stream().distinct().count())
                .as("how often others ran in between")
                .isGreaterThan(10);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void manyThatBringMuchAtOnceShareTheTimeOfOne() {
        List<Handler> handlers = new ArrayList<>();
        List<EmbeddedChannel> channels = new ArrayList<>();
        for (int connection = 0; connection < 20; connection++) {
            Handler flooding = new Handler();
            flooding.nanosEach = 200_000;
            handlers.add(flooding);
            channels.add(guarded(FrameGuard.NONE, flooding));
        }
        List<Message> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(new Heartbeat(i));
        }
        for (EmbeddedChannel flooded : channels) {
            // Not its tasks, which a loop does when it has looked at all channels.
            flooded.pipeline().fireChannelRead(buffer().writeBytes(frames(many.toArray(new Message[0]))));
        }
        // A connection that is alone has 20 of them done in its 4 ms; the last ten have 400 us at most.
        assertThat(handlers.subList(10, 20))
                .allSatisfy(flooding -> assertThat(flooding.messages).hasSizeBetween(1, 5));
        while (handlers.stream().anyMatch(flooding -> flooding.messages.size() < 100)) {
            channels.forEach(EmbeddedChannel::runPendingTasks);
        }
        assertThat(handlers)
                .allSatisfy(flooding -> assertThat(flooding.messages).isEqualTo(many));
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
        assertThat(LoopShare.current().nanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(4));
    }

    @Test
    void whatWaitsWhenTheConnectionEndsIsReadBeforeThat() {
        inSession();
        handler.nanosEach = 1_000_000;
        List<Message> many = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            many.add(new Heartbeat(i));
        }
        channel.pipeline().fireChannelRead(buffer().writeBytes(frames(many.toArray(new Message[0]))));
        assertThat(handler.messages).hasSizeLessThan(50);
        channel.pipeline().fireChannelInactive();
        assertThat(handler.messages).hasSize(50);
    }

    private void inSession() {
        decoder.enter(Phase.AUTHENTICATED);
        decoder.enter(Phase.IN_SESSION);
    }

    private void receive(Message... messages) {
        ByteBuf frames = frames(messages);
        channel.writeInbound(buffer().writeBytes(frames));
    }

    private ByteBuf buffer() {
        return channel.alloc().buffer();
    }

    private ByteBuf frames(Message... messages) {
        ByteBuf frames = buffers.empty();
        for (Message message : messages) {
            FrameCodec.encode(message, frames, FrameRules.DEFAULT_MAX_FRAME);
        }
        return frames;
    }

    private final class Handler extends ChannelInboundHandlerAdapter {
        final List<Object> messages = new ArrayList<>();
        final List<Throwable> errors = new ArrayList<>();
        /** How long it takes for each message. */
        long nanosEach;

        private final java.util.Map<Message, Phase> phases = new java.util.HashMap<>();

        void entersOn(Message message, Phase phase) {
            phases.put(message, phase);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            messages.add(message);
            for (long until = System.nanoTime() + nanosEach; System.nanoTime() - until < 0; ) {
                Thread.onSpinWait();
            }
            ctx.fireChannelRead(message);
            Phase next = phases.get(message);
            if (next != null) {
                decoder.enter(next);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            errors.add(cause);
        }
    }
}
