package dev.steward.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BegunFramesTest {

    private static final int MIB = 1 << 20;

    private final BegunFrames frames = new BegunFrames(4 * MIB);
    private final List<String> told = new ArrayList<>();

    private final class Named extends BegunFrames.Frame {
        private final String name;

        Named(String name, int bytes) {
            super(bytes);
            this.name = name;
        }

        @Override
        void pause() {
            told.add(name + " waits");
        }

        @Override
        void resume() {
            told.add(name + " goes on");
        }

        @Override
        void cut() {
            told.add(name + " is cut");
            frames.end(this);
        }
    }

    private Named begin(String name, int bytes) {
        Named frame = new Named(name, bytes);
        frames.begin(frame);
        return frame;
    }

    @Test
    void whatDoesNotFitWaitsAndGoesOnInItsOrder() {
        Named a = begin("a", 3 * MIB);
        begin("b", 2 * MIB);
        Named c = begin("c", MIB);
        assertThat(told).containsExactly("b waits", "c waits");
        frames.end(a);
        assertThat(told).containsExactly("b waits", "c waits", "b goes on", "c goes on");
        frames.end(c);
        begin("d", 3 * MIB);
        assertThat(told).last().isEqualTo("d waits");
    }

    @Test
    void whatIsLargerThanAllGoesAlone() {
        Named a = begin("a", 100 * MIB);
        begin("b", 1);
        assertThat(told).containsExactly("b waits");
        frames.end(a);
        assertThat(told).last().isEqualTo("b goes on");
    }

    @Test
    void whoeverNeedNotWaitAnyMoreIsReadAndNotInTheWayOfOthers() {
        Named a = begin("a", 4 * MIB);
        Named b = begin("b", 4 * MIB);
        begin("c", MIB);
        frames.end(b);
        frames.end(a);
        assertThat(told).containsExactly("b waits", "c waits", "b goes on", "c goes on");
    }

    @Test
    void idleOnesAreCutWhileOthersWaitTheOldestFirstAndNoMoreThanNeeded() {
        begin("a", MIB);
        Named b = begin("b", MIB);
        begin("c", MIB);
        begin("d", MIB);
        frames.look();
        frames.look();
        frames.look();
        assertThat(told).isEmpty();
        begin("e", 2 * MIB);
        frames.look();
        b.received(200_000);
        frames.look();
        assertThat(told).containsExactly("e waits", "a is cut", "c is cut", "e goes on");
    }

    @Test
    void whatHasJustBegunOrGoesOnIsNotCut() {
        Named a = begin("a", 20 * MIB);
        begin("b", 4 * MIB);
        for (int look = 1; look < 20; look++) {
            frames.look();
            a.received(look * MIB);
        }
        assertThat(told).containsExactly("b waits");
    }

    @Test
    void whatOnlyTricklesIsCutWhenOthersHaveWaitedForLong() {
        Named a = begin("a", 4 * MIB);
        begin("b", 4 * MIB);
        for (int look = 1; look < 12 && told.size() < 2; look++) {
            frames.look();
            a.received(look * 64_000);
        }
        assertThat(told).containsExactly("b waits", "a is cut", "b goes on");
    }
}
