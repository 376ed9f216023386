package dev.steward.process.child;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a JVM prints before the child has begun is seen, unless its parent ends. */
@Timeout(60)
class FirstWordsTest {

    private static final String THREAD = "process-first-words-a-test's";
    private static final String OF_A_SIGNAL = "java.lang.InternalError: Bad level: 2";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LONG = TimeUnit.HOURS.toNanos(1);

    private final CountDownLatch ownEnd = new CountDownLatch(1);
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private FirstWords words = held(LONG);

    private FirstWords held(long nanos) {
        return new FirstWords("a-test's", ownEnd, nanos);
    }

    private void out(String line) {
        words.take(line, text -> shown.add("out " + text));
    }

    private void err(String line) {
        words.take(line, text -> shown.add("err " + text));
    }

    private static List<Thread> keepers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(THREAD))
                .toList();
    }

    @AfterEach
    void noThreadIsLeft() {
        words.begun();
        await().atMost(PATIENCE).until(() -> keepers().isEmpty());
    }

    @Test
    void aChildThatHasBegunHasSaidItAllInOrderAndIsHeldBackNoMore() {
        out("1");
        err("2");
        out("3");
        assertThat(shown).isEmpty();
        words.begun();
        assertThat(shown).containsExactly("out 1", "err 2", "out 3");
        err("4");
        assertThat(shown).endsWith("err 4");
    }

    @Test
    void oneThatCannotBeginSaysWhy() {
        out("Error occurred during initialization of VM");
        err("Too small maximum heap");
        words.ended(false);
        assertThat(shown)
                .containsExactly("out Error occurred during initialization of VM", "err Too small maximum heap");
        assertThat(words.areOfASignal()).isFalse();
    }

    @Test
    void nothingIsSaidWhereThisProcessEnds() {
        out("before");
        ownEnd.countDown();
        err("after");
        words.ended(false);
        assertThat(shown).isEmpty();
    }

    @Test
    void nothingIsSaidWhereThisProcessEndsAMomentAfterTheChildThatASignalEnded() throws Exception {
        err("Picked up options");
        Thread copier = new Thread(() -> words.ended(true));
        copier.start();
        await().atMost(PATIENCE).until(() -> copier.getState() == Thread.State.WAITING);
        assertThat(shown).isEmpty();
        ownEnd.countDown();
        copier.join();
        assertThat(shown).isEmpty();
    }

    @Test
    void theTraceOfASignalIsKnownWhateverTheExitCode() throws Exception {
        out(OF_A_SIGNAL);
        assertThat(words.areOfASignal()).isTrue();
        Thread copier = new Thread(() -> words.ended(false));
        copier.start();
        await().atMost(PATIENCE).until(() -> copier.getState() == Thread.State.WAITING);
        ownEnd.countDown();
        copier.join();
        assertThat(shown).isEmpty();
    }

    /** It comes at one moment of a start only, so what would print it is looked at. */
    @Test
    void theJdkWordsItThatWay() throws IOException {
        try (InputStream code = Object.class.getResourceAsStream("/jdk/internal/misc/VM.class")) {
            assertThat(new String(code.readAllBytes(), ISO_8859_1)).contains("java/lang/InternalError", "Bad level: ");
        }
    }

    @Test
    void itIsSaidWhereThisProcessLivesOn() {
        words = held(1);
        out(OF_A_SIGNAL);
        err("2");
        words.ended(true);
        assertThat(shown).containsExactly("out " + OF_A_SIGNAL, "err 2");
    }

    @Test
    void aLineIsHeldForAMomentOnly() {
        words = held(1);
        out("Listening for transport dt_socket at address: 5005");
        await().atMost(PATIENCE).until(() -> shown.size() == 1);
        await().atMost(PATIENCE).until(() -> keepers().isEmpty());
        err("another one");
        await().atMost(PATIENCE).until(() -> shown.size() == 2);
    }

    @Test
    void manyAreNotHeld() {
        String line = "x".repeat(FirstWords.MOST_HELD / 4);
        out(line);
        out(line);
        out(line);
        assertThat(shown).isEmpty();
        out(line);
        out("5");
        assertThat(shown).hasSize(5).endsWith("out 5");
    }

    @Test
    void aLineThatIsNotTakenIsLostAndTheOthersCome() {
        out("1");
        words.take("2", text -> {
            throw new IllegalStateException("on purpose");
        });
        words.take("3", text -> {
            throw new OutOfMemoryError("on purpose");
        });
        out("4");
        words.begun();
        assertThat(shown).containsExactly("out 1", "out 4");
    }
}
