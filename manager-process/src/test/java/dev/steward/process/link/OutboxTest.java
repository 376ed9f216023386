package dev.steward.process.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutboxTest {

    private final Outbox outbox = new Outbox();
    private final NarrowChannel channel = new NarrowChannel();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    private void add(int size) {
        byte[] body = new byte[size];
        for (int i = 0; i < size; i++) {
            body[i] = (byte) (size + i);
        }
        Packet packet = new Packet(PacketKind.BYTES, body);
        outbox.add(packet);
        sent.writeBytes(packet.header().array());
        sent.writeBytes(body);
    }

    @Test
    void everythingComesInItsOrderHoweverLittleIsTaken() throws IOException {
        for (int taken : new int[] {1, 3, 70_000, 1 << 20}) {
            for (int size : new int[] {0, 1, 64, 100_000, 300_000, 0, 5}) {
                add(size);
            }
            channel.atOnce = taken;
            while (!outbox.writeTo(channel)) {
                assertThat(outbox.isEmpty()).isFalse();
            }
            assertThat(outbox.isEmpty()).isTrue();
        }
        assertThat(channel.got.toByteArray()).isEqualTo(sent.toByteArray());
    }

    @Test
    void channelIsNeverOfferedMoreThanItMayCopy() throws IOException {
        add(5_000_000);
        for (int i = 0; i < 100; i++) {
            add(10_000);
        }
        channel.atOnce = 200_000;
        while (!outbox.writeTo(channel)) {
            assertThat(outbox.isEmpty()).isFalse();
        }
        assertThat(channel.mostOffered).isEqualTo(Outbox.MOST_AT_ONCE);
    }

    /** Takes so many bytes, then none once, as a socket does whose other side is slower. */
    private static final class NarrowChannel implements GatheringByteChannel {
        private final ByteArrayOutputStream got = new ByteArrayOutputStream();
        private int atOnce;
        private int room;
        private long mostOffered;

        @Override
        public long write(ByteBuffer[] buffers, int offset, int count) {
            if (room == 0) {
                room = atOnce;
                return 0;
            }
            long written = 0;
            long offered = 0;
            for (int i = offset; i < offset + count; i++) {
                offered += buffers[i].remaining();
                byte[] some = new byte[Math.min(room, buffers[i].remaining())];
                buffers[i].get(some);
                got.writeBytes(some);
                room -= some.length;
                written += some.length;
            }
            mostOffered = Math.max(mostOffered, offered);
            return written;
        }

        @Override
        public long write(ByteBuffer[] buffers) {
            return write(buffers, 0, buffers.length);
        }

        @Override
        public int write(ByteBuffer buffer) {
            return (int) write(new ByteBuffer[] {buffer}, 0, 1);
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
