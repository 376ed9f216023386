package dev.steward.protocol.value.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What nests deep needs no stack of who sends it or receives it, and has a limit with its error. */
@Timeout(120)
class DeepValuesTest {

    private static final int LEVELS = 100_000;

    record Has(@Nullable Object part) {}

    static final class Link {
        private final int number;
        private @Nullable Link next;

        @Nullable
        private Link before;

        Link(int number) {
            this.number = number;
        }
    }

    /** Counts how often it is passed on. */
    private final References references = new ReferencesWithoutProxies() {
        @Override
        public Runnable carried(Runnable work) {
            String mine = OF_THIS_THREAD.get();
            return () -> {
                OF_THIS_THREAD.set(mine);
                work.run();
            };
        }

        @Override
        public @Nullable Passage passageOf(Object value) {
            if (value instanceof Thread) {
                passed.add(OF_THIS_THREAD.get());
                return new Note("passed");
            }
            return null;
        }
    };

    /** What comes in the place of a thread. */
    record Note(String text) implements Passage {
        @Override
        public Object arrive() {
            return text;
        }
    }

    private static final ThreadLocal<String> OF_THIS_THREAD = ThreadLocal.withInitial(() -> "nobody");

    private final List<String> passed = new ArrayList<>();
    private final ValueCodec codec =
            new ValueCodec(References.NONE, new AllowedClasses().allowPackage(DeepValuesTest.class.getPackageName()));
    private final ValueCodec ofOneProgram = new ValueCodec(references, AllowedClasses.ofOneProgram());

    private static @Nullable Object readBack(ValueCodec codec, EncodedValue encoded) {
        return codec.decode(EncodedValue.fromBytes(ValueCodecTest.bytesOf(encoded)));
    }

    private static Link chain(int links, boolean bothWays) {
        Link first = new Link(0);
        Link last = first;
        for (int i = 1; i < links; i++) {
            Link next = new Link(i);
            last.next = next;
            next.before = bothWays ? last : null;
            last = next;
        }
        return first;
    }

    private static void assertChain(Object read, int links, boolean bothWays) {
        Link link = (Link) read;
        for (int i = 0; i < links; i++) {
            assertThat(link.number).isEqualTo(i);
            Link next = link.next;
            if (i == links - 1) {
                assertThat(next).isNull();
                return;
            }
            link = Objects.requireNonNull(next);
            assertThat(link.before != null).isEqualTo(bothWays);
        }
    }

    @Test
    void aHundredThousandLinkedObjectsTravel() {
        EncodedValue encoded = codec.encode(chain(LEVELS, false));
        assertChain(Objects.requireNonNull(readBack(codec, encoded)), LEVELS, false);
        assertThat(codec.encode(chain(LEVELS, false))).isEqualTo(encoded).hasSameHashCodeAs(encoded);
        assertThat(codec.encode(chain(LEVELS + 1, false))).isNotEqualTo(encoded);
        assertChain(Objects.requireNonNull(readBack(codec, codec.encode(chain(LEVELS, true)))), LEVELS, true);
    }

    @Test
    void objectsWithoutAConstructorWithoutArgumentsCostNoClassEach() {
        ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
        EncodedValue encoded = codec.encode(chain(1_000, false));
        codec.decode(encoded);
        long before = classes.getTotalLoadedClassCount();
        assertChain(Objects.requireNonNull(codec.decode(encoded)), 1_000, false);
        assertThat(classes.getTotalLoadedClassCount() - before).isLessThan(100);
    }

    @Test
    void containersOfEachKindNestAsDeep() {
        Object value = "end";
        for (int i = 0; i < LEVELS; i++) {
            value = switch (i % 6) {
                case 0 -> new ArrayList<>(List.of(value));
                case 1 -> new HashMap<>(Map.of("k", value));
                case 2 -> new Has(value);
                case 3 -> new Object[] {value};
                case 4 -> Optional.of(value);
                default -> List.of(value);
            };
        }
        EncodedValue encoded = codec.encode(new Has(value));
        Object read = ((Has) Objects.requireNonNull(readBack(codec, encoded))).part();
        for (int i = LEVELS - 1; i >= 0; i--) {
            Object now = Objects.requireNonNull(read);
            read = switch (i % 6) {
                case 1 -> ((Map<?, ?>) now).get("k");
                case 2 -> ((Has) now).part();
                case 3 -> ((Object[]) now)[0];
                case 4 -> ((Optional<?>) now).orElseThrow();
                default -> ((List<?>) now).get(0);
            };
        }
        assertThat(read).isEqualTo("end");
    }

    @Test
    void whatTheServerUnderstandsNestsAThousandDeep() {
        Object list = 1;
        Object set = 1;
        for (int i = 1; i < ValueCodec.MAX_DEPTH; i++) {
            list = List.of(list);
            set = i % 2 == 0 ? new HashSet<>(Set.of(set)) : List.of(set);
        }
        Object lists = list;
        for (Object value : List.of(lists, set)) {
            EncodedValue encoded = codec.encode(value);
            assertThat(encoded.depth()).isEqualTo(1_000);
            assertThat(readBack(codec, encoded)).isEqualTo(value);
            assertThat(codec.encode(value)).isEqualTo(encoded).hasSameHashCodeAs(encoded);
            assertThat(encoded.toString()).hasSizeLessThan(5_000);
        }
        assertThat(codec.encode(lists).compare(codec.encode(lists))).isZero();
        assertThatThrownBy(() -> codec.encode(List.of(lists)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("deeper than 1000 levels");
        List<Object> circle = new ArrayList<>();
        circle.add(circle);
        assertThatThrownBy(() -> codec.encode(circle)).hasMessageContaining("holds itself");
    }

    @Test
    void nestedSetsWithMuchInThemAreComparedInNoTime() {
        Object set = "x".repeat(20 << 20);
        for (int i = 1; i < ValueCodec.MAX_DEPTH; i++) {
            set = Set.of(set);
        }
        EncodedValue encoded = codec.encode(set);
        assertThat(codec.encode(set)).isEqualTo(encoded).hasSameHashCodeAs(encoded);
    }

    @Test
    void aFewBytesThatSayTheyNestDeepGetNoThread() {
        // Three empty parts: tokens, classes, shared. The classes of lists come before the last one.
        byte[] bytes = ValueCodecTest.bytesOf(codec.encode(new Has(null)));
        byte[] lying = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, lying, 0, bytes.length - 2);
        lying[bytes.length - 2] = 1;
        assertThatThrownBy(() -> codec.decode(EncodedValue.fromBytes(lying)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("nests deep");
    }

    @Test
    void theLimitIsToldWithAShortPlace() {
        assertThatThrownBy(() -> codec.encode(chain(EnvelopeKryo.MOST_DEEP_LEVELS + 1, false)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("deeper than 250000 levels")
                .hasMessageContaining("value.next.next")
                .hasMessageContaining("more ...")
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(500));
        Object deep = Thread.currentThread();
        for (int i = 0; i < LEVELS; i++) {
            deep = new Has(deep);
        }
        Object local = deep;
        assertThatThrownBy(() -> codec.encode(local))
                .hasMessageContaining("start it where it shall run")
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(500));
    }

    @Test
    void whatIsPassedOnIsPassedOnceAndByItsSender() {
        OF_THIS_THREAD.set("sender");
        Object deep = List.of(Thread.currentThread());
        for (int i = 0; i < 2_000; i++) {
            deep = i == 1_900 ? new Has(List.of(new Thread(), deep)) : new Has(deep);
        }
        EncodedValue encoded = ofOneProgram.encode(deep);
        OF_THIS_THREAD.remove();
        assertThat(passed).containsExactly("sender", "sender");
        Object read = readBack(ofOneProgram, encoded);
        for (int i = 0; i < 99; i++) {
            read = ((Has) Objects.requireNonNull(read)).part();
        }
        assertThat(((List<?>) Objects.requireNonNull(((Has) Objects.requireNonNull(read)).part())).get(0))
                .isEqualTo("passed");
    }
}
