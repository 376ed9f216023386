package dev.steward.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReusedBufferTest {

    private static final int USUAL = 1_000;

    private final ReusedBuffer buffer = new ReusedBuffer(USUAL);

    @AfterEach
    void close() {
        buffer.close();
    }

    private void pass(int frameBytes) {
        buffer.restart();
        buffer.bytes().ensureWritable(frameBytes).writeZero(frameBytes).skipBytes(frameBytes);
        buffer.passed(frameBytes);
    }

    @Test
    void staysLargeWhileLargeFramesComeNowAndThen() {
        pass(500_000);
        ByteBuf large = buffer.bytes();
        for (int i = 0; i < 10; i++) {
            for (int j = 0; j < 50; j++) {
                pass(100);
            }
            pass(500_000);
        }
        assertThat(buffer.bytes()).isSameAs(large);
    }

    @Test
    void shrinksWhenTheyHaveStopped() {
        pass(500_000);
        ByteBuf large = buffer.bytes();
        for (int i = 0; i < 100; i++) {
            pass(100);
        }
        assertThat(buffer.bytes().capacity()).isEqualTo(USUAL);
        assertThat(large.refCnt()).isZero();
    }

    @Test
    void keepsNothingThatIsTooLargeToBeKept() {
        pass(5 << 20);
        pass(100);
        assertThat(buffer.bytes().capacity()).isEqualTo(USUAL);
    }

    @Test
    void isFreedOnce() {
        buffer.close();
        buffer.close();
        assertThat(buffer.bytes().refCnt()).isZero();
    }
}
