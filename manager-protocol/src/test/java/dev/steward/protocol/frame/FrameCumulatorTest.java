package dev.steward.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FrameCumulatorTest {

    private static final int FRAME = 1 << 20;

    @RegisterExtension
    final CountedBuffers buffers = new CountedBuffers();

    private ByteBuf part(int size) {
        return buffers.allocator().buffer(size).writeZero(size);
    }

    private ByteBuf beginningOf(int frame, int size) {
        return buffers.allocator().buffer(size).writeInt(frame).writeZero(size - 4);
    }

    private ByteBuf add(ByteBuf gathered, ByteBuf part) {
        return FrameCumulator.INSTANCE.cumulate(buffers.allocator(), gathered, part);
    }

    @Test
    void largePartsOfALargeFrameAreStrungTogether() {
        ByteBuf gathered = beginningOf(FRAME, 64 << 10);
        for (int i = 0; i < 3; i++) {
            gathered = add(gathered, part(64 << 10));
        }
        assertThat(gathered).isInstanceOf(CompositeByteBuf.class);
        assertThat(((CompositeByteBuf) gathered).numComponents()).isEqualTo(4);
        assertThat(gathered.readableBytes()).isEqualTo(4 * (64 << 10));
        gathered.release();
    }

    @Test
    void manySmallPartsOfALargeFrameTakeLittleMoreThanTheyAre() {
        ByteBuf gathered = add(beginningOf(FRAME, 64 << 10), part(64 << 10));
        int sent = 2 * (64 << 10);
        while (sent < FRAME) {
            gathered = add(gathered, part(100));
            sent += 100;
        }
        assertThat(gathered.readableBytes()).isEqualTo(sent);
        assertThat(buffers.allocator().metric().usedDirectMemory()
                        + buffers.allocator().metric().usedHeapMemory())
                .isLessThan(4L * FRAME);
        if (gathered instanceof CompositeByteBuf strung) {
            assertThat(strung.numComponents()).isLessThan(50);
        }
        gathered.release();
    }

    @Test
    void partsOfASmallFrameAreCopied() {
        ByteBuf gathered = beginningOf(40_000, 20_000);
        gathered = add(gathered, part(20_000));
        assertThat(gathered).isNotInstanceOf(CompositeByteBuf.class);
        gathered.release();
    }
}
