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

@Timeout(30)
class EventTest {

    private final MachineRig rig = new MachineRig();
    private final Client one = rig.open();
    private final Client two = rig.open();
    private final ObjectId event = one.create("event", "e");

    private Pending await(Client client, long timeout) {
        return client.call(event, Operation.EVENT_AWAIT, timeout);
    }

    private void set() {
        one.call(event, Operation.EVENT_SET).value();
    }

    private void clear() {
        one.call(event, Operation.EVENT_CLEAR).value();
    }

    @Test
    void allThatWaitAreAnsweredWhenItIsSetAndAllThatComeWhileItIs() {
        Pending first = await(one, -1);
        Pending second = await(two, 100);
        rig.restore();
        set();
        assertThat(first.truth()).isTrue();
        assertThat(second.truth()).isTrue();
        assertThat(await(two, 0).truth()).isTrue();
        assertThat(two.call(event, Operation.EVENT_IS_SET).truth()).isTrue();
    }

    @Test
    void outcomeIsFixedWhenItIsSetAlsoForTheSuspended() {
        Pending waits = await(two, -1);
        two.suspend();
        set();
        clear();
        two.resume();
        assertThat(waits.truth()).isTrue();
        assertThat(await(two, -1).isAnswered()).isFalse();
    }

    @Test
    void clearedEventIsWaitedForAgain() {
        set();
        set();
        clear();
        clear();
        rig.restore();
        assertThat(await(two, 0).truth()).isFalse();
        assertThat(two.call(event, Operation.EVENT_IS_SET).truth()).isFalse();
    }

    @Test
    void waitEndsInTimeOrByCancelOrWithItsThreadOrSession() {
        Pending timed = await(one, 50);
        Pending cancelled = await(one, -1);
        Pending ofThread = one.callAs(2, event, Operation.EVENT_AWAIT, -1);
        Pending ofSession = await(two, -1);
        rig.pass(60);
        assertThat(timed.truth()).isFalse();
        one.cancel(cancelled);
        assertThat(cancelled.status()).isEqualTo(Status.CANCELLED);
        one.endThread(2);
        assertThat(ofThread.status()).isEqualTo(Status.CANCELLED);
        two.end();
        assertThat(one.call(event, Operation.OBJECT_DESCRIBE).value().toString())
                .isEqualTo("[0, not set]");
        set();
        assertThat(ofSession.isAnswered()).isFalse();
        assertThat(one.call(event, Operation.OBJECT_DESCRIBE).value().toString())
                .isEqualTo("[0, set]");
    }

    @Test
    void cancelAfterItWasSetChangesNothing() {
        Pending waits = await(two, -1);
        set();
        two.cancel(waits);
        two.giveBack(waits);
        assertThat(waits.truth()).isTrue();
        assertThat(two.call(event, Operation.EVENT_IS_SET).truth()).isTrue();
    }

    @Test
    void itsTypeTakesNoArguments() {
        assertThat(one.call(ObjectId.DIRECTORY, Operation.CREATE, "event", "x", rig.values.longs(1))
                        .status())
                .isEqualTo(Status.BAD_ARGUMENT);
        assertThat(one.call(event, Operation.SEMAPHORE_AVAILABLE).status()).isEqualTo(Status.NO_SUCH_OPERATION);
    }
}
