package dev.steward.systemtests.history.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.systemtests.history.Operation.Ending;
import dev.steward.vocabulary.BuiltInType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What clients of one object are told, an order of their calls explains, for every type. {@code -Dseeds=N} plays more
 * often, {@code -Dseed=S} once.
 */
@Tag("one-jdk")
class TypesTest extends EnsembleTest {

    private static final int SEEDS = 6;

    private static List<String> typeIds() {
        return Plays.ALL.stream().map(Play::typeId).toList();
    }

    @Test
    void everyBuiltInTypeIsPlayed() {
        assertThat(typeIds())
                .as("types with a Play, and so a model, in Plays.ALL: one for each row of BuiltInType")
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(BuiltInType.values())
                        .map(BuiltInType::typeId)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("typeIds")
    void anOrderExplainsWhatClientsAreTold(String typeId) throws Exception {
        Play<?, ?> play = Plays.of(typeId);
        Long only = Long.getLong("seed");
        if (only != null) {
            play(play, only);
            return;
        }
        int seeds = Integer.getInteger("seeds", SEEDS);
        for (long seed = 1; seed <= seeds; seed++) {
            play(play, seed);
        }
    }

    /** Every other seed plays over connections that break. */
    private void play(Play<?, ?> play, long seed) throws Exception {
        boolean breaks = seed % 2 == 0 && !play.servesOutOfTurn();
        List<TypedCall> history = ensemble().play(play, seed, breaks);
        assertThat(history).allMatch(call -> call.ending() == Ending.OK);
        assertThat(Ensemble.faults(play, history))
                .as("%s, again with -Dtest=TypesTest -Dseed=%d", play.typeId(), seed)
                .isEmpty();
    }
}
