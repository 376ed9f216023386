package dev.steward.face.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.Type;
import dev.steward.face.object.FakeCaller;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What looks at all elements of a view of a list is one call. */
@Timeout(30)
class ListViewTest {

    private final FakeCaller caller = new FakeCaller((operation, arguments) -> switch (operation) {
        case LIST_SIZE -> 3;
        case LIST_STAMPED -> List.of(9, List.of(1, 2, 3), List.of(1, 2, 3));
        case LIST_SNAPSHOT -> List.of(1, 2, 3);
        case LIST_SLICE -> List.of(1, 2);
        default -> throw new AssertionError("was asked " + operation + arguments);
    });
    private final SharedListFace<Integer> list = new SharedListFace<>(caller, Type.list(Integer.class));

    /** Looks at a view, which is one call of that operation. */
    private Object inOneCall(Operation operation, List<Integer> view, Function<List<Integer>, Object> look) {
        caller.asked.clear();
        Object seen = look.apply(view);
        assertThat(caller.operations()).containsExactly(operation);
        return seen;
    }

    private static List<Integer> goneOver(List<Integer> view) {
        List<Integer> seen = new ArrayList<>();
        for (Integer each : view) {
            seen.add(each);
        }
        return seen;
    }

    private static List<Integer> told(List<Integer> view) {
        List<Integer> seen = new ArrayList<>();
        view.forEach(seen::add);
        return seen;
    }

    private void assertOneCallEach(List<Integer> view, Operation snapshot, List<Integer> elements) {
        assertThat(inOneCall(Operation.LIST_STAMPED, view, ListViewTest::goneOver))
                .isEqualTo(elements);
        assertThat(inOneCall(snapshot, view, ListViewTest::told)).isEqualTo(elements);
        assertThat(inOneCall(snapshot, view, each -> Arrays.asList(each.toArray())))
                .isEqualTo(elements);
        assertThat(inOneCall(snapshot, view, each -> Arrays.asList(each.toArray(new Integer[0]))))
                .isEqualTo(elements);
        assertThat(inOneCall(snapshot, view, each -> each.stream().toList())).isEqualTo(elements);
        assertThat(inOneCall(snapshot, view, List::hashCode)).isEqualTo(elements.hashCode());
        assertThat(inOneCall(snapshot, view, each -> each.equals(elements))).isEqualTo(true);
    }

    @Test
    void ofAReversedOne() {
        assertOneCallEach(list.reversed(), Operation.LIST_SNAPSHOT, List.of(3, 2, 1));
    }

    @Test
    void ofAPart() {
        assertOneCallEach(list.subList(0, 2), Operation.LIST_SLICE, List.of(1, 2));
    }
}
