package dev.steward.systemtests.misuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the tests of calls that must be refused have in common: each has a static method {@code misuses}. */
@Timeout(60)
abstract class MisuseTest {

    private static World world;

    /** Something that a user does to an object. */
    interface Call {
        void on(World world) throws Exception;
    }

    /**
     * A call that must be refused.
     *
     * @param error exactly what it throws
     * @param words what the message says, in this order
     */
    record Misuse(String what, Class<? extends Exception> error, List<String> words, Call call) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Misuse misuse(String what, Class<? extends Exception> error, Call call, String... words) {
        return new Misuse(what, error, List.of(words), call);
    }

    @BeforeAll
    static void begin() throws InterruptedException {
        world = new World();
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void isRefusedAndChangesNothing(Misuse misuse) {
        List<Object> before = world.state();
        assertThatThrownBy(() -> misuse.call().on(world))
                .isExactlyInstanceOf(misuse.error())
                .satisfies(error -> {
                    String message = String.valueOf(error.getMessage());
                    assertThat(misuse.words())
                            .allSatisfy(word -> assertThat(message).contains(word));
                    Wording.check(message, world.bystander.describeObjects());
                    if (error instanceof ManagerException ours) {
                        assertThat(ours.outcome()).as(message).isEqualTo(Outcome.NOT_EXECUTED);
                    }
                });
        assertThat(world.state()).isEqualTo(before);
    }
}
