package dev.steward.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ObjectId;
import dev.steward.api.ProtocolException;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.ClientProof;
import dev.steward.protocol.message.Heartbeat;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.secret.Proof;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FrameReaderWriterTest {

    private final FrameReader reader = new FrameReader(Rules.server(Phase.IN_SESSION));
    private final FrameWriter writer = new FrameWriter(Rules.MAX_FRAME);
    private final SlowChannel channel = new SlowChannel();

    @AfterEach
    void close() {
        reader.close();
        writer.close();
    }

    @Test
    void messagesComeOutAsTheyWentInHoweverFewBytesTheChannelTakes() throws IOException {
        List<Message> messages = List.of(new Heartbeat(1), large(), new Heartbeat(2), large(), new Heartbeat(3));
        for (int atOnce : new int[] {97, 1_000, 1 << 20}) {
            channel.atOnce = atOnce;
            messages.forEach(writer::add);
            write();
            assertThat(readAll()).isEqualTo(messages);
        }
    }

    @Test
    void whatIsAddedWhileSomethingIsLeftFollowsIt() throws IOException {
        channel.atOnce = 5;
        writer.add(new Heartbeat(1));
        assertThat(writer.writeTo(channel)).isFalse();
        writer.add(new Heartbeat(2));
        write();
        assertThat(readAll()).containsExactly(new Heartbeat(1), new Heartbeat(2));
    }

    @Test
    void largeValuesGoThroughWhateverStandsBeforeAndBehindThem() throws IOException {
        EncodedValue small = EncodedValue.of("small");
        EncodedValue text = EncodedValue.of("x".repeat(300_000));
        EncodedValue blob = EncodedValue.of(new byte[500_000]);
        channel.atOnce = 70_000;
        for (List<EncodedValue> arguments : List.of(
                List.of(blob),
                List.of(blob, small),
                List.of(small, text, small),
                List.of(text, small, blob, blob, small))) {
            Message call = new Call(1, 1, 1, ObjectId.DIRECTORY, Received.NOTHING, arguments);
            writer.add(call);
            write();
            assertThat(readAll()).containsExactly(call);
        }
    }

    @Test
    void aLargeByteArrayIsInShortArraysAtTheServerAndInTheOneThatACallerGets() throws IOException {
        EncodedValue blob = EncodedValue.of(new byte[1 << 20]);
        channel.atOnce = 1 << 20;
        writer.add(new Call(1, 1, 1, ObjectId.DIRECTORY, Received.NOTHING, List.of(blob)));
        write();
        Call call = (Call) readAll().get(0);
        assertThat(lengthsOf(call.arguments().get(0))).allMatch(length -> length <= 1 << 18);

        try (FrameReader client = new FrameReader(Rules.client(Phase.IN_SESSION))) {
            Reply answer = new Reply(1, 1, Status.OK, false, false, 0, blob);
            writer.add(answer);
            write();
            Message read = client.next();
            while (read == null) {
                client.readFrom(channel);
                read = client.next();
            }
            assertThat(read).isEqualTo(answer);
            assertThat(lengthsOf(((Reply) read).value())).contains(1 << 20);
        }
    }

    private static List<Integer> lengthsOf(EncodedValue value) {
        List<Integer> lengths = new ArrayList<>();
        value.writeTo((array, offset, length) -> lengths.add(array.length));
        return lengths;
    }

    @Test
    void whatIsAddedBehindALargeMessageThatIsHalfWrittenFollowsIt() throws IOException {
        EncodedValue blob = EncodedValue.of(new byte[1_000_000]);
        Message large = new Call(1, 1, 1, ObjectId.DIRECTORY, Received.NOTHING, List.of(blob, EncodedValue.of("last")));
        channel.atOnce = 1_000;
        writer.add(large);
        assertThat(writer.writeTo(channel)).isFalse();
        writer.add(new Heartbeat(1));
        writer.add(large);
        writer.add(new Heartbeat(2));
        channel.atOnce = 1 << 20;
        write();
        assertThat(readAll()).containsExactly(large, new Heartbeat(1), large, new Heartbeat(2));
    }

    @Test
    void nothingIsAddedOfAMessageBeyondTheLimit() throws IOException {
        try (FrameWriter small = new FrameWriter(512)) {
            Call call = new Call(
                    1, 1, 1, ObjectId.DIRECTORY, Received.NOTHING, Collections.nCopies(255, EncodedValue.NULL));
            small.add(new Heartbeat(1));
            assertThatThrownBy(() -> small.add(call)).isInstanceOf(UnsupportedValueException.class);
            assertThat(small.writeTo(channel)).isTrue();
            assertThat(readAll()).containsExactly(new Heartbeat(1));
        }
    }

    @Test
    void readsNotBeyondOneFrameIfAskedTo() throws IOException {
        writer.add(new Heartbeat(1));
        write();
        int frame = channel.bytes.readableBytes();
        channel.bytes.writeBytes(new byte[] {1, 2, 3});
        for (int atOnce : new int[] {1, frame}) {
            channel.atOnce = atOnce;
            Message message = reader.next();
            for (int i = 0; message == null && i < 2 * frame; i++) {
                reader.readOneFrom(channel);
                message = reader.next();
            }
            assertThat(message).isEqualTo(new Heartbeat(1));
            assertThat(channel.bytes.readableBytes()).isEqualTo(3);
            channel.bytes.clear();
            writer.add(new Heartbeat(1));
            write();
            channel.bytes.writeBytes(new byte[] {1, 2, 3});
        }
    }

    @Test
    void tellsTheEndFromNothing() throws IOException {
        assertThat(reader.readFrom(channel)).isZero();
        channel.ended = true;
        assertThat(reader.readFrom(channel)).isEqualTo(-1);
        assertThat(reader.next()).isNull();
    }

    @Test
    void refusesWhatMayNotCome() throws IOException {
        channel.bytes.writeInt(-1);
        reader.readFrom(channel);
        assertThatThrownBy(reader::next).isInstanceOf(ProtocolException.class);
    }

    @Test
    void keepsToTheRulesOfThePhase() throws IOException {
        Message proof = new ClientProof(new Proof(new byte[32]));
        try (FrameReader fresh = new FrameReader(FrameRules.ofServer(Rules.MAX_FRAME))) {
            writer.add(proof);
            writer.add(new Heartbeat(1));
            write();
            fresh.readFrom(channel);
            assertThat(fresh.next()).isEqualTo(proof);
            assertThatThrownBy(fresh::next).isInstanceOf(ProtocolException.class);
            fresh.enter(Phase.AUTHENTICATED);
            fresh.enter(Phase.IN_SESSION);
            assertThat(fresh.next()).isEqualTo(new Heartbeat(1));
        }
    }

    @Test
    void takesFramesOfTheLongestKind() throws IOException {
        Message message = large();
        int rest = (int) FrameCodec.sizeOf(message) - FrameCodec.LENGTH_BYTES;
        reader.maxFrame(rest);
        writer.add(message);
        write();
        assertThat(readAll()).containsExactly(message);

        reader.maxFrame(rest - 1);
        writer.add(message);
        write();
        assertThatThrownBy(this::readAll).isInstanceOf(ProtocolException.class);
    }

    @Test
    void manySmallFramesNeedNoLargeBuffer() throws IOException {
        reader.maxFrame(512);
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            messages.add(new Heartbeat(i));
        }
        messages.forEach(writer::add);
        write();
        assertThat(readAll()).isEqualTo(messages);
    }

    @Test
    void readingOnWithoutTakingWhatIsThereIsAMistake() throws IOException {
        reader.maxFrame(1_000);
        for (int i = 0; i < 1_200; i++) {
            writer.add(new Heartbeat(i));
        }
        write();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        reader.readFrom(channel);
                    }
                })
                .isInstanceOf(IllegalStateException.class);
    }

    /** A call of some 60 KiB. */
    private static Message large() {
        EncodedValue value = EncodedValue.of(new byte[60_000]);
        return new Call(1, 1, 1, ObjectId.DIRECTORY, Received.NOTHING, List.of(value, EncodedValue.of("behind it")));
    }

    private void write() throws IOException {
        boolean done = false;
        while (!done) {
            done = writer.writeTo(channel);
        }
    }

    private List<Message> readAll() throws IOException {
        List<Message> messages = new ArrayList<>();
        while (reader.readFrom(channel) > 0) {
            for (Message next = reader.next(); next != null; next = reader.next()) {
                messages.add(next);
            }
        }
        return messages;
    }

    /** Takes and gives a few bytes at a time; ends when told to. */
    private static final class SlowChannel implements ReadableByteChannel, WritableByteChannel {
        final ByteBuf bytes = Unpooled.buffer();
        int atOnce = 1_000;
        boolean ended;

        @Override
        public int write(ByteBuffer from) {
            int count = Math.min(atOnce, from.remaining());
            bytes.discardReadBytes().writeBytes(from.slice().limit(count));
            from.position(from.position() + count);
            return count;
        }

        @Override
        public int read(ByteBuffer into) {
            int count = Math.min(Math.min(1 << 12, into.remaining()), bytes.readableBytes());
            bytes.readBytes(into.slice().limit(count));
            into.position(into.position() + count);
            return count == 0 && ended ? -1 : count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    }
}
