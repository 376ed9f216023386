package dev.steward.admin.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is wrong is said, the worst first, and what is well is not. */
class WarningsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Map<Happening, Long> recent = Map.of();

    private List<String> lines(Seen seen) {
        return lines(seen, MINUTE);
    }

    private List<String> lines(Seen seen, Duration patience) {
        return new Warnings(() -> recent)
                .of(seen.sample(), patience).stream()
                        .map(warning -> warning.kind() + ": " + warning.text() + " " + warning.object() + " "
                                + warning.session())
                        .toList();
    }

    @Test
    void whereAllIsWellNothingIsSaid() {
        Seen seen = new Seen()
                .server(false, 79, Duration.ofMillis(999))
                .queue(1, "young", 15, 59, 0)
                .queue(2, "empty", 0, 0, 1)
                .session(
                        "a",
                        null,
                        List.of(Seen.of(2, "queue", "empty", 600, "")),
                        List.of(
                                Seen.of(3, "lock", "guard", 59, "acquire"),
                                Seen.of(4, "queue", "idle", 600, "take"),
                                Seen.of(5, "condition", null, 600, "signal"),
                                Seen.of(6, "semaphore", "permits", 600, "acquire"),
                                Seen.of(7, "lock", null, 600, "signal")))
                .session("b", Duration.ofSeconds(5), List.of(), List.of());
        assertThat(lines(seen)).isEmpty();
    }

    @Test
    void theWorstComesFirst() {
        recent = Map.of(Happening.REFUSED, 2L);
        Seen seen = new Seen()
                .server(true, 80, Duration.ofSeconds(1))
                .queue(1, "old", 1, 60, 0)
                .session("away", Duration.ofSeconds(5), List.of(Seen.of(2, "lock", "guard", 5, "")), List.of())
                .session("waits", null, List.of(), List.of(Seen.of(2, "lock", "guard", 60, "acquire")));
        assertThat(lines(seen))
                .containsExactly(
                        "draining: the server is about to end and takes no new calls null null",
                        "loop: an event loop has not come to its tasks for 1000 ms null null",
                        "limit: the heap has 80 bytes of the 100 that HEAP_PERCENT lets it have null null",
                        "backlog: nobody is taking from queue 'old': 1 element, the next one there for 1 min 1 null",
                        "away: client 'client away' (session away) has no connection for 5 s and holds 1 thing, which"
                                + " others get when its resume window ends null away",
                        "wait: client 'client waits' (session waits) has waited for lock 'guard' for 1 min 2 waits",
                        "refused: 2 times in the last ten minutes: connections or calls were refused null null");
    }

    @Test
    void whoHasHadSomeOfAQueueForLongestIsNamed() {
        Seen seen = new Seen()
                .queue(1, "jobs", 2, 90, 2)
                .session("quick", null, List.of(Seen.of(1, "queue", "jobs", 3, "")), List.of())
                .session("slow", null, List.of(Seen.of(1, "queue", "jobs", 80, "")), List.of());
        assertThat(lines(seen))
                .containsExactly("backlog: elements lie long in queue 'jobs': 2 elements, the next one there for 1 min;"
                        + " client 'client slow' (session slow) has had elements of it for 1 min 1 slow");
    }

    @Test
    void aBoundIsWorthAWordWhenCallsHaveWaitedLongForRoom() {
        Seen seen = new Seen()
                .queue(1, "bounded", 3, 1, 0)
                .session("a", null, List.of(), List.of(Seen.of(1, "queue", "bounded", 10, "put")));
        assertThat(lines(seen)).isEmpty();
        assertThat(lines(seen, Duration.ofSeconds(5)))
                .containsExactly(
                        "limit: queue 'bounded' is full: it has 3 elements, and calls wait to put more 1 null");
    }

    @Test
    void theOldestOfManyAreToldAndTheOthersCounted() {
        Seen seen = new Seen();
        LongStream.rangeClosed(1, 30).forEach(id -> seen.queue(id, "q" + id, 1, 100 + id, 0));
        List<String> backlogs =
                lines(seen).stream().filter(line -> line.startsWith("backlog")).toList();
        assertThat(backlogs).hasSize(21);
        assertThat(backlogs.get(0)).contains("'q30'");
        assertThat(backlogs.get(19)).contains("'q11'");
        assertThat(backlogs.get(20)).contains("and 10 more of this kind");
    }
}
