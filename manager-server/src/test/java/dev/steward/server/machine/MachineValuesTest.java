package dev.steward.server.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.protocol.value.EncodedValue;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MachineValuesTest {

    private final Incarnation incarnation = Incarnation.ofEpoch(new UUID(7, 7), 3);
    private final MachineValues values = new MachineValues(incarnation, () -> List.of("127.0.0.1:8080"));

    @Test
    void onlyTokensOfThisStartOfThisServerAreReferences() {
        ObjectToken earlier = new ObjectToken(incarnation.serverId(), 2, "list", new ObjectId(5), List.of());
        ObjectToken other = new ObjectToken(new UUID(8, 8), 3, "list", new ObjectId(6), List.of());
        assertThat(values.stored(EncodedValue.of(earlier)).references()).isEmpty();
        assertThat(values.stored(EncodedValue.of(other)).references()).isEmpty();
        Value own = values.reference("list", new ObjectId(7));
        assertThat(values.stored(values.encoded(own)).references()).containsExactly(new ObjectId(7));
    }

    /** So that whoever asks for the bytes of an argument need not think of how long it is. */
    @Test
    void whatCameOverTheWireIsNotWrittenAnew() {
        EncodedValue arrived = EncodedValue.listOf(Collections.nCopies(1_000, EncodedValue.of(1)));
        assertThat(values.encoded(values.stored(arrived))).isSameAs(arrived);
    }

    @Test
    void listThatWasPutTogetherIsEncodedWithItsReferences() {
        Value list = values.listOf(List.of(values.of(1), values.reference("list", new ObjectId(7)), values.of("x")));
        assertThat(values.kindOf(list)).isEqualTo(Values.Kind.LIST);
        assertThat(list.references()).containsExactly(new ObjectId(7));
        Value encoded = values.stored(values.encoded(list));
        assertThat(values.asList(encoded)).isEqualTo(values.asList(list));
        assertThat(encoded.references()).containsExactly(new ObjectId(7));
    }

    /** Who counted a kept answer before a snapshot may drop it behind one, or the other way round. */
    @Test
    void listHasTheSameSizeBeforeAndAfterItIsEncoded() {
        for (int count : List.of(0, 1, 127, 128, 300)) {
            Value list = values.listOf(Collections.nCopies(count, values.of("x")));
            Value nested = values.listOf(List.of(list, values.of(true)));
            assertThat(list.size()).isEqualTo(values.encoded(list).size());
            assertThat(nested.size()).isEqualTo(values.encoded(nested).size());
        }
    }

    /** Whoever drops a long answer asks for its size again, on an event loop. */
    @Test
    void listCountsItsBytesOnce() {
        AtomicInteger asked = new AtomicInteger();
        Value element = new Value() {
            @Override
            public int size() {
                asked.incrementAndGet();
                return 3;
            }

            @Override
            public List<ObjectId> references() {
                return List.of();
            }
        };
        Value list = values.listOf(List.of(element, element), List.of());
        assertThat(list.size()).isEqualTo(8);
        assertThat(list.size()).isEqualTo(8);
        assertThat(asked).hasValue(2);
        assertThat(values.listOf(List.of(), List.of()).size()).isEqualTo(2);
    }

    @Test
    void wrongKindIsRefusedWithWhatCame() {
        assertThatThrownBy(() -> values.asLong(values.of("seven")))
                .isInstanceOf(OperationRefusal.class)
                .hasMessageContaining("whole number")
                .hasMessageContaining("seven");
    }

    @Test
    void snapshotGivesTheSameValueBack() {
        Value written = values.listOf(List.of(values.nil(), values.of(true), values.of(-5), values.of("text")));
        byte[] bytes = StateWriter.toBytes(values, writer -> values.write(writer, written));
        Value read = values.read(new StateReader(values, bytes));
        assertThat(values.asList(read)).isEqualTo(values.asList(written));
    }
}
