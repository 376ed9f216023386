package dev.steward.objects.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.Event;
import dev.steward.objects.GroupId;
import dev.steward.objects.MachineRig;
import dev.steward.objects.MachineRig.Client;
import dev.steward.objects.MachineRig.Pending;
import dev.steward.vocabulary.Argument;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What plain and re-entrant locks do alike and otherwise; what a condition's own lock does is in {@link ConditionTest}. */
@Timeout(30)
class LockTest {

    private final MachineRig rig = new MachineRig();
    private final Client one = rig.open();
    private final Client two = rig.open();
    private final Client three = rig.open();
    private final ObjectId plain = one.create("lock", "plain");
    private final ObjectId reentrant = one.create("rlock", "reentrant");

    private static Pending acquire(Client client, ObjectId lock) {
        return client.call(lock, Operation.LOCK_ACQUIRE, -1);
    }

    private static Pending release(Client client, ObjectId lock) {
        return client.call(lock, Operation.LOCK_RELEASE);
    }

    private static boolean isLocked(Client client, ObjectId lock) {
        return client.call(lock, Operation.LOCK_IS_LOCKED).truth();
    }

    private static ObjectId newCondition(Client client, ObjectId lock) {
        return client.call(lock, Operation.LOCK_NEW_CONDITION)
                .value()
                .references()
                .get(0);
    }

    private long token(Pending acquire) {
        return rig.values.asLong(rig.values.asList(acquire.value()).get(0));
    }

    private boolean abandoned(Pending acquire) {
        return rig.values.asBoolean(rig.values.asList(acquire.value()).get(1));
    }

    private ObjectId lock(String typeId) {
        return typeId.equals("lock") ? plain : reentrant;
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "rlock"})
    void waitersAreServedInTheirOrderAndTokensGrow(String typeId) {
        ObjectId lock = lock(typeId);
        long first = token(acquire(one, lock));
        Pending second = acquire(two, lock);
        Pending third = acquire(three, lock);
        assertThat(two.callAs(2, lock, Operation.LOCK_ACQUIRE, 0).status()).isEqualTo(Status.TIMED_OUT);
        release(one, lock).value();
        assertThat(token(second)).isGreaterThan(first);
        assertThat(third.isAnswered()).isFalse();
        release(two, lock).value();
        assertThat(token(third)).isGreaterThan(token(second));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "rlock"})
    void lockOfADeadHolderPassesOnAndSaysSo(String typeId) {
        ObjectId lock = lock(typeId);
        acquire(one, lock);
        Pending waiting = acquire(two, lock);
        rig.restore();
        one.die();
        assertThat(abandoned(waiting)).isTrue();
        assertThat(rig.events).contains(new Event.Abandoned(lock, typeId, one.id, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "rlock"})
    void lockOfASessionThatIsClosedPassesOnAndNobodyIsSaidToHaveDied(String typeId) {
        ObjectId lock = lock(typeId);
        acquire(one, lock);
        Pending waiting = acquire(two, lock);
        one.end();
        assertThat(abandoned(waiting)).as("what it protects may be half done").isTrue();
        assertThat(rig.events).noneMatch(Event.Abandoned.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "rlock"})
    void processThatSaidThatItEndsDoesSoWithItsConnectionAndHasNotDied(String typeId) {
        ObjectId lock = lock(typeId);
        acquire(one, lock);
        Pending waiting = acquire(two, lock);
        one.leave();
        rig.restore();
        assertThat(isLocked(one, lock)).as("it goes on until then").isTrue();
        one.suspend();
        assertThat(abandoned(waiting)).isTrue();
        assertThat(rig.events)
                .contains(new Event.Ended(one.id, "its process has ended"))
                .noneMatch(Event.Abandoned.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "rlock"})
    void strangerCannotUnlockAndNothingChanges(String typeId) {
        ObjectId lock = lock(typeId);
        assertThat(release(two, lock).status()).isEqualTo(Status.NOT_OWNER);
        long token = token(acquire(one, lock));
        assertThat(release(two, lock).status()).isEqualTo(Status.NOT_OWNER);
        assertThat(two.call(lock, Operation.LOCK_IS_HELD).truth()).isFalse();
        assertThat(one.call(lock, Operation.LOCK_IS_HELD).truth()).isTrue();
        assertThat(one.call(lock, Operation.LOCK_RELEASE_HOLD, token).truth()).isTrue();
        assertThat(isLocked(one, lock)).isFalse();
        assertThat(one.call(lock, Operation.LOCK_RELEASE_ANY).status()).isEqualTo(Status.NOT_LOCKED);
    }

    @Test
    void plainLockTakenTwiceWaitsForItself() {
        acquire(one, plain);
        assertThat(one.call(plain, Operation.LOCK_ACQUIRE, 0).status()).isEqualTo(Status.TIMED_OUT);
        Pending again = acquire(one, plain);
        assertThat(again.isAnswered()).isFalse();
        two.call(plain, Operation.LOCK_RELEASE_ANY).value();
        assertThat(again.isAnswered()).isTrue();
        assertThat(abandoned(again)).isFalse();
    }

    @Test
    void threadThatWouldWaitForItselfIsToldAndNobodyElse() {
        one.call(plain, Operation.LOCK_ACQUIRE, Argument.FOR_EVER_UNLESS_OWN).value();
        Pending again = one.call(plain, Operation.LOCK_ACQUIRE, Argument.FOR_EVER_UNLESS_OWN);
        assertThat(again.status()).isEqualTo(Status.NOT_OWNER);
        assertThat(again.answer().value().toString()).contains("holds the lock already", "rlock()", "tryLock");
        assertThat(isLocked(two, plain)).isTrue();
        Pending sibling = one.callAs(2, plain, Operation.LOCK_ACQUIRE, Argument.FOR_EVER_UNLESS_OWN);
        Pending other = two.call(plain, Operation.LOCK_ACQUIRE, Argument.FOR_EVER_UNLESS_OWN);
        assertThat(sibling.isAnswered()).isFalse();
        release(one, plain).value();
        assertThat(sibling.isAnswered()).isTrue();
        assertThat(other.isAnswered()).isFalse();
        one.callAs(2, plain, Operation.LOCK_RELEASE).value();
        assertThat(other.isAnswered()).isTrue();
        two.call(plain, Operation.LOCK_RELEASE).value();
        acquire(one, plain);
        Pending behindAFuture = one.call(plain, Operation.LOCK_ACQUIRE, Argument.FOR_EVER_UNLESS_OWN);
        assertThat(behindAFuture.isAnswered()).isFalse();
        release(one, plain).value();
        assertThat(behindAFuture.isAnswered()).isTrue();
        assertThat(one.call(plain, Operation.LOCK_ACQUIRE, Argument.FOR_EVER_UNLESS_OWN)
                        .status())
                .as("a thread that waited has it")
                .isEqualTo(Status.NOT_OWNER);
        acquire(one, reentrant);
        assertThat(one.call(reentrant, Operation.LOCK_ACQUIRE, Argument.FOR_EVER_UNLESS_OWN)
                        .status())
                .isEqualTo(Status.OK);
    }

    @Test
    void plainLockIsOfTheSessionAndOutlivesItsThread() {
        acquire(one, plain);
        one.endThread(1);
        assertThat(isLocked(two, plain)).isTrue();
        assertThat(one.callAs(2, plain, Operation.LOCK_IS_HELD).truth()).isTrue();
        one.callAs(2, plain, Operation.LOCK_RELEASE).value();
        assertThat(isLocked(two, plain)).isFalse();
    }

    @Test
    void reentrantLockIsOfTheThreadAndEndsWithIt() {
        acquire(one, reentrant);
        acquire(one, reentrant);
        assertThat(one.callAs(2, reentrant, Operation.LOCK_RELEASE).status()).isEqualTo(Status.NOT_OWNER);
        assertThat(one.callAs(2, reentrant, Operation.LOCK_RELEASE_ANY).status())
                .isEqualTo(Status.NOT_OWNER);
        Pending waiting = acquire(two, reentrant);
        one.endThread(1);
        assertThat(abandoned(waiting)).isTrue();
    }

    @Test
    void threadThatDiesWaitingForAPlainLockIsAnsweredAndTakesNothing() {
        acquire(one, plain);
        Pending dead = one.callAs(2, plain, Operation.LOCK_ACQUIRE, -1);
        one.endThread(2);
        assertThat(dead.status()).isEqualTo(Status.CANCELLED);
        release(one, plain).value();
        assertThat(isLocked(two, plain)).isFalse();
    }

    @Test
    void holdOfAPlainLockThatOthersReleasedIsNoHoldAnyMore() {
        long token = token(acquire(one, plain));
        two.call(plain, Operation.LOCK_RELEASE_ANY).value();
        Pending second = one.callAs(2, plain, Operation.LOCK_ACQUIRE, -1);
        assertThat(one.call(plain, Operation.LOCK_RELEASE_HOLD, token).truth()).isFalse();
        assertThat(one.call(plain, Operation.LOCK_RELEASE_HOLD, token(second)).truth())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "rlock"})
    void conditionOfALockSharesItAndHasWaitersOfItsOwn(String typeId) {
        ObjectId lock = lock(typeId);
        ObjectId first = newCondition(one, lock);
        ObjectId second = newCondition(one, lock);
        acquire(one, lock);
        Pending waitsForFirst = one.call(first, Operation.CONDITION_AWAIT, -1);
        acquire(two, second);
        Pending waitsForSecond = two.call(second, Operation.CONDITION_AWAIT, -1);
        acquire(three, lock);
        rig.restore();
        three.call(second, Operation.CONDITION_SIGNAL_ALL).value();
        release(three, first).value();
        assertThat(waitsForSecond.truth()).isTrue();
        assertThat(waitsForFirst.isAnswered()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "rlock"})
    void conditionWithoutItsLockRefuses(String typeId) {
        ObjectId condition = newCondition(one, lock(typeId));
        acquire(two, lock(typeId));
        assertThat(one.call(condition, Operation.CONDITION_AWAIT, -1).status()).isEqualTo(Status.NOT_OWNER);
        assertThat(one.call(condition, Operation.CONDITION_SIGNAL, 1).status()).isEqualTo(Status.NOT_OWNER);
        assertThat(one.call(condition, Operation.CONDITION_SIGNAL_ALL).status()).isEqualTo(Status.NOT_OWNER);
    }

    @Test
    void signalPassesOnWhenItsReceiverDiesBeforeItOwnsThePlainLock() {
        ObjectId condition = newCondition(one, plain);
        two.call(ObjectId.DIRECTORY, Operation.ATTACH, condition.value()).value();
        acquire(one, plain);
        one.call(condition, Operation.CONDITION_AWAIT, -1);
        acquire(two, plain);
        Pending second = two.call(condition, Operation.CONDITION_AWAIT, -1);
        acquire(three, plain);
        three.call(condition, Operation.CONDITION_SIGNAL, 1).value();
        one.end();
        release(three, plain).value();
        assertThat(second.truth()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "rlock"})
    void signalPassesOnWhenItsReceiverDiesWithTheLockThatItGotByIt(String typeId) {
        ObjectId lock = typeId.equals("lock") ? plain : reentrant;
        ObjectId condition = newCondition(one, lock);
        two.call(ObjectId.DIRECTORY, Operation.ATTACH, condition.value()).value();
        acquire(one, lock);
        Pending first = one.call(condition, Operation.CONDITION_AWAIT, -1);
        acquire(two, lock);
        Pending second = two.call(condition, Operation.CONDITION_AWAIT, -1);
        acquire(three, lock);
        three.call(condition, Operation.CONDITION_SIGNAL, 1).value();
        release(three, lock).value();
        assertThat(first.truth()).isTrue();
        one.end();
        assertThat(second.truth()).isTrue();
    }

    @Test
    void lockThatWasTakenByAConditionThatIsNoMorePassesOnWhenItsHolderDies() {
        ObjectId first = newCondition(one, reentrant);
        one.callAs(2, first, Operation.LOCK_ACQUIRE, -1).value();
        one.call(ObjectId.DIRECTORY, Operation.RELEASE, first.value(), 1).value();
        assertThat(one.callAs(2, first, Operation.LOCK_RELEASE).status()).isEqualTo(Status.NO_SUCH_OBJECT);
        assertThat(one.call(first, Operation.OBJECT_DESCRIBE).status()).isEqualTo(Status.NO_SUCH_OBJECT);
        rig.restore();
        Pending waiting = acquire(two, reentrant);
        one.endThread(2);
        assertThat(abandoned(waiting)).isTrue();
        assertThat(rig.machine().has(GroupId.of(first))).isFalse();

        ObjectId second = newCondition(three, plain);
        three.call(second, Operation.LOCK_ACQUIRE, -1).value();
        three.call(ObjectId.DIRECTORY, Operation.RELEASE, second.value(), 1).value();
        three.end();
        assertThat(isLocked(two, plain)).isFalse();
        assertThat(rig.machine().has(GroupId.of(second))).isFalse();
    }

    @Test
    void lockItselfIsNoCondition() {
        acquire(one, plain);
        assertThat(one.call(plain, Operation.CONDITION_AWAIT, -1).status()).isEqualTo(Status.NO_SUCH_OPERATION);
        assertThat(one.call(plain, Operation.CONDITION_SIGNAL, 1).status()).isEqualTo(Status.NO_SUCH_OPERATION);
        assertThat(one.call(plain, Operation.LOCK_IS_HELD).truth()).isTrue();
    }

    @Test
    void nameOfAPlainLockIsNotThatOfAReentrantOne() {
        assertThat(two.call(ObjectId.DIRECTORY, Operation.CREATE, "rlock", "plain", rig.values.list())
                        .answer()
                        .value()
                        .toString())
                .contains("the name plain belongs to a lock, not to an rlock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "rlock"})
    void fencingTokenOfALockMadeAgainGoesOnFromTheOldOne(String typeId) {
        ObjectId lock = lock(typeId);
        long last = token(acquire(one, lock));
        one.call(ObjectId.DIRECTORY, Operation.DELETE, typeId.equals("lock") ? "plain" : "reentrant");
        one.call(ObjectId.DIRECTORY, Operation.RELEASE, lock.value(), 1);
        assertThat(rig.listed(lock)).isNull();
        assertThat(token(acquire(two, two.create(typeId, null)))).isGreaterThan(last);
    }

    @Test
    void descriptionSaysWhoseItIs() {
        acquire(one, plain);
        acquire(one, reentrant);
        assertThat(two.call(plain, Operation.OBJECT_DESCRIBE).value().toString())
                .isEqualTo("[0, held by session 00000001]");
        assertThat(two.call(reentrant, Operation.OBJECT_DESCRIBE).value().toString())
                .isEqualTo("[0, held by thread 1 of session 00000001, 1 deep]");
    }
}
