package dev.steward.protocol.value.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.api.Outcome;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The stacks of deep values are few; who gets none is told so, and an exception arrives without what is deep in it. */
@Timeout(60)
class DeepStackTest {

    record Has(@Nullable Object part) {}

    static final class Failed extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // It travels by our means.
        private final @Nullable Object field;

        Failed(Object field) {
            super("failed");
            this.field = field;
        }

        @Nullable
        Object field() {
            return field;
        }
    }

    private static final ObjectToken TOKEN =
            new ObjectToken(new UUID(1, 2), 3, "list", new ObjectId(4), List.of("127.0.0.1:1"));

    private final ReferencesWithoutProxies references = new ReferencesWithoutProxies();

    private final ValueCodec usual = codec(DeepStack.ofThisProcess());
    private final ValueCodec withoutAny = codec(new DeepStack(0, Duration.ZERO));

    private ValueCodec codec(DeepStack stack) {
        AllowedClasses allowed = new AllowedClasses().allowPackage(DeepStackTest.class.getPackageName());
        return new ValueCodec(references, allowed, Long.MAX_VALUE, stack);
    }

    private static Object deep(Object end) {
        Object value = end;
        for (int i = 0; i < 2_000; i++) {
            value = new Has(value);
        }
        return value;
    }

    @Test
    void whoGetsNoStackIsToldAndLosesNothing() {
        Object lists = TOKEN;
        for (int i = 0; i < 500; i++) {
            lists = List.of(lists);
        }
        for (Object value : List.of(deep(TOKEN), lists)) {
            assertThatThrownBy(() -> withoutAny.encode(value))
                    .isInstanceOfSatisfying(
                            UnsupportedValueException.class,
                            refused -> assertThat(refused.outcome()).isEqualTo(Outcome.NOT_EXECUTED))
                    .hasMessageContaining("a stack of its own")
                    .hasMessageContaining("try again");
            EncodedValue encoded = usual.encode(value);
            references.unread.clear();
            assertThatThrownBy(() -> withoutAny.decode(encoded))
                    .isInstanceOf(UnsupportedValueException.class)
                    .hasMessageContaining("a stack of its own");
            assertThat(references.unread).containsExactly(TOKEN);
        }
        // The same codec goes on with what needs none.
        assertThat(withoutAny.decode(withoutAny.encode(new Has(1)))).isEqualTo(new Has(1));
    }

    @Test
    void anExceptionArrivesWithoutWhatIsDeepInIt() {
        Failed failed = new Failed(deep(1));
        EncodedValue cut = withoutAny.encodeFailure(failed);
        EncodedValue whole = usual.encodeFailure(failed);
        assertThat(usual.decode(whole))
                .isInstanceOfSatisfying(
                        Failed.class, arrived -> assertThat(arrived.field()).isInstanceOf(Has.class));
        for (Object arrived : List.of(usual.decode(cut), withoutAny.decode(whole), withoutAny.decode(cut))) {
            assertThat(arrived).isExactlyInstanceOf(IllegalStateException.class);
            assertThat((Throwable) arrived)
                    .hasMessageContaining("Failed: failed")
                    .hasMessageContaining("a stack of its own");
        }
        assertThat(usual.decode(cut)).asString().contains("field.part.part");
        // What was cut once is not cut for good.
        assertThat(withoutAny.decode(usual.encodeFailure(new Failed(2)))).isInstanceOf(Failed.class);
    }

    @Test
    void noMoreThanItsPlacesWalkAtOnce() throws Exception {
        DeepStack two = new DeepStack(2, Duration.ofMinutes(1));
        CyclicBarrier three = new CyclicBarrier(3);
        AtomicInteger met = new AtomicInteger();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Callable<@Nullable Object>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                calls.add(() -> two.call(References.NONE, () -> {
                    try {
                        three.await(200, TimeUnit.MILLISECONDS);
                        met.incrementAndGet();
                    } catch (Exception notThree) {
                        assertThat(notThree).isNotNull();
                    }
                    return 1;
                }));
            }
            for (Future<@Nullable Object> call : callers.invokeAll(calls)) {
                assertThat(call.get()).isEqualTo(1);
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(met).hasValue(0);
    }

    @Test
    void whoWaitsTooLongIsRefusedAndWhoHasOneWaitsForNone() throws Exception {
        DeepStack one = new DeepStack(1, Duration.ofMillis(50));
        CountDownLatch walking = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        ExecutorService caller = Executors.newSingleThreadExecutor();
        try {
            Future<@Nullable Integer> first = caller.submit(() -> one.call(References.NONE, () -> {
                walking.countDown();
                awaitQuietly(enough);
                // Users' code in a walk may have deep values of its own.
                return one.call(References.NONE, () -> 2);
            }));
            walking.await();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> one.call(References.NONE, () -> 3)).isInstanceOf(DeepStack.Unavailable.class);
            assertThat(Thread.interrupted()).isTrue();
            enough.countDown();
            assertThat(first.get()).isEqualTo(2);
            assertThat(one.call(References.NONE, () -> 4)).isEqualTo(4);
        } finally {
            caller.shutdownNow();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
