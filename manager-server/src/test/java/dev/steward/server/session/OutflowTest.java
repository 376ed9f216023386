package dev.steward.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much of what one session has asked for is on its way to it at once. */
@Timeout(20)
class OutflowTest {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Outflow outflow = new Outflow(100, tasks::add);
    private final List<String> sent = new ArrayList<>();

    private boolean send(String name, long bytes) {
        return send(name, bytes, 0);
    }

    private boolean send(String name, long bytes, long cost) {
        return outflow.send(bytes, cost, () -> sent.add(name));
    }

    private void work() {
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            next.run();
        }
    }

    @Test
    void whatFitsGoesAtOnceAndTheRestInItsOrderWhenThatWasRead() {
        assertThat(send("a", 60)).isTrue();
        assertThat(send("b", 40)).isTrue();
        assertThat(outflow.isBehind()).isFalse();
        assertThat(send("c", 50)).isTrue();
        assertThat(send("d", 1)).as("not before another").isTrue();
        assertThat(outflow.isBehind()).isTrue();
        assertThat(sent).containsExactly("a", "b");
        outflow.gone(40);
        work();
        assertThat(sent).as("no room yet").containsExactly("a", "b");
        outflow.gone(60);
        work();
        assertThat(sent).containsExactly("a", "b", "c", "d");
        assertThat(outflow.isBehind()).isFalse();
    }

    @Test
    void whatIsLargerThanAllMayBeGoesAlone() {
        assertThat(send("large", 1_000)).isTrue();
        assertThat(send("small", 1)).isTrue();
        assertThat(sent).containsExactly("large");
        outflow.gone(1_000);
        work();
        assertThat(send("other", 1_000)).isTrue();
        assertThat(sent).containsExactly("large", "small");
        outflow.gone(1);
        work();
        assertThat(sent).containsExactly("large", "small", "other");
    }

    @Test
    void whatCostsTooMuchToKeepIsRefused() {
        assertThat(send("first", 100, 100)).as("it does not wait").isTrue();
        assertThat(send("shared", 90, 0)).isTrue();
        assertThat(send("made", 90, 90)).isTrue();
        assertThat(send("made too", 20, 20)).isFalse();
        assertThat(send("shared too", 90, 0)).isTrue();
        outflow.gone(100);
        work();
        assertThat(sent).containsExactly("first", "shared");
        outflow.gone(90);
        work();
        assertThat(send("made later", 20, 20)).isTrue();
        assertThat(sent).containsExactly("first", "shared", "made");
    }

    @Test
    void nothingIsSentWhenTheSessionHasEnded() {
        assertThat(send("first", 100)).isTrue();
        assertThat(send("second", 100)).isTrue();
        outflow.clear();
        outflow.gone(100);
        work();
        assertThat(sent).containsExactly("first");
        assertThat(outflow.isBehind()).isFalse();
    }

    @Test
    void whatWouldFitWaitsBehindWhatDoesNot() {
        assertThat(send("a", 60)).isTrue();
        assertThat(send("b", 50)).isTrue();
        assertThat(send("c", 10)).isTrue();
        assertThat(sent).containsExactly("a");
        outflow.gone(60);
        work();
        assertThat(sent).containsExactly("a", "b", "c");
    }

    @Test
    void asMuchIsKeptAsMayBeAndAgainWhenThatWasDropped() {
        assertThat(send("a", 100)).isTrue();
        assertThat(send("b", 10, 60)).isTrue();
        assertThat(send("c", 10, 40)).as("exactly what there is room for").isTrue();
        assertThat(send("d", 10, 1)).isFalse();
        outflow.clear();
        assertThat(send("e", 10, 100)).isTrue();
    }

    @Test
    void whoIsSentMoreThanMayBeIsBehindUntilItWasRead() {
        assertThat(send("large", 1_000)).isTrue();
        assertThat(outflow.isBehind()).isTrue();
        outflow.gone(1_000);
        assertThat(outflow.isBehind()).isFalse();
    }

    @Test
    void answersThatWorkersComeForCountUntilTheyHave() {
        assertThat(outflow.enter(1_000)).as("one may be larger").isTrue();
        assertThat(outflow.enter(1)).isFalse();
        outflow.entered(1_000);
        assertThat(outflow.enter(60)).isTrue();
        assertThat(outflow.enter(40)).isTrue();
        assertThat(outflow.enter(1)).isFalse();
        outflow.entered(40);
        assertThat(send("a", 100)).isTrue();
        assertThat(send("b", 10, 30)).isTrue();
        assertThat(outflow.enter(20)).as("with those that wait").isFalse();
        outflow.clear();
        assertThat(outflow.enter(20)).isTrue();
    }
}
