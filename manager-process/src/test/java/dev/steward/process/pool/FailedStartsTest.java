package dev.steward.process.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.process.child.ChildExit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a crew gives up starting workers. */
class FailedStartsTest {

    private static final ChildExit KILLED = new ChildExit(137, false, false);

    private final FailedStarts starts =
            new FailedStarts(new CrewOptions("a test's pool", 1, null, Integer.MAX_VALUE, null, 0, List.of("-Xodd")));

    @Test
    void threeThatEndByThemselvesAreTooMany() {
        ChildExit refused = new ChildExit(1, false, false);
        assertThat(starts.another(refused, false)).isNull();
        assertThat(starts.another(null, false)).isNull();
        assertThat(starts.another(refused, false))
                .hasMessage(
                        "3 workers of a test's pool in a row ended before they were ready, the last one with exit code"
                                + " 1; what they printed says why: check its jvmOptions [-Xodd]");
    }

    @Test
    void killsOfOthersAreForgivenLonger() {
        for (int i = 1; i < 20; i++) {
            assertThat(starts.another(KILLED, false)).isNull();
        }
        assertThat(starts.another(KILLED, false)).hasMessageContaining("20 workers");
    }

    @Test
    void thoseThatAreKilledBecauseTheyTookTooLongAreNot() {
        assertThat(starts.another(KILLED, true)).isNull();
        assertThat(starts.another(KILLED, true)).isNull();
        assertThat(starts.another(KILLED, true)).isNotNull();
    }

    @Test
    void oneThatIsReadyMakesTheRestAnAccident() {
        ChildExit refused = new ChildExit(1, false, false);
        starts.another(refused, false);
        starts.another(refused, false);
        starts.forget();
        assertThat(starts.another(refused, false)).isNull();
    }
}
