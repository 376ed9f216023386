package dev.steward.systemtests.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.systemtests.history.Operation.Ending;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What told late what came first is explained all the same. */
@Tag("one-jdk")
class LinearizationTest {

    private static final int AT_ONCE = 7;
    private static final int BEHIND = 150;
    private static final int FEW_BEHIND = 3;

    private static final int NOTHING = -1;

    /** Not half of what there is up to the return of the seventh. */
    private static final int FEW_WAYS = 5_000;

    /** An append, of nothing too, or a read that told these numbers, the first ones. */
    private record Call(
            long invokedAt,
            long returnedAt,
            int appended,
            @Nullable List<Integer> told) implements Timed {
        @Override
        public Ending ending() {
            return Ending.OK;
        }
    }

    private record Numbers() implements SequentialModel<List<Integer>, Call> {
        @Override
        public List<Integer> initial() {
            return List.of();
        }

        @Override
        public @Nullable List<Integer> after(List<Integer> state, Call call) {
            List<Integer> told = call.told();
            if (told != null) {
                return told.equals(state.subList(0, Math.min(told.size(), state.size()))) ? state : null;
            }
            if (call.appended() == NOTHING) {
                return state;
            }
            List<Integer> longer = new ArrayList<>(state);
            longer.add(call.appended());
            return List.copyOf(longer);
        }
    }

    /** Seven append at once, calls follow that change nothing, and then somebody reads in which order the seven came. */
    private static List<Call> history(int behind, List<Integer> order) {
        List<Call> history = new ArrayList<>();
        for (int number = 0; number < AT_ONCE; number++) {
            history.add(new Call(0, 10 + number, number, null));
        }
        long at = 100;
        for (int i = 0; i < behind; i++) {
            history.add(new Call(at, at + 1, NOTHING, null));
            at += 2;
        }
        history.add(new Call(at, at + 1, NOTHING, order));
        return history;
    }

    @Test
    void anyOrderOfWhatWasAtOnceIsFoundHoweverLateItIsTold() {
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6));
        assertThat(Linearization.check(new Numbers(), history(BEHIND, order))).isEmpty();
        Collections.reverse(order);
        assertThat(Linearization.check(new Numbers(), history(BEHIND, order))).isEmpty();
    }

    @Test
    void whereTheWaysAreTooManySomeAreDrawn() {
        for (int first = 0; first < AT_ONCE; first++) {
            assertThat(Linearization.check(new Numbers(), history(FEW_BEHIND, List.of(first)), FEW_WAYS))
                    .isEmpty();
        }
    }

    @Test
    void whatIsNotKnownOfTheWaysThatWereNotDrawnIsSaid() {
        assertThatThrownBy(() -> Linearization.check(new Numbers(), history(FEW_BEHIND, List.of(5, 5)), FEW_WAYS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("too many ways up to Call[");
    }

    @Test
    void whatNoOrderGivesIsFoundToo() {
        assertThat(Linearization.check(new Numbers(), history(BEHIND, List.of(0, 1, 2, 3, 4, 5, 5))))
                .singleElement()
                .asString()
                .startsWith("no order explains Call[");
    }
}
