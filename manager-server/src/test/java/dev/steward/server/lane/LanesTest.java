package dev.steward.server.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LanesTest {

    private final Lanes lanes = new Lanes(new LaneThreads.Platform(), 2);
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void everyThreadEnds() throws InterruptedException {
        lanes.drain();
        lanes.interruptAll();
        assertThat(lanes.awaitEnd(10, TimeUnit.SECONDS)).isTrue();
    }

    /** A call that waits for a latch, or to be interrupted. */
    private final class Waiting implements LaneTask {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch mayEnd = new CountDownLatch(1);
        final CountDownLatch ended = new CountDownLatch(1);
        private final long number;
        private boolean cancelling;

        Waiting(long number) {
            this.number = number;
        }

        @Override
        public long number() {
            return number;
        }

        @Override
        public void run() {
            begun.countDown();
            try {
                mayEnd.await();
                log.add(number + " ran");
            } catch (InterruptedException interrupted) {
                log.add(number + (cancelling ? " was cancelled" : " was interrupted"));
            }
            ended.countDown();
        }

        @Override
        public void cancelling() {
            cancelling = true;
        }

        @Override
        public void refuse(Refusal reason) {
            log.add(number + " " + reason);
            ended.countDown();
        }
    }

    private Waiting submit(String session, int thread, long number) {
        Waiting task = new Waiting(number);
        lanes.submit(new LaneKey(session, thread), task);
        return task;
    }

    @Test
    void callsOfOneLaneRunOneAfterTheOther() throws Exception {
        Waiting first = submit("a", 1, 1);
        Waiting second = submit("a", 1, 2);
        first.begun.await();
        assertThat(second.begun.getCount()).isEqualTo(1);
        second.mayEnd.countDown();
        first.mayEnd.countDown();
        second.ended.await();
        assertThat(log).containsExactly("1 ran", "2 ran");
    }

    @Test
    void cancelReachesTheCallThatItIsForAndNoOther() throws Exception {
        Waiting running = submit("a", 1, 1);
        Waiting waiting = submit("a", 1, 2);
        Waiting last = submit("a", 1, 3);
        running.begun.await();
        lanes.cancel(new LaneKey("a", 1), 2);
        waiting.ended.await();
        lanes.cancel(new LaneKey("a", 1), 1);
        running.ended.await();
        last.mayEnd.countDown();
        last.ended.await();
        assertThat(log).containsExactly("2 CANCELLED", "1 was cancelled", "3 ran");
    }

    /** A call has ended a little before its lane is idle; a lane that is idle waits for the next call. */
    private static void awaitIdle(String laneThread) {
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(laneThread) && thread.getState() == Thread.State.WAITING));
    }

    @Test
    void newLaneTakesThePlaceOfTheOneThatIsIdleLongest() throws Exception {
        for (int thread = 1; thread <= 3; thread++) {
            Waiting task = submit("a", thread, thread);
            task.mayEnd.countDown();
            task.ended.await();
            awaitIdle("manager-server-lane-a-" + thread);
        }
        Waiting again = submit("a", 1, 4);
        again.mayEnd.countDown();
        again.ended.await();
        assertThat(log).contains("3 ran", "4 ran");
    }

    @Test
    void callIsRefusedWhenEveryThreadIsBusy() throws Exception {
        Waiting one = submit("a", 1, 1);
        Waiting two = submit("b", 1, 2);
        one.begun.await();
        two.begun.await();
        submit("c", 1, 3).ended.await();
        assertThat(log).containsExactly("3 OVERLOADED");
    }

    @Test
    void oneSessionGetsHalfOfTheThreadsThatAreNotBusyForOthers() throws Exception {
        submit("a", 1, 1).begun.await();
        submit("a", 2, 2).ended.await();
        submit("b", 1, 3).begun.await();
        assertThat(log).containsExactly("2 OVERLOADED");
    }

    @Test
    void endOfASessionEndsItsLanesAndNoOther() throws Exception {
        Waiting ofA = submit("a", 1, 1);
        Waiting queuedOfA = submit("a", 1, 2);
        Waiting ofB = submit("b", 1, 3);
        ofA.begun.await();
        ofB.begun.await();
        lanes.endSession("a");
        ofA.ended.await();
        queuedOfA.ended.await();
        assertThat(log).containsExactlyInAnyOrder("2 SESSION_ENDED", "1 was cancelled");
        ofB.mayEnd.countDown();
        ofB.ended.await();
        assertThat(log).contains("3 ran");
    }

    @Test
    void threadThatEndedLeavesItsCallsToRun() throws Exception {
        Waiting running = submit("a", 1, 1);
        Waiting queued = submit("a", 1, 2);
        running.begun.await();
        lanes.finish(new LaneKey("a", 1));
        running.mayEnd.countDown();
        queued.mayEnd.countDown();
        queued.ended.await();
        assertThat(log).containsExactly("1 ran", "2 ran");
        assertThat(lanes.awaitEnd(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void drainRefusesWhatWaitsAndLetsFinishWhatRuns() throws Exception {
        Waiting running = submit("a", 1, 1);
        submit("a", 1, 2);
        running.begun.await();
        lanes.drain();
        submit("b", 1, 3);
        running.mayEnd.countDown();
        assertThat(lanes.awaitEnd(10, TimeUnit.SECONDS)).isTrue();
        assertThat(log).containsExactly("2 DRAINING", "3 DRAINING", "1 ran");
    }
}
