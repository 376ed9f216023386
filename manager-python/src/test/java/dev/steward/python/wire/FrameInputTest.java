package dev.steward.python.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.protocol.transport.ByteMemory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameInputTest {

    private static final int KIB = 1 << 10;

    private final Memory memory = new Memory();
    private final FrameInput input = new FrameInput(10_000 * KIB, memory);

    /** Notes what it is asked. */
    private static final class Memory implements ByteMemory {
        private long most = Long.MAX_VALUE;
        private long held;
        private long mostHeld;
        private int begun;
        private int received;

        @Override
        public boolean mayHold(long bytes) {
            return held + bytes <= most;
        }

        @Override
        public void hold(long bytes) {
            held += bytes;
            mostHeld = Math.max(held, mostHeld);
        }

        @Override
        public void letGo(long bytes) {
            held -= bytes;
        }

        @Override
        public void begun(int bytes, int hasCome) {
            begun = bytes;
            received = hasCome;
        }

        @Override
        public void ended() {
            begun = 0;
            received = 0;
        }
    }

    private static byte[] body(int length) {
        byte[] body = new byte[length];
        Arrays.fill(body, (byte) 7);
        return body;
    }

    /** Sends the first so many bytes of a frame, some at once; returns the frame if it is whole. */
    private @Nullable FrameBytes send(byte[] body, int from, int to, int atOnce) {
        byte[] all = FrameInput.frameOf(body);
        FrameBytes frame = null;
        for (int at = from; at < to; at += atOnce) {
            ByteBuffer some = ByteBuffer.wrap(all, at, Math.min(atOnce, to - at));
            frame = input.next(some);
            assertThat(some.hasRemaining()).isFalse();
        }
        return frame;
    }

    private @Nullable FrameBytes send(int length, int count) {
        return send(body(length), 0, count, 1_000);
    }

    @Test
    void aLargeFrameTakesWhatHasComeAndIsCountedUntilItIsLetGo() {
        assertThat(send(1_000 * KIB, 200 * KIB)).isNull();
        assertThat(memory.held).isBetween(200L * KIB, 400L * KIB);
        assertThat(memory.begun).isEqualTo(1_000 * KIB);
        assertThat(memory.received).isBetween(199 * KIB, 200 * KIB);
        FrameBytes frame = send(body(1_000 * KIB), 200 * KIB, 1_000 * KIB + Integer.BYTES, 1_000);
        assertThat(frame).isNotNull();
        assertThat(frame.bytes()).isEqualTo(body(1_000 * KIB));
        assertThat(frame.isCounted()).isTrue();
        assertThat(memory.held).isEqualTo(1_000 * KIB);
        assertThat(memory.mostHeld).isLessThan(2_000 * KIB);
        assertThat(memory.begun).isZero();
    }

    @Test
    void smallFramesAreNotCounted() {
        FrameBytes frame = send(64 * KIB, 64 * KIB + Integer.BYTES);
        assertThat(frame).isNotNull();
        assertThat(frame.bytes()).isEqualTo(body(64 * KIB));
        assertThat(frame.isCounted()).isFalse();
        assertThat(memory.mostHeld).isZero();
    }

    @Test
    void whatThereIsNoMemoryForIsDroppedUpToItsEndAndHoldsNothingMeanwhile() {
        memory.most = 300 * KIB;
        assertThat(send(1_000 * KIB, 500 * KIB)).isNull();
        assertThat(memory.held).isZero();
        assertThat(memory.mostHeld).isPositive();
        assertThat(memory.begun).isZero();
        FrameBytes frame = send(body(1_000 * KIB), 500 * KIB, 1_000 * KIB + Integer.BYTES, 1_000);
        assertThat(frame).isEqualTo(new FrameBytes(1_000 * KIB, null));
        assertThat(frame.isCounted()).isFalse();
        FrameBytes next = send(10, 10 + Integer.BYTES);
        assertThat(next).isNotNull();
        assertThat(next.bytes()).isEqualTo(body(10));
    }

    @Test
    void whatTheEndOfAConnectionCutsOffIsLetGo() {
        assertThat(send(1_000 * KIB, 200 * KIB)).isNull();
        input.end();
        assertThat(memory.held).isZero();
        assertThat(memory.begun).isZero();
        input.end();
        assertThat(memory.held).isZero();
    }
}
