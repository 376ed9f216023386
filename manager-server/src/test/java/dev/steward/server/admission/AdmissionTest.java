package dev.steward.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Right;
import dev.steward.vocabulary.Status;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdmissionTest {

    private final AtomicBoolean heapFull = new AtomicBoolean();
    private final Admission admission = new Admission(new Permission(true), bytes -> !heapFull.get(), 100, 1_000);

    private @Nullable Status status(boolean admin, Operation operation) {
        Denial denial = admission.check(admin, operation.code(), List.of(), 0);
        return denial == null ? null : denial.status();
    }

    @Test
    void fullHeapRefusesWhatStoresAndServesWhatFrees() {
        heapFull.set(true);
        assertThat(status(false, Operation.QUEUE_PUT)).isEqualTo(Status.OVERLOADED);
        assertThat(status(false, Operation.CREATE)).isEqualTo(Status.OVERLOADED);
        assertThat(status(false, Operation.QUEUE_TAKE)).isNull();
        assertThat(status(false, Operation.LIST_GET)).isNull();
        assertThat(status(false, Operation.LOCK_RELEASE)).isNull();
        assertThat(status(false, Operation.DICT_REMOVE)).isNull();
    }

    @Test
    void drainLetsOnlyGivingBackIn() {
        admission.drain();
        assertThat(status(false, Operation.QUEUE_TAKE)).isEqualTo(Status.DRAINING);
        assertThat(status(false, Operation.PING)).isEqualTo(Status.DRAINING);
        assertThat(status(false, Operation.LOCK_RELEASE)).isNull();
        assertThat(admission.check(false, Operation.FIRST_USER_METHOD, List.of(), 0))
                .isNotNull();
    }

    @Test
    void administrationNeedsItsKeyOnceThereIsOne() {
        assertThat(status(false, Operation.SHUTDOWN)).isEqualTo(Status.FORBIDDEN);
        assertThat(status(true, Operation.SHUTDOWN)).isNull();
        assertThat(new Admission(new Permission(false), bytes -> !heapFull.get(), 100, 1_000)
                        .check(false, Operation.SHUTDOWN.code(), List.of(), 0))
                .isNull();
    }

    @Test
    void argumentThatIsTooLargeIsNamed() {
        Denial denial = admission.check(
                false,
                Operation.LIST_ADD.code(),
                List.of(EncodedValue.of("short"), EncodedValue.of("x".repeat(200))),
                0);
        assertThat(denial).isNotNull();
        assertThat(denial.status()).isEqualTo(Status.TOO_LARGE);
        assertThat(denial.sentence()).contains("argument 2", "100", "VALUE_BYTES");
    }

    @Test
    void argumentsThatReferToVeryManyObjectsAreRefused() {
        Admission ofLargeValues =
                new Admission(new Permission(false), bytes -> !heapFull.get(), Integer.MAX_VALUE, Long.MAX_VALUE);
        EncodedValue reference =
                EncodedValue.of(new ObjectToken(new UUID(1, 2), 3, "event", new ObjectId(4), List.of()));
        EncodedValue half = EncodedValue.listOf(Collections.nCopies(25_000, reference));
        assertThat(ofLargeValues.check(false, Operation.LIST_ADD.code(), List.of(half, half), 0))
                .isNull();
        Denial denial = ofLargeValues.check(false, Operation.LIST_ADD.code(), List.of(half, half, reference), 0);
        assertThat(denial).isNotNull();
        assertThat(denial.status()).isEqualTo(Status.TOO_LARGE);
        assertThat(denial.sentence()).contains("50001 shared objects", "50000", "in parts");
    }

    @Test
    void argumentThatNestsTooDeepIsNamed() {
        Admission ofLargeValues = new Admission(new Permission(false), bytes -> !heapFull.get(), 10_000, 20_000);
        EncodedValue deepest = EncodedValue.of(1);
        for (int level = deepest.depth(); level < ValueCodec.MAX_DEPTH; level++) {
            deepest = EncodedValue.listOf(List.of(deepest));
        }
        assertThat(ofLargeValues.check(false, Operation.LIST_ADD.code(), List.of(deepest), 0))
                .isNull();

        EncodedValue deeper = EncodedValue.listOf(List.of(deepest));
        Denial denial = ofLargeValues.check(false, Operation.LIST_ADD.code(), List.of(deeper), 0);
        assertThat(denial).isNotNull();
        assertThat(denial.status()).isEqualTo(Status.VALUE_REFUSED);
        assertThat(denial.sentence()).contains("argument 1", "1001", "1000");
    }

    @ParameterizedTest
    @EnumSource
    void fullHeapRefusesEachOperationWhoseRowSaysThatItStores(Operation operation) {
        heapFull.set(true);
        assertThat(status(true, operation)).isEqualTo(operation.stores() ? Status.OVERLOADED : null);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheRowSaysOfTheKeyDecides(Operation operation) {
        assertThat(status(true, operation)).isNull();
        assertThat(status(false, operation)).isEqualTo(operation.right() == Right.ADMIN ? Status.FORBIDDEN : null);
    }
}
