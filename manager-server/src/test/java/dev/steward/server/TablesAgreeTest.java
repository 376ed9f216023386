package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.objects.Operation;
import dev.steward.objects.Status;
import dev.steward.objects.Values;
import dev.steward.protocol.message.OperationCode;
import dev.steward.protocol.message.StatusCode;
import dev.steward.protocol.value.EncodedValue;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The wire and the machine do not know each other, so that their tables agree is held here. */
class TablesAgreeTest {

    @Test
    void operationsOfTheMachineHaveTheNumbersAndMannersOfTheWire() {
        Stream<String> wire = Arrays.stream(OperationCode.values())
                .filter(operation -> operation.code() < 0x0080 || operation.code() >= 0x00F0)
                .map(operation -> operation.name() + " " + operation.code() + " " + operation.manner());
        assertThat(Arrays.stream(Operation.values())
                        .map(operation -> operation.name() + " " + operation.code() + " " + operation.manner()))
                .containsExactlyElementsOf(wire.toList());
    }

    @Test
    void methodsOfUsersObjectsBeginAtTheSameNumber() {
        assertThat(Operation.FIRST_USER_METHOD).isEqualTo(OperationCode.FIRST_USER_METHOD);
    }

    @Test
    void statusesHaveTheSameNumbers() {
        assertThat(Arrays.stream(Status.values()).map(status -> status.name() + " " + status.code()))
                .containsExactlyElementsOf(Arrays.stream(StatusCode.values())
                        .map(status -> status.name() + " " + status.code())
                        .toList());
    }

    @Test
    void valuesThatDoNotCompareSaySoTheSameWay() {
        assertThat(Values.NOT_COMPARABLE).isEqualTo(EncodedValue.NOT_COMPARABLE);
    }
}
