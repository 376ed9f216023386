package dev.steward.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogicalThreadTest {

    private static final ObjectId LOCK = new ObjectId(8);

    private final LogicalThread thread = new LogicalThread(1, Thread.currentThread(), 1 << 20);

    private PendingCall begun(ObjectId target, Operation operation) {
        Request request = new Request(
                target,
                operation.code(),
                operation.manner(),
                List.of(EncodedValue.of(-1L)),
                null,
                Long.MAX_VALUE,
                operation::toString);
        return thread.begin(request, Long.MAX_VALUE, null, null);
    }

    @Test
    void whatWasLeftIsKnownUntilItIsReceivedOrUndone() {
        PendingCall acquire = begun(LOCK, Operation.LOCK_ACQUIRE);
        assertThat(thread.hasLeft(LOCK, Operation.LOCK_ACQUIRE))
                .as("it waits for it")
                .isFalse();
        thread.left(acquire);
        assertThat(thread.hasLeft(LOCK, Operation.LOCK_ACQUIRE)).isTrue();
        assertThat(thread.hasLeft(new ObjectId(9), Operation.LOCK_ACQUIRE)).isFalse();
        assertThat(thread.hasLeft(LOCK, Operation.SEMAPHORE_ACQUIRE)).isFalse();
        assertThat(thread.take(acquire.number())).isSameAs(acquire);
        assertThat(thread.hasLeft(LOCK, Operation.LOCK_ACQUIRE))
                .as("answered, and not undone")
                .isTrue();
        assertThat(thread.received(acquire.number(), false)).isFalse();
        assertThat(thread.hasLeft(LOCK, Operation.LOCK_ACQUIRE)).isFalse();
    }

    @Test
    void whatIsLeftTooLateOrTakesNothingIsNot() {
        PendingCall early = begun(LOCK, Operation.LOCK_ACQUIRE);
        PendingCall undone = begun(LOCK, Operation.LOCK_ACQUIRE);
        assertThat(thread.received(undone.number(), false)).isFalse();
        thread.left(undone);
        assertThat(thread.hasLeft(LOCK, Operation.LOCK_ACQUIRE)).isFalse();
        assertThat(thread.received(early.number(), false)).isFalse();
        thread.left(early);
        thread.left(begun(LOCK, Operation.LOCK_IS_LOCKED));
        assertThat(thread.hasLeft(LOCK, Operation.LOCK_ACQUIRE)).isFalse();
        assertThat(thread.hasLeft(LOCK, Operation.LOCK_IS_LOCKED)).isFalse();
    }
}
