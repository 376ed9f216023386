package dev.steward.protocol.value.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.TaskValue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What tasks of shared pools are made of: functions in the code of allowed classes, values that arrive with their class. */
@Timeout(30)
class TaskValuesTest {

    private static final String HERE = "dev.steward.protocol.value.codec";

    private final AllowedClasses allowed = new AllowedClasses();
    private final ValueCodec sender = codec(new AllowedClasses());
    private final ValueCodec worker = codec(allowed);

    private interface Function<A, R> extends Serializable {
        R apply(A argument);
    }

    private record Adding(int number) implements Function<Integer, Integer> {
        @Override
        public Integer apply(Integer argument) {
            return argument + number;
        }
    }

    private record Point(int x, int y) {}

    private static ValueCodec codec(AllowedClasses classes) {
        return new ValueCodec(References.NONE, classes.withFunctions());
    }

    private static int twice(int n) {
        return 2 * n;
    }

    @SuppressWarnings("unchecked")
    private <T> T opened(EncodedValue value) {
        return (T) TaskValue.contentOf(worker.decode(value));
    }

    private <T> T travelled(T value) {
        return opened(sender.encode(new TaskValue(value)));
    }

    @Test
    void aFunctionOfAnAllowedPackageArrives() {
        allowed.allowPackage(HERE);
        Function<Integer, Integer> twice = TaskValuesTest::twice;
        assertThat(travelled(twice).apply(21)).isEqualTo(42);
        int captured = 5;
        Function<Integer, Integer> plus = n -> n + captured;
        assertThat(travelled(plus).apply(1)).isEqualTo(6);
        Function<Integer, Integer> ofTheJdk = Math::abs;
        assertThat(travelled(ofTheJdk).apply(-3)).isEqualTo(3);
        assertThat(travelled(new Adding(3)).apply(4)).isEqualTo(7);
        Function<Integer, Integer> alone = opened(sender.encode(twice));
        assertThat(alone.apply(2)).as("by itself").isEqualTo(4);
    }

    @Test
    void aFunctionOfAPackageThatIsNotAllowedIsRefusedWithWhatToAdd() {
        Function<Integer, Integer> twice = TaskValuesTest::twice;
        assertThatThrownBy(() -> travelled(twice))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("the function " + TaskValuesTest.class.getName() + "::twice stands in "
                        + TaskValuesTest.class.getName() + ", which is not allowed here")
                .hasMessageContaining("PoolWorker.builder().allow(\"" + HERE + "\")")
                .hasMessageContaining("steward worker --allow " + HERE);
        assertThatThrownBy(() -> travelled(new Adding(3)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("Adding");
        allowed.allowPackage("dev.steward.protocol.value");
        assertThatThrownBy(() -> travelled(twice))
                .as("subpackages are not included")
                .isNotNull();
        allowed.allow(TaskValuesTest.class);
        assertThat(travelled(twice).apply(1)).as("a class may be allowed alone").isEqualTo(2);
    }

    @Test
    void aFunctionOfTheUnnamedPackageIsRefusedWithWhatCanBeTyped() {
        Function<Integer, Integer> twice = TaskValuesTest::twice;
        FunctionPassage made = FunctionPassage.of(twice);
        FunctionPassage nameless = new FunctionPassage(
                "Main",
                made.face(),
                made.faceMethod(),
                made.faceSignature(),
                made.kind(),
                "Main",
                "twice",
                made.signature(),
                made.instantiated(),
                made.interfaces(),
                made.captured());
        EncodedValue bytes =
                codec(new AllowedClasses().allow(FunctionPassage.class)).encode(new Forged(nameless));
        allowed.allow(Forged.class);
        assertThatThrownBy(() -> worker.decode(bytes))
                .hasMessageContaining("the function Main::twice stands in Main, which is not allowed here")
                .hasMessageContaining("allow the unnamed package: steward worker --allow \"\", or"
                        + " PoolWorker.builder().allow(\"\")");
        allowed.allowPackage("");
        assertThatThrownBy(() -> worker.decode(bytes))
                .as("only the class is missing now")
                .hasMessageContaining("is not on the class path here");
    }

    @Test
    void whatAFunctionHasCapturedIsLookedAtByItself() {
        allowed.allow(TaskValuesTest.class);
        Point captured = new Point(1, 2);
        Function<Integer, Integer> plus = n -> n + captured.x();
        assertThatThrownBy(() -> travelled(plus)).hasMessageContaining("Point");
        allowed.allow(Point.class);
        assertThat(travelled(plus).apply(1)).isEqualTo(2);
    }

    /** Bytes that name a method of which the compiler made no function in that class are refused. */
    @Test
    void bytesChooseAmongTheFunctionsThatTheCompilerMade() {
        allowed.allow(TaskValuesTest.class);
        Function<Integer, Integer> twice = TaskValuesTest::twice;
        FunctionPassage made = FunctionPassage.of(twice);
        FunctionPassage forged = new FunctionPassage(
                made.owner(),
                made.face(),
                made.faceMethod(),
                made.faceSignature(),
                made.kind(),
                "java/lang/System",
                "exit",
                "(I)V",
                made.instantiated(),
                made.interfaces(),
                made.captured());
        EncodedValue bytes = new ValueCodec(References.NONE, AllowedClasses.ofOneProgram()).encode(new Forged(forged));
        assertThatThrownBy(() -> codec(allowed.allow(Forged.class)).decode(bytes))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("there is no such lambda in that class here");
    }

    private record Forged(Object passage) {}

    @Test
    void whatProcessesOfOneProgramAllowEachOtherIsAllowedHereToo() {
        allowed.allow(FunctionPassage.class);
        Function<Integer, Integer> twice = TaskValuesTest::twice;
        assertThat(travelled(twice).apply(3)).isEqualTo(6);
        assertThat(travelled(new Point(1, 2))).isEqualTo(new Point(1, 2));
    }

    @Test
    void onlyTheseCodecsKnowFunctions() {
        Function<Integer, Integer> twice = TaskValuesTest::twice;
        ValueCodec plain = new ValueCodec(References.NONE, allowed.allowPackage(HERE));
        assertThatThrownBy(() -> plain.encode(twice)).isInstanceOf(UnsupportedValueException.class);
        assertThatThrownBy(() -> plain.decode(sender.encode(twice))).isInstanceOf(UnsupportedValueException.class);
    }

    @Test
    void collectionsArriveWithTheirClassAndCanBeChanged() {
        List<Integer> list = new ArrayList<>(List.of(1, 2));
        List<Integer> arrived = travelled(list);
        arrived.add(3);
        assertThat(arrived).isExactlyInstanceOf(ArrayList.class).containsExactly(1, 2, 3);
        assertThat(list).containsExactly(1, 2);
        assertThat(travelled(new LinkedList<>(List.of("a")))).isExactlyInstanceOf(LinkedList.class);
        assertThat(travelled(new TreeMap<>(Map.of("a", 1)))).isExactlyInstanceOf(TreeMap.class);
        assertThat(TaskValue.contentOf(7)).isEqualTo(7);
        assertThat(TaskValue.contentOf(new TaskValue(null))).isNull();
    }
}
