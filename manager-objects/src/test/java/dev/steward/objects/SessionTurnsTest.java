package dev.steward.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions take turns, whatever each of them waits for. */
@Timeout(10)
class SessionTurnsTest {

    private static final SessionId FIRST = new SessionId(1, 1);
    private static final SessionId SECOND = new SessionId(1, 2);
    private static final SessionId THIRD = new SessionId(1, 3);

    private final SessionTurns<String> turns = new SessionTurns<>();

    private List<String> rest() {
        List<String> rest = new ArrayList<>();
        for (String next = turns.next(); next != null; next = turns.next()) {
            rest.add(next);
        }
        return rest;
    }

    @Test
    void theyTakeTurnsAndEachKeepsItsOrder() {
        turns.add(FIRST, "a1");
        turns.add(FIRST, "a2");
        turns.add(FIRST, "a3");
        turns.add(SECOND, "b1");
        turns.add(THIRD, "c1");
        turns.add(SECOND, "b2");
        assertThat(rest()).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
    }

    @Test
    void whoComesBackIsBehindThoseThatWait() {
        turns.add(FIRST, "a1");
        turns.add(SECOND, "b1");
        assertThat(turns.next()).isEqualTo("a1");
        turns.add(FIRST, "a2");
        assertThat(rest()).containsExactly("b1", "a2");
        assertThat(turns.isEmpty()).isTrue();
        turns.add(FIRST, "a3");
        assertThat(turns.isEmpty()).isFalse();
    }

    @Test
    void whatIsRemovedIsOfThatSessionAndItsTurnPassesOn() {
        turns.add(FIRST, "x");
        turns.add(SECOND, "x");
        turns.add(SECOND, "y");
        assertThat(turns.removeIf(FIRST, "y"::equals)).isFalse();
        assertThat(turns.removeIf(THIRD, "x"::equals)).isFalse();
        assertThat(turns.removeIf(FIRST, "x"::equals)).isTrue();
        assertThat(turns.removeIf(FIRST, "x"::equals)).isFalse();
        assertThat(rest()).containsExactly("x", "y");
    }
}
