package dev.steward.objects.type;

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
class NamespaceAndValueTest {

    private final MachineRig rig = new MachineRig();
    private final Client client = rig.open();

    @Test
    void attributeThatIsNotSetIsNamed() {
        ObjectId namespace = client.create("namespace", null);
        Pending get = client.call(namespace, Operation.NAMESPACE_GET, "color");
        assertThat(get.status()).isEqualTo(Status.NO_SUCH_ATTRIBUTE);
        assertThat(get.answer().value().toString()).isEqualTo("namespace: there is no attribute color");
        assertThat(client.call(namespace, Operation.NAMESPACE_DELETE, "color").status())
                .isEqualTo(Status.NO_SUCH_ATTRIBUTE);
    }

    @Test
    void attributesAreSetReadAndDeleted() {
        ObjectId namespace = client.create("namespace", null);
        client.call(namespace, Operation.NAMESPACE_SET, "a", rig.values.nil());
        assertThat(client.call(namespace, Operation.NAMESPACE_GET, "a").value()).isEqualTo(rig.values.nil());
        client.call(
                namespace,
                Operation.NAMESPACE_UPDATE,
                rig.values.list(rig.values.of("b"), rig.values.of(2), rig.values.of("a"), rig.values.of(1)));
        assertThat(client.call(namespace, Operation.NAMESPACE_SNAPSHOT).value().toString())
                .isEqualTo("[a, 1, b, 2]");
        client.call(namespace, Operation.NAMESPACE_DELETE, "a");
        rig.restore();
        assertThat(client.call(namespace, Operation.NAMESPACE_CONTAINS, "a").truth())
                .isFalse();
        assertThat(client.call(namespace, Operation.NAMESPACE_GET, "b").number())
                .isEqualTo(2);
    }

    @Test
    void updateWithANameThatIsNoStringChangesNothing() {
        ObjectId namespace = client.create("namespace", null);
        Pending update = client.call(
                namespace,
                Operation.NAMESPACE_UPDATE,
                rig.values.list(rig.values.of("b"), rig.values.of(2), rig.values.of(3), rig.values.of(1)));
        assertThat(update.status()).isEqualTo(Status.BAD_ARGUMENT);
        assertThat(client.call(namespace, Operation.NAMESPACE_CONTAINS, "b").truth())
                .isFalse();
    }

    @Test
    void typedCellTakesOnlyWhatFits() {
        ObjectId cell = client.create("value", null, "code:b", 100);
        assertThat(client.call(cell, Operation.VALUE_SET, 128).status()).isEqualTo(Status.OUT_OF_RANGE);
        assertThat(client.call(cell, Operation.VALUE_GET_AND_ADD, 28).status()).isEqualTo(Status.OUT_OF_RANGE);
        assertThat(client.call(cell, Operation.VALUE_SET, "text").status()).isEqualTo(Status.WRONG_TYPE);
        assertThat(client.call(cell, Operation.VALUE_GET).number()).isEqualTo(100);
        assertThat(client.call(cell, Operation.VALUE_GET_AND_ADD, 27).number()).isEqualTo(100);
        assertThat(client.call(cell, Operation.VALUE_GET).number()).isEqualTo(127);
    }

    @Test
    void cellIsSetOnlyIfItIsAsExpected() {
        ObjectId cell = client.create("value", null, rig.values.nil(), 1);
        assertThat(client.call(cell, Operation.VALUE_COMPARE_AND_SET, 2, 3).truth())
                .isFalse();
        assertThat(client.call(cell, Operation.VALUE_COMPARE_AND_SET, 1, 3).truth())
                .isTrue();
        long stamp = client.call(cell, Operation.VALUE_GET_STAMPED).numbers().get(0);
        assertThat(client.call(cell, Operation.VALUE_SET_STAMPED, stamp, 3).truth())
                .isTrue();
        assertThat(client.call(cell, Operation.VALUE_SET_STAMPED, stamp, 4).truth())
                .isFalse();
        rig.restore();
        assertThat(client.call(cell, Operation.VALUE_GET).number()).isEqualTo(3);
    }
}
