package dev.steward.systemtests.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.SharedList;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import dev.steward.client.ClientOptions;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.death.Footprint;
import dev.steward.systemtests.death.MeasuredServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Fifty clients that read slowly get what they asked for, cost a server of 256 MiB nothing in the end, and hold up nobody
 * meanwhile. {@code -Psoak} has them read larger lists, again and again.
 */
@Timeout(1_800)
@Tag("one-jdk")
class SlowReadersTest extends LoadTest {

    private static final int READERS = 50;
    private static final int ELEMENT_BYTES = 16 << 10;
    private static final int ELEMENTS = SOAK ? 64 : 8;
    private static final int TURNS = SOAK ? 20 : 2;
    private static final long BYTES_PER_SECOND = SOAK ? 512 << 10 : 256 << 10;
    private static final Duration AT_MOST = Duration.ofMinutes(20);

    /** More than what is left of a server's classes and buffers, and less than a twentieth of what is read at once. */
    private static final long NOISE_BYTES = 2 << 20;

    @Test
    void getWhatTheyAskedForAndHoldUpNobody() throws Exception {
        Jvm server = start(MeasuredServer.class);
        int port = Integer.parseInt(server.awaitPort());
        SyncManager near = connect(port);
        SharedList<byte[]> list = near.list("list", byte[].class);
        for (int i = 0; i < ELEMENTS; i++) {
            list.add(element(i));
        }
        Relay relay = closing(new Relay(port));
        List<SyncManager> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(connect(relay.port(), ClientOptions.builder().connections(0)));
        }
        readers.forEach(SyncManager::ping);
        Footprint before = Footprint.of(server, near);
        relay.slowDown(BYTES_PER_SECOND);
        AtomicBoolean read = new AtomicBoolean();
        Future<Long> innocent = meanwhile(() -> callUntil(read, near));
        List<Future<?>> readings = new ArrayList<>();
        for (SyncManager reader : readers) {
            readings.add(meanwhile(() -> {
                read(reader.list("list", byte[].class));
                return null;
            }));
        }
        for (Future<?> reading : readings) {
            get(reading, AT_MOST);
        }
        read.set(true);
        long calls = get(innocent);
        Footprint after = Footprint.of(server, near);
        tell("%d slow readers: before %s, after %s, %d calls meanwhile", READERS, before, after, calls);
        // Each of them had to wait longer for its bytes than a call that is held up by nobody takes.
        assertThat(calls).isGreaterThan(READERS * TURNS);
        assertThat(after.heap()).isLessThan(before.heap() + NOISE_BYTES);
        assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors());
        assertThat(after.threads()).isLessThanOrEqualTo(before.threads());
    }

    private static byte[] element(int number) {
        byte[] bytes = new byte[ELEMENT_BYTES];
        Arrays.fill(bytes, (byte) number);
        return bytes;
    }

    private static void read(SharedList<byte[]> list) {
        for (int turn = 0; turn < TURNS; turn++) {
            List<byte[]> found = list.snapshot();
            assertThat(found).hasSize(ELEMENTS);
            for (int i = 0; i < ELEMENTS; i++) {
                assertThat(found.get(i)).isEqualTo(element(i));
            }
        }
    }

    /** Calls and looks at each answer; returns how many calls there were. */
    private static long callUntil(AtomicBoolean over, SyncManager manager) {
        SharedValue<Long> counter = manager.value(TypeCode.LONG, 0L);
        long calls = 0;
        while (!over.get()) {
            assertThat(counter.getAndAdd(1L)).isEqualTo(calls);
            calls++;
        }
        return calls;
    }
}
