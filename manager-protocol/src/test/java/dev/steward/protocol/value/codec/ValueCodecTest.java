package dev.steward.protocol.value.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.codec.Samples.Account;
import dev.steward.protocol.value.codec.Samples.Colour;
import dev.steward.protocol.value.codec.Samples.Holder;
import dev.steward.protocol.value.codec.Samples.Playlist;
import dev.steward.protocol.value.codec.Samples.Point;
import dev.steward.protocol.value.codec.Samples.Proxy;
import dev.steward.protocol.value.codec.Samples.Shortage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class ValueCodecTest {
    private final ValueCodec codec = Samples.codec();

    @ParameterizedTest
    @MethodSource("dev.steward.protocol.value.codec.Samples#roundTrips")
    void comesBackEqual(Object value) {
        EncodedValue encoded = codec.encode(value);
        EncodedValue received = EncodedValue.fromBytes(bytesOf(encoded));

        assertThat(codec.decode(received)).isEqualTo(value);
        assertThat(received).isEqualTo(encoded).hasSameHashCodeAs(encoded);
        assertThat(received.tokens()).isEqualTo(encoded.tokens());
        assertThat(received.depth()).isEqualTo(encoded.depth());
        assertThat(received.toString()).isNotEmpty().hasSizeLessThan(5000);
    }

    @ParameterizedTest
    @MethodSource("dev.steward.protocol.value.codec.Samples#roundTrips")
    void isWrittenAloneAsItIsWrittenInsideAList(Object value) {
        assertThat(bytesOf(codec.encode(List.of(value))))
                .isEqualTo(bytesOf(EncodedValue.listOf(List.of(codec.encode(value)))));
    }

    @Test
    void samplesAreMany() {
        assertThat(Samples.roundTrips()).hasSizeGreaterThan(120);
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void arraysComeBackWithTheirContents(Object array) {
        Object decoded = codec.decode(EncodedValue.fromBytes(bytesOf(codec.encode(array))));

        assertThat(decoded).hasSameClassAs(array);
        assertThat(Arrays.deepEquals(new Object[] {decoded}, new Object[] {array}))
                .isTrue();
    }

    static List<Object> arrays() {
        return List.of(
                new byte[] {1, -1},
                new byte[0],
                new byte[100_000],
                new boolean[] {true, false},
                new short[] {-2, 300},
                new char[] {'a', '\uD800'},
                new int[] {1, Integer.MIN_VALUE},
                new long[] {Long.MAX_VALUE},
                new float[] {Float.NaN, 1},
                new double[] {-0.0, 2.5},
                new double[70_000],
                new String[] {"a", null},
                new int[][] {{1}, {}},
                new Object[] {1, "x", new Point(1, 2, "p")},
                new Point[] {new Point(1, 2, null)},
                new Colour[] {Colour.GREEN});
    }

    @Test
    void nullIsAValue() {
        assertThat(codec.encode(null)).isSameAs(EncodedValue.NULL);
        assertThat(codec.decode(EncodedValue.NULL)).isNull();
    }

    @Test
    void queuesKeepTheirOrderAndClass() {
        PriorityQueue<?> queue = (PriorityQueue<?>) codec.decode(codec.encode(Samples.queue()));
        ArrayDeque<?> deque = (ArrayDeque<?>) codec.decode(codec.encode(new ArrayDeque<>(List.of(1, 2))));

        assertThat(queue.poll()).isEqualTo(3);
        assertThat(deque.peekLast()).isEqualTo(2);
    }

    @Test
    void exceptionsKeepMessageCauseFramesAndFields() {
        Shortage shortage = new Shortage("too little", 5);
        shortage.initCause(new IllegalStateException("cause"));
        shortage.addSuppressed(new RuntimeException("beside"));

        Shortage decoded = (Shortage) codec.decode(codec.encode(shortage));

        assertThat(decoded).hasMessage("too little").hasCauseInstanceOf(IllegalStateException.class);
        assertThat(decoded.missing()).isEqualTo(5);
        assertThat(decoded.getStackTrace())
                .extracting(StackTraceElement::getClassName, StackTraceElement::getLineNumber)
                .containsExactlyElementsOf(Arrays.stream(shortage.getStackTrace())
                        .map(frame -> tuple(frame.getClassName(), frame.getLineNumber()))
                        .toList());
        assertThat(decoded.getSuppressed()).hasSize(1);
    }

    @Test
    void atomicsComeBackWithTheirContents() {
        Holder decoded = (Holder) codec.decode(codec.encode(
                new Holder(new AtomicReference<>(new Object[] {new AtomicInteger(5), new StringBuilder("sb")}))));

        Object[] content = (Object[]) ((AtomicReference<?>) decoded.content()).get();
        assertThat(((AtomicInteger) content[0]).get()).isEqualTo(5);
        assertThat(content[1]).hasToString("sb");
    }

    @Test
    void sharedPartsStaySharedAndCyclesClose() {
        Account account = new Account(1, 2);
        account.parent = account;
        account.extras = new Object[] {account, account.notes};

        Account decoded = (Account) codec.decode(codec.encode(account));

        assertThat(decoded.parent).isSameAs(decoded);
        assertThat(decoded.extras[0]).isSameAs(decoded);
        assertThat(decoded.extras[1]).isSameAs(decoded.notes);
    }

    @Test
    void transientFieldsDoNotTravel() {
        assertThat(((Account) codec.decode(codec.encode(new Account(1, 2)))).cached())
                .isZero();
    }

    @Test
    void listsInsideUsersObjectsCanBeChanged() {
        Account decoded = (Account) codec.decode(codec.encode(new Account(1, 2)));

        decoded.notes.add("c");

        assertThat(decoded.notes).containsExactly("a", "b", "c");
    }

    @Test
    void aListOfTheUsersOwnKeepsItsClassInsideAnObjectOnly() {
        assertThat(codec.decode(codec.encode(new Holder(Samples.playlist()))))
                .isEqualTo(new Holder(Samples.playlist()));
        assertThat(((Holder) codec.decode(codec.encode(new Holder(Samples.playlist())))).content())
                .isInstanceOf(Playlist.class);
        assertThat(codec.decode(codec.encode(Samples.playlist())))
                .isEqualTo(List.of("song"))
                .isNotInstanceOf(Playlist.class);
    }

    @Test
    void referencesAreListedWhereverTheyAre() {
        Object value =
                List.of(new Proxy(Samples.TOKEN), Map.of("k", new Holder(List.of(new Proxy(Samples.OTHER_TOKEN)))));

        EncodedValue encoded = codec.encode(value);

        assertThat(encoded.tokens()).containsExactly(Samples.TOKEN, Samples.OTHER_TOKEN);
        assertThat(codec.decode(encoded)).isEqualTo(value);
    }

    @Test
    void aTokenTravelsAsReference() {
        EncodedValue encoded = codec.encode(Samples.TOKEN);

        assertThat(encoded).isEqualTo(EncodedValue.of(Samples.TOKEN));
        assertThat(encoded.isReference()).isTrue();
        assertThat(codec.decode(encoded)).isEqualTo(new Proxy(Samples.TOKEN));
    }

    @Test
    void aProxyOfAnotherManagerIsRefused() {
        ValueCodec stranger = new ValueCodec(References.NONE, new AllowedClasses());

        assertThatThrownBy(() -> stranger.encode(List.of(new Proxy(Samples.TOKEN))))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("value[0]")
                .hasMessageContaining("proxy of another manager");
    }

    @Test
    void decodedCollectionsSayHowToChangeTheSharedObject() {
        List<?> list = (List<?>) codec.decode(codec.encode(List.of(1)));
        Set<?> set = (Set<?>) codec.decode(codec.encode(Set.of(1)));
        Map<?, ?> map = (Map<?, ?>) codec.decode(codec.encode(Map.of(1, 2)));

        assertThatThrownBy(() -> list.remove(0)).hasMessageContaining("compute");
        assertThatThrownBy(list::clear).hasMessageContaining("compute");
        assertThatThrownBy(() -> set.remove(1)).hasMessageContaining("compute");
        assertThatThrownBy(set::clear).hasMessageContaining("compute");
        assertThatThrownBy(map::clear).hasMessageContaining("compute");
        assertThatThrownBy(() -> map.remove(1)).hasMessageContaining("compute");
        assertThatThrownBy(() -> map.entrySet().iterator().next().setValue(null))
                .hasMessageContaining("compute");
    }

    @Test
    void localObjectsAreRefusedWithWhatToPassInstead() {
        Map<Object, String> refused = Map.of(
                new ArrayBlockingQueue<>(1),
                "SharedQueue",
                new ReentrantLock(),
                "manager.rlock()",
                Thread.currentThread(),
                "where it shall run",
                new ByteArrayInputStream(new byte[0]),
                "byte[]",
                new CompletableFuture<>(),
                "its result",
                String.class,
                "its name",
                (Callable<Integer>) () -> 1,
                "named class");

        refused.forEach((value, cure) -> assertThatThrownBy(() -> codec.encode(new Holder(List.of(1, value))))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("value.content[1]")
                .hasMessageContaining(cure));
    }

    @Test
    void whatHoldsItselfIsRefused() {
        List<Object> self = new ArrayList<>();
        self.add(self);

        assertThatThrownBy(() -> codec.encode(self))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("holds itself");
    }

    @Test
    void aClassThatIsNotAllowedIsNamed() {
        ValueCodec stranger = new ValueCodec(Samples.REFERENCES, new AllowedClasses());

        assertThatThrownBy(() -> stranger.decode(codec.encode(new Point(1, 2, null))))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining(Point.class.getName())
                .hasMessageContaining("allow");
        assertThatThrownBy(() -> stranger.decode(codec.encode(List.of(Colour.RED))))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining(Colour.class.getName());
    }

    @Test
    void aClassInsideAnAllowedOneMustBeAllowedToo() {
        ValueCodec half = new ValueCodec(Samples.REFERENCES, new AllowedClasses().allow(Holder.class));

        assertThatThrownBy(() -> half.decode(codec.encode(new Holder(new Point(1, 2, null)))))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining(Point.class.getName());
    }

    @Test
    void threadsDoNotDisturbEachOther() throws Exception {
        List<Object> values = Samples.roundTrips();
        Set<Object> differing = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                done.add(threads.submit(() -> {
                    for (int round = 0; round < 20; round++) {
                        for (Object value : values) {
                            if (!value.equals(codec.decode(codec.encode(value)))) {
                                differing.add(value);
                            }
                        }
                    }
                }));
            }
            for (Future<?> each : done) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(differing).isEmpty();
    }

    static byte[] bytesOf(EncodedValue value) {
        ByteBuffer bytes = ByteBuffer.allocate(value.size());
        value.writeTo(bytes::put);
        assertThat(bytes.hasRemaining()).isFalse();
        return bytes.array();
    }
}
