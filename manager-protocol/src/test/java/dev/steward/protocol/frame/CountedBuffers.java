package dev.steward.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives buffers to a test, releases those it gave, and fails the test if any other memory is left unreleased. */
final class CountedBuffers implements AfterEachCallback {

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
    private final List<ByteBuf> given = new ArrayList<>();

    UnpooledByteBufAllocator allocator() {
        return allocator;
    }

    ByteBuf empty() {
        ByteBuf buffer = allocator.buffer();
        given.add(buffer);
        return buffer;
    }

    ByteBuf of(byte... bytes) {
        return empty().writeBytes(bytes);
    }

    ByteBuf ofHex(String hex) {
        return of(ByteBufUtil.decodeHexDump(hex.replace(" ", "")));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        given.forEach(ByteBuf::release);
        assertThat(allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory())
                .as("bytes in buffers that nobody released")
                .isZero();
    }
}
