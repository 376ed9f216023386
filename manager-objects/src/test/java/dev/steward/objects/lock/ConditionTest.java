package dev.steward.objects.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.Event;
import dev.steward.objects.MachineRig;
import dev.steward.objects.MachineRig.Client;
import dev.steward.objects.MachineRig.Pending;
import dev.steward.objects.Value;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConditionTest {

    private final MachineRig rig = new MachineRig();
    private final Client one = rig.open();
    private final Client two = rig.open();
    private final Client three = rig.open();
    private final ObjectId condition = one.create("condition", "c");

    private Pending acquire(Client client) {
        return client.call(condition, Operation.LOCK_ACQUIRE, -1);
    }

    private Pending release(Client client) {
        return client.call(condition, Operation.LOCK_RELEASE);
    }

    private Pending await(Client client) {
        return client.call(condition, Operation.CONDITION_AWAIT, -1);
    }

    private void signal(Client client, long count) {
        client.call(condition, Operation.CONDITION_SIGNAL, count).value();
    }

    private long token(Pending acquire) {
        return rig.values.asLong(rig.values.asList(acquire.value()).get(0));
    }

    private boolean abandoned(Pending acquire) {
        return rig.values.asBoolean(rig.values.asList(acquire.value()).get(1));
    }

    /** Lets clients wait for a signal, in this order. */
    private List<Pending> awaiting(Client... clients) {
        return java.util.Arrays.stream(clients)
                .map(client -> {
                    acquire(client).value();
                    return await(client);
                })
                .toList();
    }

    @Test
    void onlyOneHoldsTheLockAndWaitersAreServedInOrder() {
        acquire(one);
        Pending second = acquire(two);
        Pending third = acquire(three);
        assertThat(second.isAnswered()).isFalse();
        release(one);
        assertThat(second.isAnswered()).isTrue();
        assertThat(third.isAnswered()).isFalse();
        release(two);
        assertThat(third.isAnswered()).isTrue();
    }

    @Test
    void lockIsReentrantAndFreeAfterAsManyReleases() {
        assertThat(token(acquire(one))).isEqualTo(token(acquire(one)));
        Pending waits = acquire(two);
        release(one);
        assertThat(waits.isAnswered()).isFalse();
        release(one);
        assertThat(waits.isAnswered()).isTrue();
        assertThat(one.call(condition, Operation.LOCK_IS_HELD).truth()).isFalse();
        assertThat(one.call(condition, Operation.LOCK_IS_LOCKED).truth()).isTrue();
    }

    @Test
    void anotherThreadOfTheSameSessionIsAnotherOwner() {
        acquire(one);
        assertThat(one.callAs(2, condition, Operation.LOCK_ACQUIRE, 0).status()).isEqualTo(Status.TIMED_OUT);
        assertThat(one.callAs(2, condition, Operation.LOCK_RELEASE).status()).isEqualTo(Status.NOT_OWNER);
        assertThat(one.callAs(2, condition, Operation.CONDITION_SIGNAL, 1).status())
                .isEqualTo(Status.NOT_OWNER);
        assertThat(one.callAs(2, condition, Operation.CONDITION_AWAIT, -1).status())
                .isEqualTo(Status.NOT_OWNER);
    }

    @Test
    void releaseByAnyoneIsRefusedForAReentrantLock() {
        assertThat(one.call(condition, Operation.LOCK_RELEASE_ANY).status()).isEqualTo(Status.NOT_LOCKED);
        acquire(one);
        assertThat(two.call(condition, Operation.LOCK_RELEASE_ANY).status()).isEqualTo(Status.NOT_OWNER);
        assertThat(one.call(condition, Operation.LOCK_RELEASE_ANY).status()).isEqualTo(Status.OK);
    }

    @Test
    void fencingTokenGrowsWithEveryChangeOfHandsAndBeginsWithTheEpoch() {
        long first = token(acquire(one));
        assertThat(first >>> 32).isEqualTo(5);
        release(one);
        long second = token(acquire(two));
        assertThat(second).isGreaterThan(first);
        release(two);
        assertThat(token(acquire(one))).isGreaterThan(second);
    }

    @Test
    void fencingTokenOfALockMadeAgainGoesOnFromTheOldOne() {
        for (int i = 0; i < 9; i++) {
            acquire(one);
            release(one);
        }
        long last = token(acquire(one));
        one.call(ObjectId.DIRECTORY, Operation.DELETE, "c");
        one.call(ObjectId.DIRECTORY, Operation.RELEASE, condition.value(), 1);
        ObjectId again = one.create("condition", "c");
        assertThat(token(two.call(again, Operation.LOCK_ACQUIRE, -1))).isGreaterThan(last);
    }

    @Test
    void holdIsReleasedByAnyThreadOfItsSessionOnce() {
        long token = token(acquire(one));
        assertThat(two.call(condition, Operation.LOCK_RELEASE_HOLD, token).truth())
                .isFalse();
        assertThat(one.callAs(2, condition, Operation.LOCK_RELEASE_HOLD, token).truth())
                .isTrue();
        assertThat(one.call(condition, Operation.LOCK_RELEASE_HOLD, token).truth())
                .isFalse();
    }

    @Test
    void holdStaysValidAcrossAWait() {
        long token = token(acquire(one));
        Pending await = await(one);
        acquire(two);
        signal(two, 1);
        release(two);
        assertThat(await.truth()).isTrue();
        assertThat(one.call(condition, Operation.LOCK_RELEASE_HOLD, token).truth())
                .isTrue();
        assertThat(one.call(condition, Operation.LOCK_IS_LOCKED).truth()).isFalse();
    }

    @Test
    void deadHoldersLockPassesOnAndSaysSo() {
        acquire(one);
        Pending second = acquire(two);
        one.die();
        assertThat(abandoned(second)).isTrue();
        assertThat(rig.events).contains(new Event.Abandoned(condition, "condition", one.id, 1));
        release(two);
        assertThat(abandoned(acquire(three))).isFalse();
    }

    @Test
    void deadThreadsLockPassesOnWhileItsSessionLives() {
        acquire(one);
        Pending same = one.callAs(2, condition, Operation.LOCK_ACQUIRE, -1);
        one.endThread(1);
        assertThat(abandoned(same)).isTrue();
    }

    @Test
    void waitingThreadThatDiesIsAnsweredAndTakesNothing() {
        acquire(one);
        Pending dead = two.callAs(2, condition, Operation.LOCK_ACQUIRE, -1);
        two.endThread(2);
        assertThat(dead.status()).isEqualTo(Status.CANCELLED);
        release(one);
        assertThat(one.call(condition, Operation.LOCK_IS_LOCKED).truth()).isFalse();
    }

    @Test
    void awaitGivesAllLevelsUpAndOwnsThemAgain() {
        acquire(one);
        acquire(one);
        Pending await = await(one);
        acquire(two);
        signal(two, 1);
        assertThat(await.isAnswered()).isFalse();
        release(two);
        assertThat(await.truth()).isTrue();
        release(one);
        assertThat(one.call(condition, Operation.LOCK_IS_HELD).truth()).isTrue();
        release(one);
        assertThat(one.call(condition, Operation.LOCK_IS_HELD).truth()).isFalse();
    }

    @Test
    void signalWakesThoseThatWaitLongest() {
        List<Pending> waits = awaiting(one, two);
        acquire(three);
        signal(three, 1);
        release(three);
        assertThat(waits.get(0).truth()).isTrue();
        assertThat(waits.get(1).isAnswered()).isFalse();
        one.call(condition, Operation.CONDITION_SIGNAL_ALL);
        release(one);
        assertThat(waits.get(1).truth()).isTrue();
    }

    @Test
    void awaitThatTimesOutOwnsTheLockAgain() {
        acquire(one);
        Pending await = one.call(condition, Operation.CONDITION_AWAIT, 50);
        acquire(two);
        rig.pass(60);
        assertThat(await.isAnswered()).isFalse();
        release(two);
        assertThat(await.truth()).isFalse();
        assertThat(one.call(condition, Operation.LOCK_IS_HELD).truth()).isTrue();
    }

    @Test
    void cancelledAwaitOwnsTheLockAgain() {
        acquire(one);
        Pending await = await(one);
        acquire(two);
        one.cancel(await);
        assertThat(await.isAnswered()).isFalse();
        release(two);
        assertThat(await.status()).isEqualTo(Status.CANCELLED);
        assertThat(one.call(condition, Operation.LOCK_IS_HELD).truth()).isTrue();
    }

    @Test
    void signalWinsOverALaterCancel() {
        acquire(one);
        Pending await = await(one);
        acquire(two);
        signal(two, 1);
        one.cancel(await);
        release(two);
        assertThat(await.truth()).isTrue();
    }

    @Test
    void signalPassesOnWhenItsReceiverDiesBeforeItOwnsTheLock() {
        List<Pending> waits = awaiting(one, two);
        acquire(three);
        signal(three, 1);
        one.end();
        release(three);
        assertThat(waits.get(1).truth()).isTrue();
    }

    @Test
    void signalPassesOnWhenItsReceiverDiesBeforeItGaveTheLockUp() {
        List<Pending> waits = awaiting(one, two);
        acquire(three);
        signal(three, 1);
        release(three);
        assertThat(waits.get(0).truth()).isTrue();
        one.end();
        assertThat(waits.get(1).truth()).isTrue();
    }

    @Test
    void signalPrefersTheConnectedAndIsNotLostOnTheSuspended() {
        List<Pending> waits = awaiting(one, two);
        one.suspend();
        acquire(three);
        signal(three, 1);
        release(three);
        assertThat(waits.get(1).truth()).isTrue();
        release(two);
        acquire(three);
        signal(three, 1);
        release(three);
        assertThat(waits.get(0).isAnswered()).isFalse();
        one.resume();
        assertThat(waits.get(0).truth()).isTrue();
    }

    @Test
    void acquireThatNobodyWaitsForIsReleased() {
        Pending acquire = acquire(one);
        Pending second = acquire(two);
        one.giveBack(acquire);
        assertThat(second.isAnswered()).isTrue();
    }

    @Test
    void newConditionSharesTheLockAndHasWaitersOfItsOwn() {
        Value reference = one.call(condition, Operation.LOCK_NEW_CONDITION).value();
        ObjectId other = reference.references().get(0);
        acquire(two);
        assertThat(three.call(other, Operation.LOCK_ACQUIRE, 0).status()).isEqualTo(Status.TIMED_OUT);
        Pending await = two.call(other, Operation.CONDITION_AWAIT, -1);
        acquire(three);
        signal(three, 5);
        release(three);
        assertThat(await.isAnswered()).isFalse();
        rig.restore();
        acquire(three);
        three.call(other, Operation.CONDITION_SIGNAL, 1);
        release(three);
        assertThat(await.truth()).isTrue();
        assertThat(one.call(other, Operation.OBJECT_DESCRIBE).value().toString())
                .isEqualTo("[0, held by thread 1 of session 00000002, 1 deep]");
    }

    @Test
    void conditionKeepsTheLockThatItShares() {
        ObjectId other = one.call(condition, Operation.LOCK_NEW_CONDITION)
                .value()
                .references()
                .get(0);
        one.call(ObjectId.DIRECTORY, Operation.DELETE, "c");
        one.call(ObjectId.DIRECTORY, Operation.RELEASE, condition.value(), 1);
        assertThat(rig.listed(condition)).isNotNull();
        acquire(one).value();
        assertThat(one.call(other, Operation.LOCK_IS_HELD).truth()).isTrue();
        one.call(other, Operation.CONDITION_AWAIT, 50);
        rig.pass(50);
        assertThat(one.call(other, Operation.LOCK_IS_HELD).truth()).isTrue();
        rig.restore();
        one.call(ObjectId.DIRECTORY, Operation.RELEASE, other.value(), 1);
        assertThat(rig.listed(other)).isNull();
        assertThat(rig.listed(condition)).isNull();
        assertThat(acquire(one).status()).isEqualTo(Status.NO_SUCH_OBJECT);
    }

    @Test
    void waitInAFreedObjectIsAnswered() {
        ObjectId lone = one.create("condition", null);
        one.call(lone, Operation.LOCK_ACQUIRE, -1);
        Pending await = one.call(lone, Operation.CONDITION_AWAIT, -1);
        one.call(ObjectId.DIRECTORY, Operation.RELEASE, lone.value(), 1);
        assertThat(await.status()).isEqualTo(Status.NO_SUCH_OBJECT);
    }
}
