package dev.steward.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the log of a JVM says of its classes is understood. */
class InitialisedClassesTest {

    private static final String LOG = """
            1 Initializing 'java/lang/ProcessImpl' (0x00007fdcf3002ac0)
            2 Initializing 'dev/steward/fuzz/First' (0x00007fdcf3002ac8)
            3 Initializing 'java/util/ArrayList' (0x00007fdcf3002ad8)
            4 Initializing 'java/util/List$$Lambda$1+0x00007fdcf4041af8'(no method) (0x00007fdcf3002ae8)
            """;

    private static String and(String name) {
        return LOG + "5 Initializing '" + name + "'(no method) (0x00007fdcf3002af8)\n";
    }

    @Test
    void whatIsOnTheListIsAllowedAndWhatWasBeforeDoesNotCount() {
        assertThat(InitialisedClasses.outsideTheListSince("dev.steward.fuzz.First", LOG))
                .isEmpty();
    }

    @Test
    void processesStrangersAndTheCanaryAreNot() {
        for (String name :
                new String[] {"java/lang/ProcessBuilder", "javax/script/ScriptEngineManager", "dev/steward/fuzz/Canary"
                }) {
            assertThat(InitialisedClasses.outsideTheListSince("dev.steward.fuzz.First", and(name)))
                    .containsExactly(name.replace('/', '.'));
        }
    }
}
