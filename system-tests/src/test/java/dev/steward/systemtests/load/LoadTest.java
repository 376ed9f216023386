package dev.steward.systemtests.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.client.ServedTest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What tests with many clients have in common. */
abstract class LoadTest extends ServedTest {

    /** Whether the long runs take place. */
    static final boolean SOAK = Boolean.getBoolean("soak");

    /** How long anything in a long run may take. */
    static final Duration VERY_LONG = Duration.ofHours(3);

    Jvm start(Class<?> program, Object... arguments) {
        return closing(
                Jvm.run(program, Stream.of(arguments).map(Object::toString).toArray(String[]::new)));
    }

    /** Waits until programs have ended, which must be a good end. */
    static void awaitEnds(List<Jvm> programs) throws InterruptedException {
        for (Jvm program : programs) {
            await().atMost(VERY_LONG).until(() -> !program.isAlive());
            assertThat(program.awaitEnd()).as("%s", program.lines()).isZero();
        }
    }

    static void tell(String format, Object... figures) {
        System.out.println(String.format(format, figures));
    }
}
