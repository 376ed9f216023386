package dev.steward.protocol.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ProtocolException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server does to values takes no more stack where they nest as deep as they may: its threads are the JDK's usual ones. */
@Timeout(60)
class DeepNestingTest {

    private static final long SMALL_STACK = 160 << 10;

    private static EncodedValue nested(UnaryOperator<EncodedValue> around, EncodedValue innermost) {
        EncodedValue value = innermost;
        while (value.depth() < ValueReader.MAX_DEPTH) {
            value = around.apply(value);
        }
        return value;
    }

    private static EncodedValue lists(long innermost) {
        return nested(value -> EncodedValue.listOf(List.of(value)), EncodedValue.of(innermost));
    }

    private static ValueReader readerOf(EncodedValue value) {
        return new ValueReader(value.bytes(), 0, value.size());
    }

    private static void onASmallStack(Runnable use) throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(null, use, "small", SMALL_STACK);
        thread.setUncaughtExceptionHandler((ended, failure) -> thrown.set(failure));
        thread.start();
        thread.join();
        assertThat(thrown.get()).isNull();
    }

    @Test
    void itIsReadAndWalkedOver() throws InterruptedException {
        byte[] bytes = lists(1).bytes();
        onASmallStack(() -> assertThat(EncodedValue.fromBytes(bytes).depth()).isEqualTo(ValueReader.MAX_DEPTH));
    }

    @Test
    void whatNestsDeeperIsRefused() throws InterruptedException {
        byte[] bomb = new byte[2_000_000];
        for (int i = 0; i < bomb.length - 2; i += 2) {
            bomb[i] = ValueKind.LIST.tag();
            bomb[i + 1] = 1;
        }
        onASmallStack(() -> assertThatThrownBy(() -> EncodedValue.fromBytes(bomb))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("deeper than " + ValueReader.MAX_DEPTH));
    }

    @Test
    void itIsEqualAndHasItsHash() throws InterruptedException {
        EncodedValue one = lists(1);
        EncodedValue same = lists(1);
        EncodedValue other = lists(2);
        onASmallStack(() -> {
            assertThat(one.equals(same)).isTrue();
            assertThat(one.equals(other)).isFalse();
            assertThat(one.hashCode()).isEqualTo(same.hashCode());
        });
    }

    @Test
    void mapsInMapsAreEqualHaveTheirHashAndAreShown() throws InterruptedException {
        ValueOutput out = new ValueOutput();
        for (int level = 1; level < ValueReader.MAX_DEPTH; level++) {
            out.writeByte(ValueKind.MAP.tag());
            out.writeCount(1);
            out.writeByte(ValueKind.NULL.tag());
        }
        out.writeByte(ValueKind.NULL.tag());
        EncodedValue one = EncodedValue.fromBytes(out.toBytes());
        assertThat(one.depth()).isEqualTo(ValueReader.MAX_DEPTH);
        EncodedValue same = EncodedValue.listOf(List.of(EncodedValue.NULL));
        onASmallStack(() -> {
            assertThat(ValueEquality.equal(readerOf(one), readerOf(one))).isTrue();
            assertThat(one.equals(same)).isFalse();
            assertThat(one.hashCode())
                    .isEqualTo(EncodedValue.fromBytes(one.bytes()).hashCode());
            assertThat(one.toString()).isNotEmpty();
        });
    }

    @Test
    void itIsCompared() throws InterruptedException {
        EncodedValue one = lists(1);
        EncodedValue other = lists(2);
        onASmallStack(() -> {
            assertThat(one.compare(other)).isNegative();
            assertThat(one.compare(one)).isZero();
        });
    }

    @Test
    void itIsShown() throws InterruptedException {
        EncodedValue one = lists(1);
        onASmallStack(() -> assertThat(one.toString()).isNotEmpty());
    }
}
