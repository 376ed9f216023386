package dev.steward.objects.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.MachineRig;
import dev.steward.objects.MachineRig.Client;
import dev.steward.objects.MachineRig.Pending;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class SemaphoreTest {

    private final MachineRig rig = new MachineRig();
    private final Client one = rig.open();
    private final Client two = rig.open();
    private final Client three = rig.open();
    private final ObjectId semaphore = one.create("semaphore", "s", 3);
    private final ObjectId bounded = one.create("boundedSemaphore", "b", 2);
    private final ObjectId signals = one.create("semaphore", "signals", 0, "CONSUMED");

    private static Pending acquire(Client client, ObjectId semaphore, long permits) {
        return client.call(semaphore, Operation.SEMAPHORE_ACQUIRE, permits, -1);
    }

    private static Pending release(Client client, ObjectId semaphore, long permits) {
        return client.call(semaphore, Operation.SEMAPHORE_RELEASE, permits);
    }

    private long free(ObjectId semaphore) {
        return three.call(semaphore, Operation.SEMAPHORE_AVAILABLE).number();
    }

    @Test
    void permitsAreAcquiredUntilNoneIsFree() {
        assertThat(acquire(one, semaphore, 2).number()).isEqualTo(2);
        assertThat(acquire(two, semaphore, 1).number()).isEqualTo(1);
        assertThat(two.call(semaphore, Operation.SEMAPHORE_ACQUIRE, 1, 0).status())
                .isEqualTo(Status.TIMED_OUT);
        Pending waits = acquire(two, semaphore, 1);
        release(one, semaphore, 1).value();
        assertThat(waits.isAnswered()).isTrue();
        assertThat(free(semaphore)).isZero();
    }

    @Test
    void whoWaitsForManyIsNotOvertaken() {
        acquire(one, semaphore, 2).value();
        Pending many = acquire(two, semaphore, 2);
        assertThat(three.call(semaphore, Operation.SEMAPHORE_ACQUIRE, 1, 0).status())
                .isEqualTo(Status.TIMED_OUT);
        Pending few = acquire(three, semaphore, 1);
        release(one, semaphore, 1).value();
        assertThat(many.isAnswered()).isTrue();
        assertThat(few.isAnswered()).isFalse();
        two.cancel(many);
        release(two, semaphore, 2).value();
        assertThat(few.isAnswered()).isTrue();
    }

    @Test
    void permitsOfADeadSessionReturn() {
        acquire(one, semaphore, 2).value();
        Pending waits = acquire(two, semaphore, 3);
        rig.restore();
        one.end();
        assertThat(waits.number()).isEqualTo(3);
    }

    @Test
    void permitsBelongToTheSessionAndNotToTheThread() {
        acquire(one, semaphore, 2).value();
        Pending dead = one.callAs(2, semaphore, Operation.SEMAPHORE_ACQUIRE, 2, -1);
        one.endThread(2);
        assertThat(dead.status()).isEqualTo(Status.CANCELLED);
        one.endThread(1);
        assertThat(free(semaphore)).isEqualTo(1);
        one.callAs(3, semaphore, Operation.SEMAPHORE_RELEASE, 2).value();
        one.end();
        assertThat(free(semaphore)).isEqualTo(3);
    }

    @Test
    void foreignReleaseDebitsWhoHasPermitsLongest() {
        acquire(one, semaphore, 1).value();
        acquire(two, semaphore, 2).value();
        release(three, semaphore, 2).value();
        assertThat(free(semaphore)).isEqualTo(2);
        one.end();
        assertThat(free(semaphore)).isEqualTo(2);
        two.end();
        assertThat(free(semaphore)).isEqualTo(3);
    }

    @Test
    void releaseBeginsWithOnesOwn() {
        acquire(one, semaphore, 1).value();
        acquire(two, semaphore, 1).value();
        release(two, semaphore, 1).value();
        two.end();
        assertThat(free(semaphore)).isEqualTo(2);
        one.end();
        assertThat(free(semaphore)).isEqualTo(3);
    }

    @Test
    void releaseOfWhatNobodyHasMakesPermitsUnlessTheyAreBounded() {
        release(one, semaphore, 4).value();
        assertThat(free(semaphore)).isEqualTo(7);
        assertThat(release(one, bounded, 1).status()).isEqualTo(Status.TOO_MANY);
        acquire(one, bounded, 1).value();
        assertThat(release(two, bounded, 2).status()).isEqualTo(Status.TOO_MANY);
        assertThat(free(bounded)).isEqualTo(1);
        release(two, bounded, 1).value();
        assertThat(release(one, bounded, 1).status()).isEqualTo(Status.TOO_MANY);
        one.end();
        assertThat(free(bounded)).isEqualTo(2);
    }

    @Test
    void moreThanAnIntOfPermitsIsRefused() {
        assertThat(release(one, semaphore, Integer.MAX_VALUE).status()).isEqualTo(Status.TOO_MANY);
        assertThat(release(one, semaphore, Long.MAX_VALUE).status()).isEqualTo(Status.TOO_MANY);
        assertThat(release(one, semaphore, -1).status()).isEqualTo(Status.BAD_ARGUMENT);
        assertThat(free(semaphore)).isEqualTo(3);
        release(one, semaphore, Integer.MAX_VALUE - 3).value();
        assertThat(free(semaphore)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void acquiringWhatCanNeverBeFreeIsRefused() {
        assertThat(acquire(one, bounded, 3).status()).isEqualTo(Status.BAD_ARGUMENT);
        assertThat(acquire(one, bounded, -1).status()).isEqualTo(Status.BAD_ARGUMENT);
        assertThat(acquire(one, semaphore, 1L << 31).status()).isEqualTo(Status.BAD_ARGUMENT);
        assertThat(acquire(one, bounded, 0).number()).isZero();
        assertThat(acquire(one, bounded, 2).number()).isEqualTo(2);
    }

    @Test
    void signalThatWasReceivedIsUsedUp() {
        release(one, signals, 2).value();
        acquire(two, signals, 1).value();
        two.acknowledge(1);
        rig.restore();
        two.end();
        assertThat(free(signals)).isEqualTo(1);
    }

    @Test
    void signalThatItsReceiverNeverHeardOfReturns() {
        Pending waits = acquire(two, signals, 1);
        release(one, signals, 1).value();
        assertThat(waits.answer().underAcknowledgement()).isTrue();
        two.suspend();
        rig.restore();
        rig.pass(4 * MachineRig.SECOND);
        assertThat(free(signals)).isEqualTo(1);
    }

    @Test
    void waitEndsInTimeOrByCancel() {
        acquire(one, semaphore, 3).value();
        Pending timed = two.call(semaphore, Operation.SEMAPHORE_ACQUIRE, 1, 50);
        Pending cancelled = acquire(three, semaphore, 1);
        rig.restore();
        rig.pass(60);
        assertThat(timed.status()).isEqualTo(Status.TIMED_OUT);
        three.cancel(cancelled);
        assertThat(cancelled.status()).isEqualTo(Status.CANCELLED);
        release(one, semaphore, 3).value();
        assertThat(free(semaphore)).isEqualTo(3);
    }

    @Test
    void permitsThatNobodyWaitsForAreGivenBack() {
        Pending unwanted = acquire(one, semaphore, 2);
        one.giveBack(unwanted);
        assertThat(free(semaphore)).isEqualTo(3);
        release(one, signals, 1).value();
        Pending signal = acquire(two, signals, 1);
        two.giveBack(signal);
        assertThat(free(signals)).isEqualTo(1);
    }

    @Test
    void permitsOfTheSuspendedStayAndTheirWaitsAreSkipped() {
        acquire(one, semaphore, 3).value();
        Pending first = acquire(two, semaphore, 1);
        Pending second = acquire(three, semaphore, 1);
        two.suspend();
        release(one, semaphore, 1).value();
        assertThat(first.isAnswered()).isFalse();
        assertThat(second.isAnswered()).isTrue();
        two.resume();
        release(one, semaphore, 1).value();
        assertThat(first.isAnswered()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "semaphore | s | 4 | the name s belongs to a semaphore with permits: 3, RETURN_ON_DEATH, not with permits: 4",
                "boundedSemaphore | b | 3 | the name b belongs to a boundedSemaphore with permits: 2, not with permits: 3",
                "semaphore | new | -1 | semaphore: create takes 0 to 2147483647 permits, not -1",
                "boundedSemaphore | new | -1 | boundedSemaphore: create takes 0 to 2147483647 permits, not -1",
            })
    void otherPermitsThanTheNamedOneHasAndAbsurdOnesAreRefused(String typeId, String name, long permits, String why) {
        Pending refused = two.call(ObjectId.DIRECTORY, Operation.CREATE, typeId, name, rig.values.longs(permits));
        assertThat(refused.answer().isOk()).isFalse();
        assertThat(rig.values.asText(refused.answer().value())).isEqualTo(why);
        assertThat(two.call(ObjectId.DIRECTORY, Operation.COUNT).number()).isEqualTo(3);
    }

    @Test
    void policyThatIsLeftOutAcceptsAny() {
        assertThat(two.create("semaphore", "signals", 0)).isEqualTo(signals);
        assertThat(two.create("semaphore", "s", 3, "RETURN_ON_DEATH")).isEqualTo(semaphore);
        assertThat(two.call(
                                ObjectId.DIRECTORY,
                                Operation.CREATE,
                                "semaphore",
                                "s",
                                rig.values.list(rig.values.of(3), rig.values.of("CONSUMED")))
                        .status())
                .isEqualTo(Status.NAME_CONFLICT);
    }

    @Test
    void policyThatDoesNotExistIsRefused() {
        Pending refused = two.call(
                ObjectId.DIRECTORY,
                Operation.CREATE,
                "semaphore",
                "new",
                rig.values.list(rig.values.of(1), rig.values.of("FORGET")));
        assertThat(rig.values.asText(refused.answer().value())).contains("[RETURN_ON_DEATH, CONSUMED], not FORGET");
    }

    @Test
    void descriptionCountsWhatIsFreeAndAcquired() {
        acquire(one, semaphore, 2).value();
        acquire(two, semaphore, 2);
        assertThat(three.call(semaphore, Operation.OBJECT_DESCRIBE).value().toString())
                .isEqualTo("[1, 1 permit free, 2 acquired]");
    }
}
