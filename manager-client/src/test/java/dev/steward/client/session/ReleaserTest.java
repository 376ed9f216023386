package dev.steward.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.client.session.HeldReferences.Held;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many references are on their way back at once, whoever answers. */
class ReleaserTest {

    private static final int MOST = Releaser.MOST_UNANSWERED;

    private final ScheduledThreadPoolExecutor loop = new ScheduledThreadPoolExecutor(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final Releaser releaser = new Releaser(loop, asked::incrementAndGet);
    private final List<Held> held = new ArrayList<>();

    @AfterEach
    void close() {
        loop.shutdownNow();
    }

    private void forget(int first, int last) {
        for (int object = first; object <= last; object++) {
            held.add(releaser.hold(new ObjectId(object)));
        }
        held.forEach(releaser::forget);
    }

    private List<Request> released() {
        List<Request> sent = new ArrayList<>();
        releaser.release(sent::add);
        return sent;
    }

    @Test
    void fewAreOnTheirWayAtOnceAndOthersFollowWhenHalfOfThemAreAnswered() {
        forget(1, 3 * MOST);
        Set<String> objects = new HashSet<>();
        List<Request> first = released();
        assertThat(first).hasSize(MOST);
        first.forEach(request -> objects.add(request.arguments().get(0).toString()));
        assertThat(released()).as("nothing is answered").isEmpty();
        for (int answer = 1; answer < MOST / 2; answer++) {
            releaser.answered();
        }
        assertThat(released()).as("less than half is answered").isEmpty();
        int before = asked.get();
        releaser.answered();
        assertThat(asked.get()).as("asked for as soon as half is").isEqualTo(before + 1);
        while (objects.size() < 3 * MOST) {
            List<Request> next = released();
            assertThat(next).hasSizeBetween(1, MOST);
            next.forEach(
                    request -> assertThat(objects.add(request.arguments().get(0).toString()))
                            .isTrue());
            next.forEach(request -> releaser.answered());
        }
        assertThat(released()).isEmpty();
    }
}
