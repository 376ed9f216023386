package dev.steward.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CirclesTest {

    @Test
    void whatOnlyPointsDownHasNone() {
        assertThat(Circles.of(Map.of("a", Set.of("b", "c"), "b", Set.of("c"), "c", Set.of())))
                .isEmpty();
    }

    @Test
    void aNodeThatNeedsItselfIsNone() {
        assertThat(Circles.of(Map.of("a", Set.of("a")))).isEmpty();
    }

    @Test
    void circlesThatTouchAreOne() {
        assertThat(Circles.of(Map.of("a", Set.of("b"), "b", Set.of("a", "c"), "c", Set.of("d"), "d", Set.of("b"))))
                .singleElement()
                .satisfies(circle -> assertThat(circle).containsExactly("a", "b", "c", "d"));
    }

    @Test
    void circlesThatAreJoinedOneWayAreTwo() {
        assertThat(Circles.of(Map.of(
                        "a",
                        Set.of("b"),
                        "b",
                        Set.of("a", "c"),
                        "c",
                        Set.of("d", "e"),
                        "d",
                        Set.of("c"),
                        "e",
                        Set.of())))
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("[a, b]", "[c, d]");
    }

    @Test
    void whatIsReachedAgainAfterItsCircleWasFoundIsNotInAnother() {
        // The way from d back to b leads into a circle that is done.
        assertThat(Circles.of(Map.of("a", Set.of("b", "d"), "b", Set.of("c"), "c", Set.of("b"), "d", Set.of("b"))))
                .extracting(Object::toString)
                .containsExactly("[b, c]");
    }
}
