package dev.steward.process.ctype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordTest {

    private static final int ROUNDS = 50_000;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder());

    @ParameterizedTest
    @EnumSource
    void bitsComeBackWhereverTheyLieAndLeaveTheirNeighboursAlone(Word word) {
        long bits = 0x81_82_83_84_85_86_87_88L;
        for (int at = word.size(); at + 2 * word.size() <= 24; at += word.size()) {
            byte[] before = new byte[64];
            Arrays.fill(before, (byte) 0x55);
            memory.put(0, before);
            long old = word.get(memory, at);
            assertThat(word.compareAndSet(memory, at, old + 1, bits)).isFalse();
            assertThat(word.compareAndSet(memory, at, old, bits)).isTrue();
            byte[] after = new byte[64];
            memory.get(0, after);
            ByteBuffer.wrap(before).order(ByteOrder.nativeOrder()).put(at, low(bits, word.size()));
            assertThat(after).isEqualTo(before);
            long read = word.getVolatile(memory, at);
            assertThat(read).isEqualTo(word.get(memory, at));
            word.putVolatile(memory, at, 0);
            word.put(memory, at, read);
            memory.get(0, after);
            assertThat(after).isEqualTo(before);
        }
    }

    private static byte[] low(long bits, int size) {
        byte[] all = ByteBuffer.allocate(8)
                .order(ByteOrder.nativeOrder())
                .putLong(bits)
                .array();
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                ? Arrays.copyOf(all, size)
                : Arrays.copyOfRange(all, 8 - size, 8);
    }

    @Test
    void theLastBytesOfAnOddBlockAreReadAndWrittenAndNotExchanged() {
        ByteBuffer odd = ByteBuffer.allocateDirect(6).order(ByteOrder.nativeOrder());
        Word.ONE.putVolatile(odd, 5, 7);
        assertThat(Word.ONE.getVolatile(odd, 5)).isEqualTo(7);
        Word.TWO.putVolatile(odd, 4, 8);
        assertThat(Word.TWO.getVolatile(odd, 4)).isEqualTo(8);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> Word.ONE.compareAndSet(odd, 5, 7, 8))
                .withMessageContaining("multiple of 4");
        assertThat(Word.ONE.compareAndSet(odd, 3, 0, 8)).isTrue();
    }

    @Test
    void bytesSideBySideAreCountedExactlyByThreadsOfTheirOwn() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int at = thread;
                running.add(threads.submit(() -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        long before = Word.ONE.getVolatile(memory, at);
                        assertThat(Word.ONE.compareAndSet(memory, at, before, before + 1))
                                .isTrue();
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        for (int at = 0; at < 4; at++) {
            assertThat(memory.get(at)).isEqualTo((byte) ROUNDS);
        }
    }
}
