package dev.steward.systemtests.contention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.SharedDict;
import dev.steward.api.SyncManager;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.ServerProgram;
import dev.steward.systemtests.client.ServedTest;
import dev.steward.systemtests.contention.Counting.Tally;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What several clients make of the same entry at once: every step of each counts. */
@Timeout(120)
@Tag("one-jdk")
class ComputeTest extends ServedTest {

    private static final int PROCESSES = 2;
    private static final int ROUNDS = Boolean.getBoolean("chaos") ? 50_000 : 10_000;

    @Test
    void twoProcessesLoseNoneOfTheirSteps() throws Exception {
        Jvm server = closing(Jvm.run(ServerProgram.class, "0"));
        String port = server.awaitPort();
        List<Jvm> counting = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            counting.add(closing(Jvm.run(Counting.class, port, Integer.toString(PROCESSES), Integer.toString(ROUNDS))));
        }
        for (Jvm one : counting) {
            one.awaitLine("counted");
        }
        SyncManager manager = connect(Integer.parseInt(port));
        SharedDict<String, Integer> numbers = manager.dict("numbers", String.class, Integer.class);
        SharedDict<String, Tally> tallies = manager.dict("tallies", String.class, Tally.class);
        int tallied = tallies.get(Counting.TALLY).count();
        assertThat(tallied).isEqualTo(PROCESSES * ROUNDS / 5);
        assertThat(numbers.get(Counting.NUMBER)).isEqualTo(PROCESSES * ROUNDS - tallied);
    }

    /** Equal to every other, so that a comparison of values finds no change where there was one. */
    private record Chameleon(int count, Set<String> names) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Chameleon;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    @Test
    void twoClientsOfOneProcessLoseNothingWhateverTheirValuesAreEqualTo() throws Exception {
        int port = serve().port();
        List<SharedDict<String, Chameleon>> ends = List.of(
                connect(port).dict("dict", String.class, Chameleon.class),
                connect(port).dict("dict", String.class, Chameleon.class));
        int rounds = 500;
        List<Future<Boolean>> counting = new ArrayList<>();
        for (SharedDict<String, Chameleon> dict : ends) {
            counting.add(meanwhile(() -> {
                Chameleon one = new Chameleon(1, new HashSet<>(Set.of("a", "b", "c")));
                for (int i = 0; i < rounds; i++) {
                    dict.merge("entry", one, (old, more) -> new Chameleon(old.count() + more.count(), old.names()));
                    dict.computeIfPresent(
                            "entry", (key, old) -> new Chameleon(old.count() + 1, new HashSet<>(old.names())));
                }
                return true;
            }));
        }
        for (Future<Boolean> one : counting) {
            get(one);
        }
        assertThat(ends.get(0).get("entry").count()).isEqualTo(4 * rounds);
    }
}
