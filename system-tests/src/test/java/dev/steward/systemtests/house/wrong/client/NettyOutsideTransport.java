package dev.steward.systemtests.house.wrong.client;

import io.netty.buffer.Unpooled;

/** Wrong on purpose: Netty where no bytes come in or go out. */
public final class NettyOutsideTransport {
    private NettyOutsideTransport() {}

    static Object run() {
        return Unpooled.EMPTY_BUFFER;
    }
}
