package dev.steward.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.EffectHandler;
import dev.steward.objects.GroupId;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.Ranges;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.Value;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.server.machine.LocalCalls;
import dev.steward.server.machine.MachineValues;
import dev.steward.server.machine.MemoryAccount;
import dev.steward.server.machine.Relief;
import dev.steward.server.machine.ServerClock;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comes of an input for whose way into the log there is no memory. */
@Timeout(60)
class LogWithoutMemoryTest {

    private static final MachineValues VALUES = InputSamples.VALUES;
    private static final SessionId CLIENT = new SessionId(17, 4);
    private static final ObjectId LIST = new ObjectId(1);

    /** Throws once when it is told to. */
    private static final class ThrowingLog implements ReplicatedLog {

        private final MemoryLog kept = new MemoryLog();
        private @Nullable Applier machine;
        private boolean throwsNext;
        private boolean takesBefore;

        @Override
        public void start(long lastEntry, Applier applier) {
            machine = applier;
            kept.start(lastEntry, applier);
        }

        Applier machine() {
            Applier started = machine;
            if (started == null) {
                throw new IllegalStateException("the log was not started");
            }
            return started;
        }

        @Override
        public void submit(byte[] entry, Runnable applied) {
            boolean fails = throwsNext;
            throwsNext = false;
            if (!fails || takesBefore) {
                kept.submit(entry, applied);
            }
            if (fails) {
                throw new OutOfMemoryError("on purpose");
            }
        }

        @Override
        public @Nullable String refusal() {
            return kept.refusal();
        }

        @Override
        public void between(LongConsumer task) {
            kept.between(task);
        }
    }

    private final ThrowingLog log = new ThrowingLog();
    private final MemoryAccount account = new MemoryAccount();
    private final LogSequencer sequencer = new LogSequencer(
            log,
            ServerClock.ofThisProcess(),
            (task, nanos) -> {},
            VALUES,
            Relief.NOT_NEEDED,
            account,
            3,
            ObjectLimits.DEFAULT);

    LogWithoutMemoryTest() {
        sequencer.amongOthers(() -> "", () -> {});
        sequencer.connect(EffectHandler.NONE);
        sequencer.open(
                CLIENT,
                new SessionInput.OpenSession(sequencer.now(), Long.MAX_VALUE, Long.MAX_VALUE, SessionLimits.DEFAULT),
                () -> {});
        call(
                1,
                ObjectId.DIRECTORY,
                Operation.CREATE,
                VALUES.of(BuiltInType.LIST.typeId()),
                VALUES.nil(),
                VALUES.listOf(List.of()));
    }

    private void call(long number, ObjectId target, Operation operation, Value... arguments) {
        sequencer.submit(
                CLIENT,
                new SessionInput.Request(
                        sequencer.now(),
                        1,
                        number,
                        number,
                        Ranges.EMPTY,
                        target,
                        operation.code(),
                        List.of(arguments)));
    }

    @Test
    void whatWasAppliedAllTheSameIsCountedOnce() {
        Value large = VALUES.stored(EncodedValue.of(new byte[100_000]));
        long before = account.total();
        log.throwsNext = true;
        log.takesBefore = true;
        call(2, LIST, Operation.LIST_ADD, large);
        // What the list holds; the call waits no more.
        assertThat(account.total()).isCloseTo(before + 100_000, within(10_000L));
    }

    @Test
    void whatDidNotEnterIsCountedNoMoreAndRefused() {
        Value large = VALUES.stored(EncodedValue.of(new byte[100_000]));
        long before = account.total();
        int kept = log.kept.kept().size();
        log.throwsNext = true;
        call(2, LIST, Operation.LIST_ADD, large);
        assertThat(account.total()).isCloseTo(before, within(10_000L));
        assertThat(log.kept.kept()).hasSize(kept + 1);
    }

    @Test
    void whoeverHearsThatAtOnceIsNotAnsweredAgainLater() {
        AtomicReference<Answer> answer = new AtomicReference<>();
        CallId own = new CallId(SessionId.LOCAL, 0, LocalCalls.nextNumber());
        LocalCalls.enter(own, answer::set);
        log.throwsNext = true;
        Invoke size = new Invoke(sequencer.now(), own, LIST, Operation.LIST_SIZE, List.of());
        assertThatThrownBy(() -> sequencer.submit(GroupId.of(LIST), size)).isInstanceOf(OutOfMemoryError.class);
        log.machine().follows();
        assertThat(answer.get()).isNull();
    }
}
