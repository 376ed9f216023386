package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.server.service.PastEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happened lately is remembered, the newest first, and no kind of it in the place of another. */
@Timeout(10)
class RecentEventsTest {

    private final RecentEvents events = new RecentEvents();

    @Test
    void eachIsAWordWhoItIsAboutAndASentence() {
        events.authentication("a", null);
        events.authentication("a", "another key");
        events.session("s", "worker", "ended: died");
        events.abandoned("lock 1", "s");
        events.redelivered("queue 2", "s");
        events.deadLettered("queue 2", "s", 3, null);
        events.deadLettered("queue 2", "s", 3, "7");
        events.refused("b", "too many");
        assertThat(events.newestFirst())
                .extracting(event -> event.event() + " | " + event.who() + " | " + event.text())
                .containsExactly(
                        "refused | b | too many",
                        "dead_lettered | s | an element of queue 2 was given up after 3 deliveries, it is in queue 7",
                        "dead_lettered | s | an element of queue 2 was given up after 3 deliveries",
                        "redelivered | s | an element of queue 2 went back to its place",
                        "abandoned | s | lock 1 passed on because its holder died",
                        "session | s | worker: ended: died",
                        "authentication_failed | a | another key",
                        "authenticated | a | proved its key");
    }

    @Test
    void aFloodOfOneKindLeavesTheOthers() {
        events.session("s", "worker", "ended: died");
        for (int i = 0; i < 1_000; i++) {
            events.refused("b", "no " + i + "x".repeat(1_000));
        }
        List<PastEvent> all = events.newestFirst();
        assertThat(all).hasSize(201);
        assertThat(all.get(0).text()).startsWith("no 999").hasSize(500);
        assertThat(all.get(200).event()).isEqualTo("session");
    }
}
