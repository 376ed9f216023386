package dev.steward.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ObjectId;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.EffectHandler;
import dev.steward.objects.GroupId;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.Ranges;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.Value;
import dev.steward.objects.machine.Machine;
import dev.steward.objects.machine.MachineListener;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.type.Catalogue;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.server.machine.MachineValues;
import dev.steward.server.machine.MemoryAccount;
import dev.steward.server.machine.Relief;
import dev.steward.server.machine.ServerClock;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The state behind a log is saved while the log goes on, in pieces, and goes on from there elsewhere. */
@Timeout(60)
@Tag("one-jdk")
class SavedStateTest {

    private static final MachineValues VALUES = InputSamples.VALUES;
    private static final SessionId CLIENT = new SessionId(17, 4);
    private static final int OBJECTS = 40;
    private static final List<BuiltInType> TYPES =
            List.of(BuiltInType.LIST, BuiltInType.QUEUE, BuiltInType.DICT, BuiltInType.SET);

    private final MemoryLog log = new MemoryLog();
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
    private final SplittableRandom random = new SplittableRandom(1);
    private long lastNumber;

    SavedStateTest() {
        sequencer.connect(EffectHandler.NONE);
        sequencer.open(
                CLIENT,
                new SessionInput.OpenSession(sequencer.now(), Long.MAX_VALUE, Long.MAX_VALUE, SessionLimits.DEFAULT),
                () -> {});
        for (int i = 0; i < OBJECTS; i++) {
            BuiltInType type = TYPES.get(i % TYPES.size());
            call(
                    ObjectId.DIRECTORY,
                    Operation.CREATE,
                    VALUES.of(type.typeId()),
                    VALUES.nil(),
                    VALUES.listOf(List.of()));
        }
        for (int i = 0; i < 30 * OBJECTS; i++) {
            happen();
        }
    }

    private void call(ObjectId target, Operation operation, Value... arguments) {
        long number = ++lastNumber;
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

    private void happen() {
        // The first ones become long enough to be lent.
        int object = random.nextInt(random.nextBoolean() ? TYPES.size() : OBJECTS);
        ObjectId target = new ObjectId(1 + object);
        Value key = VALUES.of(random.nextInt(300));
        Value element = random.nextInt(20) == 0 ? VALUES.stored(EncodedValue.of(new byte[20_000])) : key;
        switch (TYPES.get(object % TYPES.size())) {
            case LIST -> {
                call(target, Operation.LIST_ADD, element);
                call(target, Operation.LIST_SET, VALUES.of(0), key);
            }
            case QUEUE -> call(target, Operation.QUEUE_PUT, element, VALUES.of(-1));
            case DICT -> call(target, Operation.DICT_PUT, key, element);
            default -> {
                call(target, Operation.SET_ADD, key);
                call(target, Operation.SET_REMOVE, VALUES.of(random.nextInt(300)));
            }
        }
    }

    private byte[] saved(LogSequencer of) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        of.save(bytes);
        return bytes.toByteArray();
    }

    private LogSequencer restored(byte[] saved, MemoryLog from, MemoryAccount counts) throws IOException {
        LogSequencer restored = LogSequencer.restored(
                new ByteArrayInputStream(saved),
                from,
                ServerClock.ofThisProcess(),
                (task, nanos) -> {},
                VALUES,
                Relief.NOT_NEEDED,
                counts,
                ObjectLimits.DEFAULT);
        restored.connect(EffectHandler.NONE);
        return restored;
    }

    @Test
    void whatIsSavedIsTheStateOfOneMomentWhateverHappensMeanwhile() throws IOException {
        byte[] before = saved(sequencer);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long[] happened = {0};
        // Each of the groups is written by itself, and much happens before the next one is.
        log.meanwhile(() -> {
            long kept = log.kept().size();
            for (int i = 0; i < OBJECTS; i++) {
                happen();
            }
            happened[0] += log.kept().size() - kept;
        });
        long lastEntry = sequencer.save(bytes, 0);
        log.meanwhile(() -> {});
        assertThat(happened[0]).isGreaterThan(OBJECTS * OBJECTS);
        assertThat(bytes.toByteArray()).isEqualTo(before);
        assertThat(lastEntry).isEqualTo(log.kept().size() - happened[0]);
        assertThat(saved(sequencer)).isNotEqualTo(before);
    }

    @Test
    void goesOnElsewhereWithTheEntriesBehindIt() throws IOException {
        byte[] early = saved(sequencer);
        for (int i = 0; i < OBJECTS; i++) {
            happen();
        }
        byte[] late = saved(sequencer);
        MemoryAccount counts = new MemoryAccount();
        LogSequencer elsewhere = restored(early, log.copy().following(), counts);
        assertThat(saved(elsewhere)).isEqualTo(late);
        assertThat(counts.total()).isEqualTo(account.total());
        assertThat(elsewhere.has(GroupId.of(new ObjectId(OBJECTS)))).isTrue();
        assertThat(elsewhere.has(CLIENT)).isTrue();
        // From the beginning it comes to the same.
        LogSequencer anew = new LogSequencer(
                log.copy().following(),
                ServerClock.ofThisProcess(),
                (task, nanos) -> {},
                VALUES,
                Relief.NOT_NEEDED,
                new MemoryAccount(),
                3,
                ObjectLimits.DEFAULT);
        anew.connect(EffectHandler.NONE);
        assertThat(saved(anew)).isEqualTo(late);
    }

    @Test
    void oneAtATimeAndAfterAFailureAnother() {
        Machine machine = new Machine(VALUES, 3, ObjectLimits.DEFAULT, new MachineListener() {});
        Value elements = VALUES.listOf(Collections.nCopies(50, VALUES.stored(EncodedValue.of(new byte[100]))));
        for (int i = 0; i < 10 * OBJECTS; i++) {
            machine.submit(
                    GroupId.DIRECTORY,
                    new DirectoryInput.Adopt(
                            0,
                            i,
                            BuiltInType.LIST.typeId(),
                            Catalogue.make(BuiltInType.LIST, Creation.detached(VALUES), List.of(elements))));
        }
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                // In the middle: some groups are written and some are not.
                assertThatThrownBy(machine::beginSnapshot)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("a snapshot of this machine is being taken");
                throw new IOException("no space left on device");
            }
        };
        byte[] before = machine.snapshot();
        assertThatThrownBy(() -> new SavedState(new MemoryLog(), machine, VALUES, 0).writeTo(full))
                .hasMessage("no space left on device");
        assertThat(machine.snapshot()).isEqualTo(before);
    }

    @Test
    void whatIsDamagedIsRefused() throws IOException {
        byte[] whole = saved(sequencer);
        assertThat(whole.length).isGreaterThan(3 * SnapshotWriter.LARGEST_PIECE);
        List<byte[]> damaged = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            byte[] changed = whole.clone();
            changed[i < 20 ? i : random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            damaged.add(changed);
            damaged.add(Arrays.copyOf(whole, random.nextInt(whole.length)));
        }
        for (byte[] bytes : damaged) {
            assertThatThrownBy(() -> restored(bytes, new MemoryLog(), new MemoryAccount()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("snapshot");
        }
    }
}
