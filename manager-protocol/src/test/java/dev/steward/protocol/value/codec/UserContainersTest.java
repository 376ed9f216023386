package dev.steward.protocol.value.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Collections of users' classes keep what they have beside their elements, or say what would be lost. */
@Timeout(60)
class UserContainersTest {

    record Has(@Nullable Object part) {}

    /** Refuses elements beyond a limit that the constructor does not know. */
    static final class Bounded extends ArrayList<String> {
        private static final long serialVersionUID = 1L;
        private int limit = 1;
        private int added;

        Bounded() {}

        Bounded(int limit) {
            this.limit = limit;
        }

        @Override
        public boolean add(String element) {
            if (size() == limit) {
                throw new IllegalStateException("full");
            }
            added++;
            return super.add(element);
        }
    }

    // What it holds need not be serializable.
    @SuppressWarnings("serial")
    static final class Named extends HashMap<String, Integer> {
        private static final long serialVersionUID = 1L;
        private String name = "";
        private @Nullable Object owner;
    }

    // What it holds need not be serializable.
    @SuppressWarnings("serial")
    static final class Tagged extends HashSet<Integer> {
        private static final long serialVersionUID = 1L;
        private final List<String> tags = new ArrayList<>();
    }

    static final class Line extends ArrayDeque<Integer> {
        private static final long serialVersionUID = 1L;
        private int served;
    }

    /** It holds all in a field, and has no constructor for nothing. */
    static final class Window extends AbstractList<Integer> {
        private final int[] numbers;

        Window(int... numbers) {
            this.numbers = numbers;
        }

        @Override
        public Integer get(int index) {
            return numbers[index];
        }

        @Override
        public int size() {
            return numbers.length;
        }
    }

    static final class Hidden extends AbstractList<Integer> {
        private final transient List<Integer> numbers = new ArrayList<>();
        private final String name = "hidden";

        @Override
        public Integer get(int index) {
            return numbers.get(index);
        }

        @Override
        public boolean add(Integer number) {
            return numbers.add(number);
        }

        @Override
        public int size() {
            return numbers.size() + 0 * name.length();
        }
    }

    static final class Sorted extends TreeMap<String, Integer> {
        private static final long serialVersionUID = 1L;

        Sorted() {}

        Sorted(Comparator<String> order) {
            super(order);
        }
    }

    private final ValueCodec codec = new ValueCodec(
            References.NONE, new AllowedClasses().allowPackage(UserContainersTest.class.getPackageName()));

    @SuppressWarnings("unchecked")
    private <T> T read(T part) {
        EncodedValue encoded = codec.encode(new Has(part));
        Has read = (Has) Objects.requireNonNull(codec.decode(encoded));
        assertThat(codec.encode(read)).isEqualTo(encoded);
        return (T) Objects.requireNonNull(read.part());
    }

    @Test
    void fieldsOfItsOwnComeBackWithTheElements() {
        Bounded bounded = new Bounded(3);
        bounded.add("a");
        bounded.add("b");
        bounded.remove("a");
        Bounded read = read(bounded);
        assertThat(read).containsExactly("b");
        assertThat(List.of(read.limit, read.added)).containsExactly(3, 2);

        Named named = new Named();
        named.put("k", 1);
        named.name = "n";
        assertThat(read(named).name).isEqualTo("n");
        assertThat(read(named)).containsEntry("k", 1).isInstanceOf(Named.class);

        Tagged tagged = new Tagged();
        tagged.add(5);
        tagged.tags.add("t");
        assertThat(read(tagged)).containsExactly(5);
        assertThat(read(tagged).tags).containsExactly("t");

        Line line = new Line();
        line.add(2);
        line.served = 9;
        assertThat(read(line)).containsExactly(2);
        assertThat(read(line).served).isEqualTo(9);
    }

    @Test
    void itMayHoldItself() {
        Named named = new Named();
        named.put("k", 1);
        named.owner = named;
        named.name = "n";
        Named read = read(named);
        assertThat(read.owner).isSameAs(read);
        assertThat(read.name).isEqualTo("n");
        assertThat(read.get("k")).isEqualTo(1);
    }

    @Test
    void fieldsCountForEquality() {
        Named one = new Named();
        Named other = new Named();
        one.put("a", 1);
        one.put("b", 2);
        other.put("b", 2);
        other.put("a", 1);
        assertThat(codec.encode(new Has(one))).isEqualTo(codec.encode(new Has(other)));
        other.name = "other";
        assertThat(codec.encode(new Has(one))).isNotEqualTo(codec.encode(new Has(other)));
        assertThat(codec.encode(new Has(one))).isNotEqualTo(codec.encode(new Has(new HashMap<>(one))));
        assertThat(codec.encode(new Has(new Bounded(2)))).isNotEqualTo(codec.encode(new Has(new Bounded(3))));
    }

    @Test
    void whatHoldsItsElementsInFieldsComesBackByThem() {
        assertThat((Collection<Integer>) read(new Window(1, 2)))
                .isInstanceOf(Window.class)
                .containsExactly(1, 2);
    }

    @Test
    void whatWouldBeLostIsNamed() {
        assertThatThrownBy(() -> codec.encode(new Has(new Hidden())))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("value.part")
                .hasMessageContaining("transient field numbers");
        assertThat(read(new Sorted())).isInstanceOf(Sorted.class);
        assertThatThrownBy(() -> codec.encode(new Has(new Sorted(Comparator.reverseOrder()))))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("value.part.comparator()");
    }
}
