package dev.steward.systemtests.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.OverloadedException;
import dev.steward.api.SharedDict;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerLimit;
import dev.steward.systemtests.client.ServedTest;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server in the process of a program that fills the heap too. */
class GarbageAroundTest extends ServedTest {

    private static final int MIB = 1 << 20;
    private static final int LARGE = 40 * MIB;
    private static final long HEAP = Runtime.getRuntime().maxMemory();

    private List<byte[]> held = new ArrayList<>();

    /** A third of the heap is the program's, and the server, which may use little more, knows it from a collection. */
    private ManagerServer serverInAFullHeap() {
        for (long bytes = 0; bytes < HEAP / 3; bytes += MIB / 4) {
            held.add(new byte[MIB / 4]);
        }
        System.gc();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        ManagerServer server = serve(onLoopback().limit(ServerLimit.HEAP_PERCENT, used * 100 / HEAP + 3));
        Reference.reachabilityFence(held);
        return server;
    }

    @AfterEach
    void drop() {
        held = List.of();
    }

    @Test
    void whatTheProgramHasDroppedIsNotHeldAgainstAClient() {
        SharedDict<String, byte[]> dict = connect(serverInAFullHeap().port()).dict("dict", String.class, byte[].class);
        held.clear();

        dict.put("large", new byte[LARGE]);

        assertThat(dict.get("large")).hasSize(LARGE);
    }

    @Test
    void whatTheProgramHoldsIsRoomThatTheServerDoesNotHave() {
        SharedDict<String, byte[]> dict = connect(serverInAFullHeap().port()).dict("dict", String.class, byte[].class);

        assertThatThrownBy(() -> dict.put("large", new byte[LARGE]))
                .isInstanceOf(OverloadedException.class)
                .hasMessageContaining("HEAP_PERCENT");
        Reference.reachabilityFence(held);
    }
}
