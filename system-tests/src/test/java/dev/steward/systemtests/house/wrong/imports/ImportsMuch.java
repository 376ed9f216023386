package dev.steward.systemtests.house.wrong.imports;

import dev.steward.systemtests.house.wrong.server.Published;
import dev.steward.systemtests.house.wrong.server.first.NeedsSecond;
import java.util.List;

/** Wrong on purpose: imports more than its page says, and some of it without an import. */
public final class ImportsMuch {
    private ImportsMuch() {}

    static List<Object> run() {
        Published.run();
        NeedsSecond.run();
        return List.of(
                io.netty.buffer.Unpooled.EMPTY_BUFFER,
                dev.steward.systemtests.house.wrong.client.NettyOutsideTransport.class);
    }
}
