package dev.steward.objects.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.Event;
import dev.steward.objects.FromBackup;
import dev.steward.objects.GroupId;
import dev.steward.objects.MachineRig;
import dev.steward.objects.MachineRig.Client;
import dev.steward.objects.MachineRig.Pending;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.Restarted;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine goes on from a backup: it keeps what there is and none of those who used it. */
@Timeout(10)
class FromBackupTest {

    private static final long EPOCH = 1_000;

    private final MachineRig rig = new MachineRig();
    private final Client one = rig.open();
    private final Client two = rig.open();

    private Client goOn() {
        rig.restore();
        rig.machine().submit(GroupId.DIRECTORY, new Restarted(rig.machine().now(), ObjectLimits.DEFAULT));
        rig.machine().submit(GroupId.DIRECTORY, new FromBackup(rig.machine().now(), EPOCH));
        rig.restore();
        return rig.open();
    }

    private long token(Pending acquire) {
        return rig.values.asLong(rig.values.asList(acquire.value()).get(0));
    }

    private boolean abandoned(Pending acquire) {
        return rig.values.asBoolean(rig.values.asList(acquire.value()).get(1));
    }

    @Test
    void sessionsHaveEndedAndCannotResume() {
        two.suspend();
        Client three = goOn();
        assertThat(rig.events)
                .contains(
                        new Event.Ended(one.id, "the server went on from a backup"),
                        new Event.Ended(two.id, "the server went on from a backup"));
        two.resume();
        assertThat(rig.events).doesNotContain(new Event.Resumed(two.id));
        assertThat(one.call(ObjectId.DIRECTORY, Operation.COUNT).status()).isEqualTo(Status.SESSION_ENDED);
        assertThat(three.call(ObjectId.DIRECTORY, Operation.COUNT).number()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "rlock"})
    void locksAreFreeAndTheirTokensGreaterThanAnyOfTheEpochBefore(String typeId) {
        ObjectId held = one.create(typeId, "held");
        ObjectId free = one.create(typeId, "free");
        long last = token(one.call(held, Operation.LOCK_ACQUIRE, -1));
        Pending waiting = two.call(held, Operation.LOCK_ACQUIRE, -1);
        Client three = goOn();
        assertThat(waiting.isAnswered()).isFalse();
        for (ObjectId lock : List.of(held, free, three.create(typeId, "new"))) {
            Pending acquired = three.call(lock, Operation.LOCK_ACQUIRE, -1);
            assertThat(token(acquired)).isGreaterThan(last).isBetween(EPOCH << 32, (EPOCH + 1) << 32);
            assertThat(abandoned(acquired)).isEqualTo(lock.equals(held));
        }
    }

    @Test
    void whatOneSessionLeavesIsNotGivenToAnotherThatEndsWithIt() {
        ObjectId queue = one.create("queue", "queue", 0);
        one.call(queue, Operation.QUEUE_PUT, 7, -1);
        Pending received = one.call(queue, Operation.QUEUE_RECEIVE, -1);
        assertThat(received.isAnswered()).isTrue();
        Pending waiting = two.call(queue, Operation.QUEUE_RECEIVE, -1);
        Client three = goOn();
        assertThat(waiting.isAnswered()).isFalse();
        Pending again = three.call(queue, Operation.QUEUE_RECEIVE, -1);
        assertThat(again.answer().redelivered()).isTrue();
        assertThat(rig.values.asList(again.value()).get(2)).isEqualTo(rig.values.of(2));
    }

    @Test
    void newObjectsHaveNumbersThatTheOtherServerCannotHaveGiven() {
        ObjectId before = one.create("list", "list");
        Client three = goOn();
        assertThat(three.create("list", "list")).isEqualTo(before);
        assertThat(three.create("list", "another").value()).isEqualTo((EPOCH << 20) + 1);
    }
}
