package dev.steward.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.objects.Status;
import dev.steward.protocol.message.OperationCode;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.ValueCodec;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final AtomicBoolean heapFull = new AtomicBoolean();
    private final Admission admission = new Admission(new Permission(true), heapFull::get, 100, 1_000);

    private @Nullable Status status(boolean admin, OperationCode operation) {
        Denial denial = admission.check(admin, operation.code(), List.of());
        return denial == null ? null : denial.status();
    }

    @Test
    void fullHeapRefusesWhatStoresAndServesWhatFrees() {
        heapFull.set(true);
        assertThat(status(false, OperationCode.QUEUE_PUT)).isEqualTo(Status.OVERLOADED);
        assertThat(status(false, OperationCode.CREATE)).isEqualTo(Status.OVERLOADED);
        assertThat(status(false, OperationCode.QUEUE_TAKE)).isNull();
        assertThat(status(false, OperationCode.LIST_GET)).isNull();
        assertThat(status(false, OperationCode.LOCK_RELEASE)).isNull();
        assertThat(status(false, OperationCode.DICT_REMOVE)).isNull();
    }

    @Test
    void drainLetsOnlyGivingBackIn() {
        admission.drain();
        assertThat(status(false, OperationCode.QUEUE_TAKE)).isEqualTo(Status.DRAINING);
        assertThat(status(false, OperationCode.PING)).isEqualTo(Status.DRAINING);
        assertThat(status(false, OperationCode.LOCK_RELEASE)).isNull();
        assertThat(admission.check(false, OperationCode.FIRST_USER_METHOD, List.of()))
                .isNotNull();
    }

    @Test
    void administrationNeedsItsKeyOnceThereIsOne() {
        assertThat(status(false, OperationCode.SHUTDOWN)).isEqualTo(Status.FORBIDDEN);
        assertThat(status(true, OperationCode.SHUTDOWN)).isNull();
        assertThat(new Admission(new Permission(false), heapFull::get, 100, 1_000)
                        .check(false, OperationCode.SHUTDOWN.code(), List.of()))
                .isNull();
    }

    @Test
    void argumentThatIsTooLargeIsNamed() {
        Denial denial = admission.check(
                false,
                OperationCode.LIST_ADD.code(),
                List.of(EncodedValue.of("short"), EncodedValue.of("x".repeat(200))));
        assertThat(denial).isNotNull();
        assertThat(denial.status()).isEqualTo(Status.TOO_LARGE);
        assertThat(denial.sentence()).contains("argument 2", "100", "VALUE_BYTES");
    }

    @Test
    void argumentThatNestsTooDeepIsNamed() {
        Admission ofLargeValues = new Admission(new Permission(false), heapFull::get, 10_000, 20_000);
        EncodedValue deepest = EncodedValue.of(1);
        for (int level = deepest.depth(); level < ValueCodec.MAX_DEPTH; level++) {
            deepest = EncodedValue.listOf(List.of(deepest));
        }
        assertThat(ofLargeValues.check(false, OperationCode.LIST_ADD.code(), List.of(deepest)))
                .isNull();

        EncodedValue deeper = EncodedValue.listOf(List.of(deepest));
        Denial denial = ofLargeValues.check(false, OperationCode.LIST_ADD.code(), List.of(deeper));
        assertThat(denial).isNotNull();
        assertThat(denial.status()).isEqualTo(Status.VALUE_REFUSED);
        assertThat(denial.sentence()).contains("argument 1", "61", "60");
    }

    @Test
    void everyOperationThatStoresIsKnownAsSuch() {
        heapFull.set(true);
        for (OperationCode operation : OperationCode.values()) {
            if (operation.name().matches(".*_(ADD|PUT|SET|INSERT)(_.*)?")
                    // An event that is set is one flag, there already.
                    && operation != OperationCode.EVENT_SET
                    && operation.manner() != OperationCode.Manner.READS) {
                assertThat(status(true, operation)).as(operation.name()).isEqualTo(Status.OVERLOADED);
            }
        }
    }
}
