package dev.steward.protocol.value.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Functions travel by the names of class and method, between processes of one program only. */
@Timeout(30)
class FunctionPassageTest {

    private final ValueCodec program = new ValueCodec(References.NONE, AllowedClasses.ofOneProgram());

    private interface Function<A, R> extends Serializable {
        R apply(A argument);
    }

    private record Holder(Function<Integer, Integer> function, Function<Integer, Integer> again) {}

    private static int twice(int n) {
        return 2 * n;
    }

    private int factor = 3;

    private int times(int n) {
        return factor * n;
    }

    @SuppressWarnings("unchecked")
    private <T> T travelled(T value) {
        return (T) program.decode(program.encode(value));
    }

    @Test
    void methodReferencesTravel() {
        Function<Integer, Integer> twice = FunctionPassageTest::twice;
        assertThat(travelled(twice).apply(21)).isEqualTo(42);
        Function<String, Integer> length = String::length;
        assertThat(travelled(length).apply("four")).isEqualTo(4);
        Function<String, StringBuilder> make = StringBuilder::new;
        assertThat(travelled(make).apply("made").reverse()).hasToString("edam");
    }

    @Test
    void capturedValuesTravelAlong() {
        int base = 40;
        long other = 1L;
        char letter = 'x';
        List<String> list = Collections.synchronizedList(new ArrayList<>(List.of("a")));
        int[] cells = {1, 2};
        Function<Integer, String> add = n -> base + other + n + "" + letter + list + cells[1];
        assertThat(travelled(add).apply(1)).isEqualTo("42x[a]2");
    }

    @Test
    void receiversTravelByTheirFields() {
        Counter counter = new Counter(39);
        Function<Integer, Integer> add = counter::plus;
        assertThat(travelled(add).apply(3)).isEqualTo(42);
        assertThat(travelled(counter.adder()).apply(3)).isEqualTo(42);
    }

    private static final class Counter {
        private final int start;

        Counter(int start) {
            this.start = start;
        }

        int plus(int n) {
            return start + n;
        }

        Function<Integer, Integer> adder() {
            return n -> start + n;
        }
    }

    private static String show(Object value) {
        return "<" + value + ">";
    }

    private record Box(Object content) {}

    /** The compiler's own maker of functions would make the first of each three times. */
    @Test
    void oneMethodTravelsWithEachTypeThatItIsUsedWith() {
        Function<String, String> texts = FunctionPassageTest::show;
        Function<Integer, String> numbers = FunctionPassageTest::show;
        Function<List<String>, Object> lists = FunctionPassageTest::show;
        assertThat(travelled(texts).apply("a")).isEqualTo("<a>");
        assertThat(travelled(numbers).apply(7)).isEqualTo("<7>");
        assertThat(travelled(lists).apply(List.of("b"))).isEqualTo("<[b]>");

        Function<String, Box> textBox = Box::new;
        Function<Integer, Box> numberBox = Box::new;
        assertThat(travelled(textBox).apply("a")).isEqualTo(new Box("a"));
        assertThat(travelled(numberBox).apply(7)).isEqualTo(new Box(7));

        Function<String, String> textsOwn = Object::toString;
        Function<Integer, String> numbersOwn = Object::toString;
        assertThat(travelled(textsOwn).apply("a")).isEqualTo("a");
        assertThat(travelled(numbersOwn).apply(7)).isEqualTo("7");

        Function<Integer, Integer> boxed = FunctionPassageTest::twice;
        Function<Short, Number> widened = FunctionPassageTest::twice;
        assertThat(travelled(boxed).apply(2)).isEqualTo(4);
        assertThat(travelled(widened).apply((short) 3)).isEqualTo(6);
    }

    @Test
    void oneMethodOfACapturedReceiverTravelsWithEachTypeThatItIsUsedWith() {
        List<Object> seen = new ArrayList<>(List.of("a", 7));
        Function<String, Boolean> texts = seen::contains;
        Function<Integer, Boolean> numbers = seen::contains;
        assertThat(travelled(texts).apply("a")).isTrue();
        assertThat(travelled(numbers).apply(7)).isTrue();
        assertThat(travelled(numbers).apply(8)).isFalse();
    }

    private interface Narrowed extends Function<Integer, Object> {
        @Override
        String apply(Integer number);
    }

    /** Marks a function. */
    private interface Marked {}

    @Test
    void aFunctionThatIsMadeAnewHasAllItsInterfacesAndGoesOn() {
        Function<String, Object> first = (Function<String, Object> & Marked) FunctionPassageTest::show;
        Function<Integer, Object> second = (Function<Integer, Object> & Marked) FunctionPassageTest::show;
        assertThat(travelled(first)).isInstanceOf(Marked.class);
        Function<Integer, Object> arrived = travelled(travelled(second));
        assertThat(arrived).isInstanceOf(Marked.class);
        assertThat(arrived.apply(7)).isEqualTo("<7>");
        Function<Integer, Object> narrowed = (Narrowed) FunctionPassageTest::show;
        assertThat(travelled(narrowed).apply(7)).isEqualTo("<7>");
        assertThat(travelled(second).getClass())
                .as("its class is made once")
                .isSameAs(travelled(second).getClass());
    }

    @Test
    void functionsTravelInsideObjectsAndEachOther() {
        Function<Integer, Integer> twice = FunctionPassageTest::twice;
        Holder holder = travelled(new Holder(twice, twice));
        assertThat(holder.function().apply(2)).isEqualTo(4);
        assertThat(holder.again()).isSameAs(holder.function());
        Function<Integer, Integer> fourTimes = n -> twice.apply(twice.apply(n));
        assertThat(travelled(List.of(fourTimes)).get(0).apply(3)).isEqualTo(12);
    }

    @Test
    void aFunctionOfANamedClassTravelsAsAnyObject() {
        assertThat(travelled(new Named(5)).apply(2)).isEqualTo(7);
    }

    private record Named(int more) implements UnaryOperator<Integer> {
        @Override
        public Integer apply(Integer n) {
            return n + more;
        }
    }

    @Test
    void aPassableObjectArrivesAsWhatItsPassageMakes() {
        Place here = new Place("here");
        List<Place> both = travelled(new Both(here, here)).places();
        assertThat(both.get(0).name).isEqualTo("from here");
        assertThat(both.get(1)).as("one object there too").isSameAs(both.get(0));
    }

    private static final class Place implements Passable, AutoCloseable {
        private final String name;

        Place(String name) {
            this.name = name;
        }

        @Override
        public Passage passage() {
            return new Way(name);
        }

        @Override
        public void close() {}
    }

    private record Both(Place first, Place second) {
        List<Place> places() {
            return List.of(first, second);
        }
    }

    private record Way(String name) implements Passage {
        @Override
        public Object arrive() {
            return new Place("from " + name);
        }
    }

    @Test
    void whatCannotTravelIsNamedWithItsPlace() {
        ReentrantLock lock = new ReentrantLock();
        Function<Integer, Boolean> locking = n -> lock.tryLock();
        assertThatThrownBy(() -> program.encode(locking))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("captured[0]")
                .hasMessageContaining("ReentrantLock")
                .hasMessageContaining("SharedLock");
        Holding holding = new Holding();
        assertThatThrownBy(() -> program.encode(holding.function()))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("captured[0].thread");
    }

    private static final class Holding {
        private final Thread thread = Thread.currentThread();

        Function<Integer, String> function() {
            return n -> thread.getName() + n;
        }
    }

    @Test
    void aLambdaThatIsNotSerializableIsRefused() {
        Supplier<Integer> plain = () -> 1;
        Function<Integer, Integer> around = n -> plain.get() + n;
        assertThatThrownBy(() -> program.encode(plain))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("lambda");
        assertThatThrownBy(() -> program.encode(around))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("captured[0]");
    }

    @Test
    void otherCodecsRefuseFunctionsBothWays() {
        ValueCodec other =
                new ValueCodec(References.NONE, new AllowedClasses().allowPackage("dev.steward.protocol.value.codec"));
        Callable<Integer> function = (Callable<Integer> & Serializable) () -> 1;
        assertThatThrownBy(() -> other.encode(function)).isInstanceOf(UnsupportedValueException.class);
        EncodedValue bytes = program.encode(function);
        assertThatThrownBy(() -> other.decode(bytes))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("FunctionPassage is opened between processes of one program only");
    }

    @Test
    void aFunctionThatIsNotThereIsNamed() {
        EncodedValue renamed = program.encode(new FunctionPassage(
                "com.acme.Gone",
                "a/B",
                "c",
                "()V",
                6,
                "com/acme/Gone",
                "lambda$main$0",
                "()V",
                "()V",
                List.of(),
                List.of()));
        assertThatThrownBy(() -> program.decode(renamed))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("com.acme.Gone::lambda$main$0")
                .hasMessageContaining("class path");
    }

    @Test
    void aReceiverOfItsOwnTestTravels() {
        Function<Integer, Integer> times = this::times;
        assertThatThrownBy(() -> program.encode(times))
                .as("the test holds its codec")
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("captured[0].program");
    }
}
