package dev.steward.systemtests.history.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.RemoteProxy;
import dev.steward.vocabulary.BuiltInType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is wrong with a shared object is found, for every type. */
@Tag("one-jdk")
class TypeCheckerTest extends EnsembleTest {

    private static final int RUNS = 5;

    @Test
    void everyTypeHasItsFault() {
        assertThat(TypeFault.typeIds())
                .as("types with a constant in TypeFault: one for each row of BuiltInType")
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(BuiltInType.values())
                        .map(BuiltInType::typeId)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void eachFaultIsFoundWithinFiveRuns(TypeFault fault) throws Exception {
        List<String> found = new ArrayList<>();
        for (long seed = 1; seed <= RUNS && found.isEmpty(); seed++) {
            found.addAll(faults(Plays.of(fault.typeId()), fault, seed));
        }
        assertThat(found).singleElement().asString().startsWith("no order explains");
    }

    private <P extends RemoteProxy> List<String> faults(Play<P, ?> play, TypeFault fault, long seed) throws Exception {
        List<TypedCall> history = ensemble()
                .play(
                        play,
                        seed,
                        false,
                        (object, random) ->
                                Intercepted.spoiled(object, play.type().raw(), fault, random));
        return Ensemble.faults(play, history);
    }
}
