package dev.steward.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.Delivery;
import dev.steward.api.Hold;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.api.QueueShutDownException;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.face.lock.SharedConditionFace;
import dev.steward.face.lock.SharedSemaphoreFace;
import dev.steward.face.object.FakeCaller;
import dev.steward.face.object.FakeCaller.Way;
import dev.steward.face.queue.SharedJoinableQueueFace;
import dev.steward.face.queue.SharedQueueFace;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Queue and condition: what is sent, how it is waited for, and what each answer means. */
class WaitingFacesTest {

    private static SharedQueueFace<Integer> queue(FakeCaller caller) {
        return new SharedQueueFace<>(caller, Type.queue(Integer.class));
    }

    private static SharedJoinableQueueFace<Integer> joinable(FakeCaller caller) {
        return new SharedJoinableQueueFace<>(caller, Type.joinableQueue(Integer.class));
    }

    private static SharedConditionFace condition(FakeCaller caller) {
        return new SharedConditionFace(caller, Type.of(Object.class));
    }

    private static FakeCaller answering(@Nullable Object answer) {
        return new FakeCaller((operation, arguments) -> answer);
    }

    private static FakeCaller failing(Status status) {
        return FakeCaller.failing(status, "text");
    }

    @Test
    @SuppressWarnings("NullAway") // what a user may do all the same
    void nullElementsAreRefusedBeforeAnythingIsSent() {
        SharedQueueFace<Integer> queue = queue(FakeCaller.silent());
        assertThatThrownBy(() -> queue.put(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.offer(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.add(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.offer(null, Duration.ZERO)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.addAll(Arrays.asList(1, null))).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.addAll(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.drainTo(null)).isInstanceOf(NullPointerException.class);
        assertThat(queue.contains(null)).isFalse();
        assertThat(queue.remove(null)).isFalse();
    }

    @Test
    void aQueueIsNotFilledFromItself() {
        SharedQueueFace<Integer> queue = queue(FakeCaller.silent());
        assertThatThrownBy(() -> queue.addAll(queue)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queue.drainTo(queue)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fullQueueIsFalseOrTheJdksException() throws InterruptedException {
        assertThat(queue(answering(false)).offer(1)).isFalse();
        assertThat(queue(failing(Status.FULL)).offer(1)).isFalse();
        assertThat(queue(answering(false)).offer(1, 1, TimeUnit.SECONDS)).isFalse();
        assertThatThrownBy(() -> queue(answering(false)).add(1))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Queue full");
        assertThatThrownBy(() -> queue(answering(1)).addAll(List.of(1, 2)))
                .isExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void emptyQueueIsNullOrTheJdksException() throws InterruptedException {
        SharedQueueFace<Integer> queue = queue(failing(Status.EMPTY));
        assertThat(queue.poll()).isNull();
        assertThat(queue.poll(1, TimeUnit.SECONDS)).isNull();
        assertThat(queue.poll(Duration.ofSeconds(1))).isNull();
        assertThat(queue.peek()).isNull();
        assertThat(queue.receive(Duration.ofSeconds(1))).isNull();
        assertThatThrownBy(queue::remove).isExactlyInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(queue::element).isExactlyInstanceOf(NoSuchElementException.class);
    }

    @Test
    void shutDownQueueEndsWhatWaitsAndLooksEmptyToWhatDoesNot() throws InterruptedException {
        SharedQueueFace<Integer> queue = queue(failing(Status.SHUT_DOWN));
        assertThatThrownBy(queue::take).isInstanceOf(QueueShutDownException.class);
        assertThatThrownBy(() -> queue.poll(1, TimeUnit.SECONDS)).isInstanceOf(QueueShutDownException.class);
        assertThatThrownBy(() -> queue.put(1)).isInstanceOf(QueueShutDownException.class);
        assertThatThrownBy(() -> queue.offer(1)).isInstanceOf(QueueShutDownException.class);
        assertThatThrownBy(queue::receive).isInstanceOf(QueueShutDownException.class);
        assertThat(queue.takeOrNull()).isNull();
        assertThat(queue.poll()).isNull();
    }

    @Test
    void timeoutsAreNanosecondsAndNeverForEver() throws InterruptedException {
        FakeCaller caller = answering(1);
        SharedQueueFace<Integer> queue = queue(caller);
        queue.take();
        queue.poll();
        queue.poll(2, TimeUnit.MILLISECONDS);
        queue.poll(-5, TimeUnit.SECONDS);
        queue.poll(Duration.ofSeconds(-5));
        queue.poll(Duration.ofSeconds(Long.MAX_VALUE));
        queue.poll(Long.MAX_VALUE, TimeUnit.DAYS);
        assertThat(caller.asked.stream().map(asked -> asked.arguments().get(0)))
                .containsExactly(-1L, 0L, 2_000_000L, 0L, 0L, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    @Test
    void drainToMovesTheElementsInOneCall() {
        FakeCaller caller = answering(List.of(1, 2));
        Collection<Integer> target = new ArrayList<>();
        assertThat(queue(caller).drainTo(target, 2)).isEqualTo(2);
        assertThat(target).containsExactly(1, 2);
        assertThat(queue(FakeCaller.silent()).drainTo(target, 0)).isZero();
    }

    @Test
    void elementThatCannotBeReadIsGivenBack() {
        FakeCaller caller = answering("text");
        SharedQueueFace<Integer> queue = queue(caller);
        assertThatThrownBy(queue::take).isInstanceOf(UnsupportedValueException.class);
        assertThat(caller.givenBack).containsExactly(Operation.QUEUE_TAKE);
    }

    @Test
    void anAnswerOfAnotherFormIsGivenBack() {
        FakeCaller caller = answering("text");
        SharedQueueFace<Integer> queue = queue(caller);
        List<Callable<Object>> calls = List.of(() -> queue.receive(), () -> queue.drainTo(new ArrayList<>()));
        for (Callable<Object> call : calls) {
            assertThatThrownBy(call::call).isInstanceOf(ManagerException.class);
        }
        assertThat(caller.givenBack).containsExactly(Operation.QUEUE_RECEIVE, Operation.QUEUE_DRAIN);
    }

    @Test
    void aDeliveryWhoseElementCannotBeReadCanBeSettled() throws InterruptedException {
        FakeCaller caller = answering(List.of("text", 77, 1));
        Delivery<Integer> delivery = queue(caller).receive();
        assertThatThrownBy(delivery::value).isInstanceOf(UnsupportedValueException.class);
        delivery.nack();
        assertThat(caller.givenBack).isEmpty();
        assertThat(caller.asked.subList(1, caller.asked.size()))
                .containsExactly(
                        new FakeCaller.Asked(Way.UNINTERRUPTIBLY, Operation.QUEUE_SETTLE, List.of(77L, false)));
    }

    @Test
    void deliveryIsSettledOnce() throws InterruptedException {
        FakeCaller caller = answering(List.of(5, 77, 2));
        Delivery<Integer> delivery = queue(caller).receive();
        assertThat(delivery.value()).isEqualTo(5);
        assertThat(delivery.count()).isEqualTo(2);
        assertThat(delivery.redelivered()).isTrue();
        delivery.done();
        assertThatThrownBy(delivery::done).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(delivery::nack).isInstanceOf(IllegalStateException.class);
        delivery.close();
        assertThat(caller.asked.subList(1, caller.asked.size()))
                .containsExactly(new FakeCaller.Asked(Way.UNINTERRUPTIBLY, Operation.QUEUE_SETTLE, List.of(77L, true)));
    }

    @Test
    void closingADeliveryGivesItBack() throws InterruptedException {
        FakeCaller caller = answering(List.of(5, 77, 1));
        try (Delivery<Integer> delivery = queue(caller).receive()) {
            assertThat(delivery.redelivered()).isFalse();
        }
        assertThat(caller.asked.get(1).arguments()).containsExactly(77L, false);
    }

    @Test
    void deliveryThatCouldNotBeSettledMayBeTriedAgain() throws InterruptedException {
        List<ManagerException> failures = new ArrayList<>();
        failures.add(new ConnectionLostException("suspended", Outcome.NOT_EXECUTED));
        FakeCaller caller = new FakeCaller((operation, arguments) -> {
            if (operation == Operation.QUEUE_SETTLE && !failures.isEmpty()) {
                throw failures.remove(0);
            }
            return List.of(5, 77, 1);
        });
        Delivery<Integer> delivery = queue(caller).receive();
        assertThatThrownBy(delivery::done).isInstanceOf(ConnectionLostException.class);
        assertThatCode(delivery::done).doesNotThrowAnyException();
    }

    @Test
    void closingWhatTheServerKnowsAsSettledIsQuiet() throws InterruptedException {
        FakeCaller caller = new FakeCaller((operation, arguments) -> {
            if (operation == Operation.QUEUE_SETTLE) {
                throw FakeCaller.failure(Status.SETTLED);
            }
            return List.of(5, 77, 1);
        });
        queue(caller).receive().close();
        Delivery<Integer> delivery = queue(caller).receive();
        assertThatThrownBy(delivery::done).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void settlingTheOldestIsNotCutShortByAnInterrupt() {
        FakeCaller caller = answering(null);
        SharedJoinableQueueFace<Integer> queue = joinable(caller);
        Thread.currentThread().interrupt();
        try {
            queue.taskDone();
            queue.nack();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(caller.asked)
                .containsExactly(
                        new FakeCaller.Asked(Way.UNINTERRUPTIBLY, Operation.QUEUE_TASK_DONE, List.of(true)),
                        new FakeCaller.Asked(Way.UNINTERRUPTIBLY, Operation.QUEUE_TASK_DONE, List.of(false)));
    }

    @Test
    void settlingTooOftenIsAnIllegalState() {
        SharedJoinableQueueFace<Integer> queue = joinable(failing(Status.SETTLED));
        assertThatThrownBy(queue::taskDone)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("thing 17, taskDone(): text");
        assertThatThrownBy(queue::nack).isExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void joinWaitsOnTheServerAndCanBeInterrupted() throws InterruptedException {
        FakeCaller caller = answering(true);
        joinable(caller).join();
        assertThat(joinable(caller).join(Duration.ofMillis(2))).isTrue();
        assertThat(joinable(answering(false)).join(Duration.ofSeconds(-1))).isFalse();
        assertThat(caller.asked)
                .containsExactly(
                        new FakeCaller.Asked(Way.AWAIT, Operation.QUEUE_JOIN, List.of(-1L)),
                        new FakeCaller.Asked(Way.AWAIT, Operation.QUEUE_JOIN, List.of(2_000_000L)));
        Thread.currentThread().interrupt();
        assertThatThrownBy(joinable(FakeCaller.silent())::join).isInstanceOf(InterruptedException.class);
    }

    @Test
    void interruptIsInterruptedExceptionWhereItIsDeclaredAndAnUncheckedOneElsewhere() {
        SharedConditionFace condition = condition(FakeCaller.silent());
        Thread.currentThread().interrupt();
        assertThatThrownBy(condition::lockInterruptibly).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        Thread.currentThread().interrupt();
        assertThatThrownBy(condition::lock).isInstanceOf(CallInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void givingBackWorksInAnInterruptedThread() throws InterruptedException {
        FakeCaller caller = answering(List.of(9, false));
        SharedConditionFace condition = condition(caller);
        Hold hold = condition.hold();
        Thread.currentThread().interrupt();
        try {
            condition.unlock();
            condition.release();
            hold.close();
            condition.awaitUninterruptibly();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(caller.operations())
                .containsExactly(
                        Operation.LOCK_ACQUIRE,
                        Operation.LOCK_RELEASE,
                        Operation.LOCK_RELEASE_ANY,
                        Operation.LOCK_RELEASE_HOLD,
                        Operation.CONDITION_AWAIT);
    }

    @Test
    void holdIsClosedOnceAndKnowsWhetherItStands() throws InterruptedException {
        FakeCaller caller = answering(List.of(9L, true));
        Hold hold = condition(caller).hold();
        assertThat(hold.fencingToken()).isEqualTo(9);
        assertThat(hold.abandoned()).isTrue();
        assertThat(hold.valid()).isTrue();
        caller.holdsStand = false;
        assertThat(hold.valid()).isFalse();
        caller.holdsStand = true;
        hold.close();
        hold.close();
        assertThat(hold.valid()).isFalse();
        assertThat(caller.asked).hasSize(2);
        assertThat(caller.asked.get(1).arguments()).containsExactly(9L);
    }

    @Test
    void permitsAreHeldUntilTheyAreClosedOnce() throws InterruptedException {
        FakeCaller caller = answering(3);
        SharedSemaphoreFace semaphore = new SharedSemaphoreFace(caller, Type.of(Object.class));
        Hold hold = semaphore.hold(3);
        assertThat(hold.valid()).isTrue();
        assertThat(hold.abandoned()).isFalse();
        assertThatThrownBy(hold::fencingToken)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContainingAll("thing 17", "use a lock");
        hold.close();
        hold.close();
        assertThat(hold.valid()).isFalse();
        assertThat(caller.operations()).containsExactly(Operation.SEMAPHORE_ACQUIRE, Operation.SEMAPHORE_RELEASE);
        assertThat(caller.asked.get(1).arguments()).containsExactly(3);
        assertThat(new SharedSemaphoreFace(failing(Status.TIMED_OUT), Type.of(Object.class))
                        .tryHold(Duration.ofSeconds(1)))
                .isNull();
        assertThatThrownBy(() -> semaphore.hold(-1)).hasMessageContaining("hold(): a number of permits");
    }

    @Test
    void lockThatIsNotFreeInTimeIsFalseOrNull() throws InterruptedException {
        SharedConditionFace condition = condition(failing(Status.TIMED_OUT));
        assertThat(condition.tryLock()).isFalse();
        assertThat(condition.tryLock(1, TimeUnit.SECONDS)).isFalse();
        assertThat(condition.tryHold(Duration.ofSeconds(1))).isNull();
    }

    @Test
    void whoDoesNotHoldTheLockIsTold() {
        SharedConditionFace condition = condition(failing(Status.NOT_OWNER));
        assertThatThrownBy(condition::unlock).isExactlyInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(condition::await).isExactlyInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(condition::signal).isExactlyInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(condition::signalAll).isExactlyInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(condition(failing(Status.NOT_LOCKED))::release)
                .isExactlyInstanceOf(IllegalMonitorStateException.class);
    }

    @Test
    void awaitNanosIsNotPositiveWhenTheTimePassed() throws InterruptedException {
        assertThat(condition(answering(false)).awaitNanos(TimeUnit.HOURS.toNanos(1)))
                .isZero();
        assertThat(condition(answering(true)).awaitNanos(TimeUnit.HOURS.toNanos(1)))
                .isPositive();
        assertThat(condition(answering(false)).awaitNanos(-5)).isNegative();
    }

    @Test
    void awaitForAsksThePredicateFirstAndAgainAfterEachSignal() throws InterruptedException {
        FakeCaller caller = answering(true);
        int[] asked = new int[1];
        condition(caller).awaitFor(() -> ++asked[0] == 3);
        assertThat(caller.asked).hasSize(2);
        assertThat(condition(FakeCaller.silent()).awaitFor(() -> true, Duration.ZERO))
                .isTrue();
        assertThat(condition(FakeCaller.silent()).awaitFor(() -> false, Duration.ZERO))
                .isFalse();
    }

    @Test
    void negativeNumberOfSignalsIsRefused() {
        assertThatThrownBy(() -> condition(FakeCaller.silent()).signal(-1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secondConditionIsRefusedWhereTheServerMakesNone() {
        assertThatThrownBy(condition(failing(Status.NO_SUCH_OPERATION))::newCondition)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("signalAll()");
    }

    @Test
    void conditionHasNothingToCopy() {
        assertThatThrownBy(condition(FakeCaller.silent())::snapshot).isInstanceOf(ManagerException.class);
    }

    @Test
    void answerOfTheWrongFormIsABrokenPeer() {
        assertThatThrownBy(queue(answering("x"))::size)
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("java.lang.String where a number belongs");
        assertThatThrownBy(queue(answering(List.of(1)))::receive).isInstanceOf(ProtocolException.class);
    }
}
