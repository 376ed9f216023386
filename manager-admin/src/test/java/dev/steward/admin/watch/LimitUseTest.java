package dev.steward.admin.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is full is said of each limit that can be measured, the fullest first. */
class LimitUseTest {

    private static List<String> lines(Seen seen) {
        return LimitUse.of(seen.sample()).stream()
                .map(use -> use.limit() + " " + use.what() + " " + use.used() + "/" + use.most() + " " + use.object())
                .toList();
    }

    @Test
    void theFullestComesFirst() {
        Seen seen = new Seen()
                .queue(1, "some", 5, 1, 0)
                .queue(2, null, 15, 1, 0)
                .queue(3, "none", 0, 0, 0)
                .session("a", null, List.of(), List.of());
        assertThat(lines(seen))
                .containsExactly(
                        "QUEUE_ELEMENTS queue 2 15/20 2",
                        "OBJECTS objects 3/10 null",
                        "QUEUE_ELEMENTS queue 'some' 5/20 1",
                        "SESSIONS sessions 1/10 null",
                        "HEAP_PERCENT bytes of heap 10/100 null",
                        "CONNECTIONS connections 2/40 null");
    }

    @Test
    void aQueueInWhichCallsWaitToPutIsFullOfWhatItHas() {
        Seen seen = new Seen()
                .queue(1, "bounded", 3, 1, 0)
                .queue(2, "other", 3, 1, 0)
                .session("a", null, List.of(), List.of(Seen.of(1, "queue", "bounded", 0, "put")))
                .session("b", null, List.of(), List.of(Seen.of(2, "queue", "other", 9, "take")));
        assertThat(LimitUse.of(seen.sample()))
                .filteredOn(use -> use.limit().equals(LimitUse.CAPACITY))
                .singleElement()
                .satisfies(use -> {
                    assertThat(use.what()).isEqualTo("queue 'bounded'");
                    assertThat(use.share()).isEqualTo(1.0);
                    assertThat(use.text()).contains("has 3 elements, and calls wait to put more");
                });
        assertThat(lines(seen).get(0)).isEqualTo("capacity queue 'bounded' 3/3 1");
    }

    @Test
    void whatMayBeNothingIsFull() {
        assertThat(new LimitUse("A", "a", 0, 0, null, "").share()).isEqualTo(1.0);
    }
}
