package dev.steward.protocol.value.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Registration;
import dev.steward.api.RemoteObjectException;
import dev.steward.api.Tuple;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.ValueKind;
import dev.steward.protocol.value.ValueOutput;
import java.io.Serializable;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A few bytes that share their halves on many levels are no more work than their bytes for whoever writes or reads them,
 * and what was read can be hashed, compared and printed.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedHalvesTest {

    record Pair(@Nullable Object left, @Nullable Object right) {}

    record Wide(List<Object> parts) {}

    /** Has a hash of its own, which looks at all that it holds. */
    static final class Hashed {
        final List<Object> parts = new ArrayList<>();

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Hashed hashed && parts.equals(hashed.parts);
        }

        @Override
        public int hashCode() {
            return parts.hashCode();
        }
    }

    /** Is told from others by identity. */
    static final class Node {
        final Set<Node> neighbours = new HashSet<>();
        final List<Node> next = new ArrayList<>();
        final int number;

        Node(int number) {
            this.number = number;
        }
    }

    static final class Slot {
        @Nullable
        Object first;

        @Nullable
        Object second;
    }

    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // It travels by our means.
        private final Object field;

        Failed(Object field) {
            super("failed");
            this.field = field;
        }

        Object field() {
            return field;
        }
    }

    private final ValueCodec codec =
            new ValueCodec(References.NONE, new AllowedClasses().allowPackage(SharedHalvesTest.class.getPackageName()));

    /** Writes what the usual codec refuses, as somebody would who wants to harm. */
    private EncodedValue forged(Object root) {
        Registration registration = EnvelopeClasses.of(root.getClass());
        EnvelopeKryo kryo = new EnvelopeKryo(References.NONE, new AllowedClasses(), false);
        ValueOutput inside = new ValueOutput();
        kryo.beginWriting(registration);
        inside.writeInt(EnvelopeClasses.shape(registration));
        kryo.writeObject(inside, root, registration.getSerializer());
        ValueOutput out = new ValueOutput();
        out.writeByte(ValueKind.OPAQUE.tag());
        out.writeByte(Envelope.FORMAT_KRYO);
        out.writeName(root.getClass().getName());
        out.writeBlob(new byte[ValueKind.FINGERPRINT_BYTES]);
        out.writeCount(0);
        out.writeBlob(inside.toBytes());
        out.writeBlob(kryo.listsWritten().toBytes());
        out.writeCount(0);
        return EncodedValue.fromBytes(out.toBytes());
    }

    /** Holds what it holds without looking at it. */
    private static Set<Object> unhashed(Object... elements) {
        Set<Object> set = Collections.newSetFromMap(new IdentityHashMap<>());
        set.addAll(Arrays.asList(elements));
        return set;
    }

    private void assertRefusedByAll(Object root) {
        assertThatThrownBy(() -> codec.encode(root))
                .as("what is written")
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("share collections");
        EncodedValue forged = forged(root);
        assertThat(forged.size()).isLessThan(5_000);
        assertThatThrownBy(() -> codec.decode(forged))
                .as("what is read")
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("share collections");
    }

    private @Nullable Object readBack(Object value) {
        return codec.decode(EncodedValue.fromBytes(ValueCodecTest.bytesOf(codec.encode(value))));
    }

    private static Object nested(int levels, UnaryOperator<Object> level) {
        Object value = new ArrayList<>(List.of(1));
        for (int i = 0; i < levels; i++) {
            value = level.apply(value);
        }
        return value;
    }

    /** Each holds what it is given twice. */
    static Stream<Arguments> levels() {
        Map<String, UnaryOperator<Object>> shapes = new LinkedHashMap<>();
        shapes.put("lists", part -> new ArrayList<>(Arrays.asList(part, part)));
        shapes.put("lists that do not change", part -> List.of(part, part));
        shapes.put("tuples", part -> Tuple.of(part, part));
        shapes.put("optionals of lists", part -> Optional.of(Arrays.asList(part, part)));
        shapes.put("entries", part -> new SimpleEntry<>(part, part));
        shapes.put("maps", part -> new HashMap<>(Map.of(1, part, 2, part)));
        shapes.put("maps by keys", part -> {
            Map<Object, Object> map = new IdentityHashMap<>();
            map.put(part, part);
            return map;
        });
        shapes.put("sets", part -> unhashed(part, new ArrayDeque<>(List.of(part))));
        shapes.put("queues", part -> new ArrayDeque<>(Arrays.asList(part, part)));
        shapes.put("references", part -> new AtomicReference<>(Arrays.asList(part, part)));
        shapes.put("different ones", part -> Tuple.of(List.of(part), Optional.of(new SimpleEntry<>(part, 1))));
        return shapes.entrySet().stream()
                .flatMap(shape ->
                        Stream.of(22, 50).map(levels -> Arguments.of(shape.getKey(), levels, shape.getValue())));
    }

    @ParameterizedTest(name = "{1} levels of {0}")
    @MethodSource("levels")
    void whatIsSharedOnManyLevelsIsRefused(String shape, int levels, UnaryOperator<Object> level) {
        Object nested = nested(levels, level);
        assertRefusedByAll(new Wide(Arrays.asList(1, nested)));
        assertRefusedByAll(new Wide(Arrays.asList(nested, unhashed(List.of(nested)))));
        assertRefusedByAll(new Wide(Arrays.asList(Optional.of(nested), unhashed(Optional.of(nested)))));
        Slot slot = new Slot();
        slot.first = nested;
        assertRefusedByAll(slot);
    }

    private static Hashed hashed(int levels) {
        return (Hashed) nested(levels, part -> {
            Hashed next = new Hashed();
            next.parts.add(part);
            next.parts.add(part);
            return next;
        });
    }

    @Test
    void recordsCountInKeysOnly() {
        Object nested = nested(50, part -> new Pair(part, List.of(part)));
        assertRefusedByAll(new Wide(List.of(unhashed(nested))));
        assertRefusedByAll(new Wide(List.of(nested, unhashed(List.of(nested)))));
        Pair read = (Pair) Objects.requireNonNull(readBack(nested));
        assertThat(read.left()).isSameAs(((List<?>) Objects.requireNonNull(read.right())).get(0));
    }

    @Test
    void aHashOfTheUsersOwnCountsInKeysOnly() {
        Hashed hashed = hashed(50);
        assertRefusedByAll(new Wide(List.of(unhashed(hashed))));
        assertRefusedByAll(new Wide(List.of(hashed, unhashed(List.of(hashed)))));
        assertThat(((Wide) Objects.requireNonNull(readBack(new Wide(List.of(hashed))))).parts())
                .hasOnlyElementsOfType(Hashed.class);
    }

    @Test
    void aKeyThatHoldsWhatIsNotWholeYetIsHashedAsFarAsThatGoes() {
        List<Object> open = new ArrayList<>(List.of(hashed(50)));
        open.add(unhashed(new Slot(), Arrays.asList(1, open)));
        assertRefusedByAll(new Wide(List.of(open)));

        Hashed own = new Hashed();
        own.parts.add(hashed(50));
        own.parts.add(unhashed(own));
        assertRefusedByAll(new Wide(List.of(own)));

        Hashed before = new Hashed();
        before.parts.add(unhashed(before));
        before.parts.add(hashed(50));
        assertRefusedByAll(new Wide(List.of(before)));
    }

    @Test
    void aLongListInManyKeysIsRefused() {
        List<Object> open = new ArrayList<>(Collections.nCopies(1_000, 1));
        Set<Object> keys = unhashed();
        for (int i = 0; i < 2_000; i++) {
            keys.add(Arrays.asList(open, i));
        }
        open.add(keys);
        assertThatThrownBy(() -> codec.decode(forged(new Wide(List.of(open)))))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("share collections");
    }

    @Test
    void comparatorsThatAskOneTwiceAreRefused() {
        Comparator<Object> chosen = Collections.reverseOrder();
        for (int i = 0; i < 50; i++) {
            chosen = chosen.thenComparing(chosen);
        }
        assertRefusedByAll(new Wide(List.of(new TreeSet<>(chosen))));
    }

    @Test
    void anExceptionWithSuchAFieldLeavesItBehind() {
        Failed failed = new Failed(nested(50, part -> List.of(part, part)));
        assertThatThrownBy(() -> codec.encode(failed)).isInstanceOf(UnsupportedValueException.class);
        Object arrived = codec.decode(codec.encodeFailure(failed));
        assertThat(arrived)
                .isInstanceOfSatisfying(
                        RemoteObjectException.class,
                        told -> assertThat(told)
                                .hasMessageContaining("Failed: failed")
                                .hasMessageContaining("share collections"));
        assertThat(codec.decode(codec.encodeFailure(new Failed(List.of(1)))))
                .isInstanceOfSatisfying(
                        Failed.class, whole -> assertThat(whole.field()).isEqualTo(List.of(1)));
        assertThat(codec.decode(forged(new Wide(List.of(1, failed))))).isNotNull();
    }

    @Test
    void whatIsOrdinaryPasses() {
        // Everybody knows everybody.
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            nodes.add(new Node(i));
        }
        nodes.forEach(node -> node.neighbours.addAll(nodes));
        Wide graph = (Wide) Objects.requireNonNull(readBack(new Wide(List.copyOf(nodes))));
        assertThat(((Node) graph.parts().get(59)).neighbours).hasSize(60).containsAll(cast(graph.parts()));

        // A lattice with more ways than anybody can count.
        Node corner = new Node(0);
        List<Node> row = List.of(corner);
        for (int i = 1; i < 60; i++) {
            List<Node> next = List.of(new Node(i), new Node(-i));
            row.forEach(node -> node.next.addAll(next));
            row = next;
        }
        assertThat(readBack(new Wide(List.of(corner)))).isNotNull();

        Set<Object> records = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            records.add(new Pair("n" + i, List.of()));
        }
        assertThat(readBack(new Wide(List.of(records)))).isEqualTo(new Wide(List.of(records)));

        List<Object> shared = List.of("a", "b", "c");
        Wide many = new Wide(List.copyOf(Collections.nCopies(100_000, shared)));
        assertThat(readBack(many)).isEqualTo(many);
    }

    @SuppressWarnings("unchecked")
    private static List<Node> cast(List<Object> parts) {
        return (List<Node>) (List<?>) parts;
    }

    @Test
    void collectionsThatAreCopiedWithEachChangeAreFilledAtOnce() {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            numbers.add(i);
        }
        Wide list = new Wide(List.of(new CopyOnWriteArrayList<>(numbers)));
        assertThat(readBack(list)).isEqualTo(list);
        Wide set = new Wide(List.of(new CopyOnWriteArraySet<>(numbers.subList(0, 2_000))));
        assertThat(readBack(set)).isEqualTo(set);
        assertThatThrownBy(() -> codec.encode(new Wide(List.of(new CopyOnWriteArraySet<>(numbers.subList(0, 12_000))))))
                .isInstanceOf(UnsupportedValueException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {22, 50})
    void listsThatTheServerUnderstandsAreGivenUpAtTheLimit(int levels) {
        ValueCodec limited = new ValueCodec(References.NONE, new AllowedClasses(), 1 << 20);
        List<UnaryOperator<Object>> shapes = List.of(
                part -> List.of(part, part),
                part -> Tuple.of(part, part),
                part -> Map.of(1, part, 2, part),
                part -> unhashed(part, Tuple.of(part)));
        for (UnaryOperator<Object> shape : shapes) {
            assertThatThrownBy(() -> limited.encode(nested(levels, shape)))
                    .isInstanceOf(UnsupportedValueException.class)
                    .hasMessageContaining("more than the 1048576 bytes")
                    .hasMessageContaining("share");
            assertThat(limited.encode(nested(10, shape)).size()).isPositive();
        }
        assertThat(limited.encode(new byte[2 << 20]).size()).isGreaterThan(2 << 20);
    }

    @Test
    void functionsWithSuchArgumentsAreRefused() {
        ValueCodec ofOneProgram = new ValueCodec(References.NONE, AllowedClasses.ofOneProgram());
        Object nested = nested(50, part -> List.of(part, part));
        Callable<Object> function = (Callable<Object> & Serializable) () -> nested;
        assertThatThrownBy(() -> ofOneProgram.encode(function))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("share collections");
        Callable<Object> ordinary = (Callable<Object> & Serializable) () -> List.of(1);
        assertThat(ofOneProgram.decode(ofOneProgram.encode(ordinary))).isInstanceOf(Callable.class);
    }
}
