package dev.steward.objects.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.MachineRig;
import dev.steward.objects.MachineRig.Client;
import dev.steward.objects.MachineRig.Pending;
import dev.steward.objects.SessionInput;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who cannot open an element goes on behind it, and others get it. */
@Timeout(30)
class HandoutTest {

    private final MachineRig rig = new MachineRig();
    private final Client one = rig.open();
    private final Client two = rig.open();
    private final ObjectId list = one.create("list", null, rig.values.longs(1, 2, 3));
    private final ObjectId queue = one.create("queue", null);

    private void fill() {
        for (int element = 1; element <= 3; element++) {
            one.call(queue, Operation.QUEUE_PUT, element, 0);
        }
    }

    private static Pending take(Client client, ObjectId from) {
        return client.call(from, Operation.QUEUE_TAKE, 0);
    }

    private void cannotOpen(Client client, Pending taken) {
        client.send(new SessionInput.GiveBackRequest(
                rig.machine().now(), taken.id.thread(), taken.id.number(), false, true, 0));
        rig.restore();
    }

    @Test
    void whoCannotOpenAnElementGoesOnBehindItAndOthersGetIt() {
        fill();
        cannotOpen(one, take(one, queue));
        assertThat(take(one, queue).number()).isEqualTo(2);
        assertThat(take(two, queue).number()).isEqualTo(1);
        assertThat(take(one, queue).number()).isEqualTo(3);
    }

    @Test
    void whenNothingIsLeftBehindItItComesRound() {
        fill();
        cannotOpen(one, take(one, queue));
        assertThat(take(one, queue).number()).isEqualTo(2);
        assertThat(take(one, queue).number()).isEqualTo(3);
        assertThat(take(one, queue).number()).isEqualTo(1);
    }

    @Test
    void inAnIterationNothingComesRound() {
        ObjectId iterator =
                one.call(list, Operation.OBJECT_ITERATE).value().references().get(0);
        cannotOpen(one, take(one, iterator));
        assertThat(take(one, iterator).number()).isEqualTo(2);
        assertThat(take(one, iterator).number()).isEqualTo(3);
        assertThat(take(one, iterator).status()).isEqualTo(Status.SHUT_DOWN);
        assertThat(take(two, iterator).number()).isEqualTo(1);
    }

    @Test
    void whatComesBackBeforeItIsGotAllTheSame() {
        fill();
        Pending first = take(two, queue);
        cannotOpen(one, take(one, queue));
        two.giveBack(first);
        assertThat(take(one, queue).number()).isEqualTo(1);
    }
}
